"""Which window of publishing a button opens; a word where it cannot."""

from __future__ import annotations

from bot.publishing.facts import question_of
from bot.publishing.outcomes import NotDone
from bot.publishing.submitting import is_admin, known_of
from bot.slack_channel import publish_wording
from bot.slack_channel.front import Front
from bot.slack_channel.incoming import Pressed
from bot.slack_channel.render.publish import FACTS, REQUEST, UPDATE
from bot.slack_channel.render.publish_windows import facts_window, request_window, update_window
from bot.slack_channel.render.windows import Window, notice_window
from bot.storage.people import Person
from bot.storage.submissions import Submission, SubmissionState

PUBLISH_OPENERS = frozenset({UPDATE, FACTS, REQUEST})


def publish_window(front: Front, pressed: Pressed, person: Person) -> Window:
    """The window, or a notice that says why there is none."""
    if not is_admin(front.database, person.id):
        return _notice(NotDone.NOT_ALLOWED.sentence)
    if pressed.action == UPDATE:
        return update_window()
    submission = front.publishing.submitting.get(pressed.value)
    if submission is None:
        return _notice(NotDone.UNKNOWN.sentence)
    if submission.submitted_by != person.id:
        return _notice(NotDone.NOT_YOURS.sentence)
    if pressed.action == FACTS and submission.state is SubmissionState.ASKING:
        return _facts_window(front, submission, pressed)
    if pressed.action == REQUEST and submission.state is SubmissionState.PREPARED:
        wanted = front.publishing.releasing.reason_wanted(submission)
        title = submission.staged.directive if submission.staged else submission.name
        return request_window(
            submission, title=title, reason_wanted=wanted, alone=not front.two_persons
        )
    return _notice(NotDone.TOO_LATE.sentence)


def _facts_window(front: Front, submission: Submission, pressed: Pressed) -> Window:
    """All that is missing at once; the offers follow from what is known so far."""
    known, live = known_of(submission), front.publishing.submitting.live_directives()
    title = submission.reading.offered_title if submission.reading else ""
    questions = [question_of(key, known, live, title) for key in submission.missing]
    place = pressed.place
    asked_at = (
        {"chat": place.chat, "thread": place.thread, "message": pressed.message} if place else {}
    )
    return facts_window(submission, questions, asked_at)


def _notice(words: str) -> Window:
    return notice_window(publish_wording.UPDATE_WINDOW, words)
