"""The steps of publishing that are taken by a button as well as in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.publishing.facts import Misread
from bot.publishing.outcomes import NotDone
from bot.storage.people import Person
from bot.storage.submissions import Submission, SubmissionState
from bot.telegram_channel.calls import Post, Tie
from bot.telegram_channel.front import Front
from bot.telegram_channel.listeners.replies import text_message
from bot.telegram_channel.publish_messages import (
    Notices,
    first_asking,
    requested,
    standing,
    without_buttons,
)
from bot.telegram_channel.render import publish_screens as screens

# After these the message that led there leads nowhere any more.
OVER = frozenset(
    {
        NotDone.UNKNOWN,
        NotDone.NOT_YOURS,
        NotDone.TOO_LATE,
        NotDone.ALREADY_DECIDED,
        NotDone.OTHER_ARTEFACT,
        NotDone.OVERTAKEN,
        NotDone.NOTHING_TO_GO_BACK_TO,
        NotDone.ALREADY_ANOTHER,
    }
)


@dataclass(frozen=True, slots=True)
class Step:
    """What came of a step: what to tell, and to show next. ``again``: the same message still
    waits for its answer."""

    sentence: str = ""
    calls: Notices = ()
    again: bool = False


def state_fact(
    front: Front, chat: int, person: Person, submission_id: str, key: str, text: str
) -> Step:
    """States a fact, and asks for the next one; within a transaction."""
    result = front.publishing.submitting.supply(submission_id, key, text, by=person.id)
    if isinstance(result, Misread):
        return Step(result.sentence, again=True)
    if isinstance(result, NotDone):
        return Step(result.sentence, again=result not in OVER)
    return Step(calls=_next(front, chat, result))


def cancel(front: Front, chat: int, person: Person, submission_id: str) -> Step:
    """Ends an update before its request; within a transaction."""
    result = front.publishing.submitting.cancel(submission_id, by=person.id)
    if isinstance(result, NotDone):
        return Step(result.sentence, again=result not in OVER)
    bare = without_buttons(front, submission_id)
    return Step(calls=(*bare, *_next(front, chat, result)))


def _next(front: Front, chat: int, submission: Submission) -> Notices:
    """How it stands now; once nothing more is asked about it, the next file has its turn."""
    calls = standing(front, chat, submission)
    if submission.state is SubmissionState.ASKING:
        return calls
    following = first_asking(front, submission.submitted_by)
    return (*calls, *(standing(front, chat, following) if following else ()))


def request_publication(
    front: Front,
    chat: int,
    person: Person,
    submission_id: str,
    *,
    reason: str = "",
    live_on: date | None = None,
) -> Step:
    """Asks for the publication, or for the reason that it needs; within a transaction."""
    result = front.publishing.releasing.request(
        submission_id, by=person.id, reason=reason, live_on=live_on
    )
    if result is NotDone.REASON_WANTED:
        return _reason(chat, submission_id, live_on, again=bool(reason))
    if isinstance(result, NotDone):
        return Step(result.sentence, again=result not in OVER)
    bare = without_buttons(front, submission_id)
    return Step(calls=(*bare, requested(front, chat, result)))


def _reason(chat: int, submission_id: str, live_on: date | None, *, again: bool) -> Step:
    sentence = NotDone.REASON_WANTED.sentence
    if again:
        return Step(sentence, again=True)
    keyboard = screens.cancel_keyboard(submission_id)
    day = live_on.isoformat() if live_on else ""
    tie = Tie(submission=submission_id, awaits=f"reason {day}")
    return Step(calls=(Post(chat, text_message(sentence, keyboard), tie=tie),))
