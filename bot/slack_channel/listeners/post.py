"""*Check this post*: what holds for it at a glance, and then for what one wants to do with it."""

from __future__ import annotations

from dataclasses import replace

from bot.slack_channel import wording
from bot.slack_channel.calls import Respond
from bot.slack_channel.decision import Commit, Decision
from bot.slack_channel.front import Front
from bot.slack_channel.incoming import PostChosen, Pressed
from bot.slack_channel.listeners.question import whispered
from bot.slack_channel.listeners.replies import quietly
from bot.slack_channel.render.matrix import render_matrix
from bot.slack_channel.render.view import View
from bot.slack_channel.turns import Asked, record
from bot.storage.identity import Address, Platform
from bot.storage.people import Person
from knowledge.situation import Situation


def chosen(front: Front, post: PostChosen, person: Person) -> Commit:
    """The message becomes the post in question."""
    if not post.post:
        return quietly(post, wording.NOT_READABLE, person.id)
    question = front.asking.question(person, "", post=post.post)
    answer = front.engine.answer(question)
    about = getattr(answer, "situation", Situation())
    matrix = front.engine.matrix(replace(about, action=None))
    user = post.speaker.user
    # Nobody else saw the question: what follows it later comes by direct message.
    asked = Asked(question, person, Address(Platform.SLACK, user))
    view = View(private=True, whisper=True)

    def commit() -> Decision:
        receipt = record(front, asked, answer)
        if not receipt or not matrix.cells:
            calls = whispered(front, answer, receipt, view, post.url, user)
            return Decision(calls, person.id)
        content = render_matrix(matrix, post.post, receipt, view)
        return Decision((Respond(post.url, user, content),), person.id)

    return commit


def acted(front: Front, pressed: Pressed, person: Person) -> Commit:
    """An action was chosen: the question about the post is asked with it, in place."""
    receipt, view = View.read(pressed.value)
    turn = front.conversations.of_receipt(receipt)
    if turn is None or turn.person_id != person.id:
        return quietly(pressed, wording.NO_SUCH_BUTTON, person.id)
    action = pressed.action.partition(".")[2]
    question = replace(front.asking.again(turn), text=wording.act_question(action))
    answer = front.engine.answer(question)
    asked = Asked(question, person, turn.where, turn.follows, receipt)
    user = pressed.speaker.user

    def commit() -> Decision:
        name = record(front, asked, answer) or receipt
        calls = whispered(front, answer, name, view, pressed.url, user, replace=True)
        return Decision(calls, person.id)

    return commit
