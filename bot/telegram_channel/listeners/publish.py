"""An admin sends a directive's file, and answers in words what is asked about it."""

from __future__ import annotations

from datetime import date

from bot.publishing.facts import Misread, read_answer
from bot.publishing.outcomes import NotDone
from bot.publishing.uploads import shown_name
from bot.storage.people import Person
from bot.storage.plan_messages import Awaited
from bot.telegram_channel import publish_wording as own
from bot.telegram_channel import wording
from bot.telegram_channel.calls import Buttons, Fetch
from bot.telegram_channel.decision import Commit, Decision
from bot.telegram_channel.front import Front
from bot.telegram_channel.incoming import GivenFile, Said
from bot.telegram_channel.listeners.replies import doing, post, saying
from bot.telegram_channel.publish_messages import first_asking, may_publish
from bot.telegram_channel.publish_steps import (
    Step,
    request_publication,
    state_fact,
)

_QUESTION_MARKS = ("?", "፧", "？")


def listen(front: Front, said: Said, person: Person) -> Commit | None:
    """What a message means to publishing; ``None`` where it means nothing to it.

    In a group nothing is heard of it, and nothing of it is shown.
    """
    if not said.place.private or said.command:
        return None
    if not may_publish(person):
        refused = f"{wording.NOT_READABLE}\n\n{NotDone.NOT_ALLOWED.sentence}"
        return saying(said, refused) if said.file and not said.text else None
    asks = said.text.endswith(_QUESTION_MARKS)
    if said.file and not asks:
        return _taken_in(said, said.file, person)
    if not said.text:
        return saying(said, f"{wording.NOT_READABLE}\n\n{own.SEND_AS_FILE}")
    if asks or said.forwarded:
        return None
    return _edited(front, said, person) if said.edited else _answered(front, said, person)


def _taken_in(said: Said, file: GivenFile, person: Person) -> Commit:
    """Fetches the file. An edited message may hold another one; the same is not taken in again."""
    fetch = Fetch(said.place.chat, said.message, file.id, file.name, person.id)
    if said.edited:
        return doing(None, fetch)
    return doing(None, post(said, own.reading_line(shown_name(file.name))), fetch)


def _edited(front: Front, said: Said, person: Person) -> Commit | None:
    """What was stated cannot be stated otherwise by an edit; a question can."""
    asked = front.messages.receipt_at(said.place.at(said.message))
    if asked or not front.publishing.submitting.open_of(person.id):
        return None
    return saying(said, NotDone.TOO_LATE.sentence)


def _answered(front: Front, said: Said, person: Person) -> Commit | None:
    """Takes the words as the answer to the message that they reply to, else to the newest one
    that asks for words."""
    awaited = _awaited(front, said, person)
    if awaited is None:
        return None

    def commit() -> Decision:
        step = _step(front, said, person, awaited)
        if step.again:
            return Decision((post(said, step.sentence),))
        told = [post(said, step.sentence)] if step.sentence else []
        bare = []
        if front.plan_messages.untie(awaited.message):
            bare = [Buttons(said.place.chat, int(awaited.message.message))]
        return Decision((*bare, *told, *step.calls))

    return commit


def _awaited(front: Front, said: Said, person: Person) -> Awaited | None:
    reply = said.reply.message if said.reply and said.reply.mine else None
    if reply and (awaited := front.plan_messages.awaited_at(said.place.at(reply))):
        return awaited
    if awaited := front.plan_messages.awaited_in(said.place.address):
        return awaited
    # Where the process died while it asked, the answer may be there before the record of it.
    asking = first_asking(front, person.id)
    fact = front.publishing.submitting.question(asking) if asking else None
    if asking is None or fact is None:
        return None
    return Awaited(asking.id, f"fact {fact.key}", said.place.at(said.message))


def _step(front: Front, said: Said, person: Person, awaited: Awaited) -> Step:
    what, _, detail = awaited.what.partition(" ")
    submission, chat = awaited.submission_id, said.place.chat
    if what == "fact":
        return state_fact(front, chat, person, submission, detail, said.text)
    if what == "reason":
        day: date | None = date.fromisoformat(detail) if detail else None
        return request_publication(front, chat, person, submission, reason=said.text, live_on=day)
    stated = read_answer("in_force_from", said.text)
    if isinstance(stated, Misread):
        return Step(stated.sentence, again=True)
    day = date.fromisoformat(stated)
    return request_publication(front, chat, person, submission, live_on=day)
