"""``/matrix``, and a post without a question: what holds for each action, at a glance."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.answer import Branch, Ruled, Verdict
from bot.answering.question import Question
from bot.storage.people import Person
from bot.telegram_channel import overview_wording
from bot.telegram_channel.calls import Tie
from bot.telegram_channel.decision import Commit
from bot.telegram_channel.front import Front
from bot.telegram_channel.incoming import Said
from bot.telegram_channel.listeners.replies import doing, reply_to, saying, toasting
from bot.telegram_channel.listeners.tapped import Tapped
from bot.telegram_channel.render.answer import render
from bot.telegram_channel.render.matrix import render_matrix
from bot.telegram_channel.turns import Asked, posts
from knowledge.situation import Situation


def listen(front: Front, said: Said, person: Person) -> Commit:
    """``/matrix``, with words that narrow it ("personal", "about foreign affairs")."""
    situation = replace(front.asking.profile(person), account=None)
    if said.text:
        answer = front.engine.answer(Question(said.text, profile=situation))
        situation = replace(getattr(answer, "situation", situation), action=None)
    return _shown(front, said, person, situation)


def of_post(front: Front, said: Said, asked: Asked) -> Commit:
    """The matrix for what the post is about; what is not known of the account stays open."""
    answer = front.engine.answer(asked.question)
    situation = replace(getattr(answer, "situation", Situation()), action=None)
    return _shown(front, said, asked.person, situation)


def _shown(front: Front, said: Said, person: Person, situation: Situation) -> Commit:
    matrix = front.engine.matrix(situation)
    if not matrix.cells:
        return saying(said, overview_wording.NOTHING_IN_MATRIX)
    return doing(person, *posts(said.place, render_matrix(matrix), Tie(), reply_to(said)))


def opened(front: Front, tapped: Tapped, person: Person) -> Commit | None:
    """An action in the matrix was tapped: its clauses, account by account."""
    action, account, topic = tapped.part(0), tapped.part(1), tapped.part(2)
    situation = Situation(account=account or None, topic=topic or None)
    cells = [c for c in front.engine.matrix(situation).cells if c.situation.action == action]
    if not cells:
        return None
    messages = render(_ruled(action, situation, cells))
    return toasting(
        tapped.pressed, "", *posts(tapped.place, messages, Tie(), tapped.message), person=person
    )


def _ruled(action: str, situation: Situation, cells: list[Branch]) -> Ruled:
    verdicts = {cell.verdict for cell in cells}
    return Ruled(
        Question(action),
        replace(situation, action=action),
        verdicts.pop() if len(verdicts) == 1 else Verdict.DEPENDS,
        cells[0].quotes,
        snapshot="",
        branches=tuple(cells) if len(cells) > 1 else (),
    )
