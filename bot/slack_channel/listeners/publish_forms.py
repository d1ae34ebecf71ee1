"""What admins send by the windows of publishing: missing facts, and the request."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.publishing import wording
from bot.publishing.facts import Misread, read_answer
from bot.publishing.outcomes import NotDone
from bot.slack_channel.calls import Calls, Post
from bot.slack_channel.decision import Commit, Decision
from bot.slack_channel.front import Front
from bot.slack_channel.incoming import Submitted
from bot.slack_channel.publish_messages import redrawn
from bot.slack_channel.reading import value_of
from bot.slack_channel.render.desk import note
from bot.slack_channel.render.publish import read_message
from bot.slack_channel.render.publish_windows import DAY, FACTS_WINDOW, REASON
from bot.storage.people import Person
from bot.storage.submissions import Submission, SubmissionState


def mistakes(body: Mapping[str, Any]) -> dict[str, str]:
    """What cannot be taken of the facts that were filled in, by block; said in the window."""
    if body.get("type") != "view_submission" or body["view"].get("callback_id") != FACTS_WINDOW:
        return {}
    states = body["view"].get("state", {}).get("values", {})
    read = {block: read_answer(block, value_of(state[block])) for block, state in states.items()}
    return {block: answer.sentence for block, answer in read.items() if isinstance(answer, Misread)}


def facts_stated(front: Front, sent: Submitted, person: Person) -> Commit:
    """Takes what was stated; asks on, or lets the plan be made."""

    def commit() -> Decision:
        for key, words in sent.values.items():
            result = front.publishing.submitting.supply(sent.about, key, words, by=person.id)
            if isinstance(result, NotDone):
                return Decision(_told(front, sent, result.sentence))
        submission = front.publishing.submitting.get(sent.about)
        if submission is None:
            return Decision(_told(front, sent, wording.PLAN_GONE))
        if submission.state is SubmissionState.ASKING:
            where = submission.where
            return Decision((Post(where.chat, read_message(submission), where.thread),))
        return Decision(_told(front, sent, wording.PREPARING))

    return commit


def requested(front: Front, sent: Submitted, person: Person) -> Commit:
    """Requests the publication; the news asks the other admins."""
    day = sent.values.get(DAY) or ""
    live_on = date.fromisoformat(day) if day else None

    def commit() -> Decision:
        result = front.publishing.releasing.request(
            sent.about, by=person.id, reason=sent.values.get(REASON) or "", live_on=live_on
        )
        if not isinstance(result, NotDone):
            return Decision()
        told = _told(front, sent, result.sentence)
        return Decision((*told, *redrawn(front, sent.about)))

    return commit


def _told(front: Front, sent: Submitted, words: str) -> Calls:
    """A word where the file came from; else in the direct message."""
    submission = front.publishing.submitting.get(sent.about)
    if submission is None or not _is_theirs(submission, sent):
        return (Post(sent.speaker.user, note(words)),)
    return (Post(submission.where.chat, note(words), submission.where.thread),)


def _is_theirs(submission: Submission, sent: Submitted) -> bool:
    return submission.where.platform is sent.speaker.identity.platform
