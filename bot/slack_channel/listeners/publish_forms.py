"""What admins send by the windows of publishing: missing facts, and the request."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.publishing import wording
from bot.publishing.facts import Misread, read_answer
from bot.publishing.outcomes import NotDone
from bot.slack_channel.calls import Edit, Post
from bot.slack_channel.decision import Commit, Decision
from bot.slack_channel.front import Front
from bot.slack_channel.incoming import Submitted
from bot.slack_channel.publish_messages import redrawn
from bot.slack_channel.reading import value_of
from bot.slack_channel.render.desk import note
from bot.slack_channel.render.publish import read_message
from bot.slack_channel.render.publish_windows import DAY, FACTS_WINDOW, REASON
from bot.storage.identity import Platform
from bot.storage.people import Person


def mistakes(body: Mapping[str, Any]) -> dict[str, str]:
    """What cannot be taken of the facts that were filled in, by block; said in the window."""
    if body.get("type") != "view_submission" or body["view"].get("callback_id") != FACTS_WINDOW:
        return {}
    states = body["view"].get("state", {}).get("values", {})
    read = {block: read_answer(block, value_of(state[block])) for block, state in states.items()}
    return {block: answer.sentence for block, answer in read.items() if isinstance(answer, Misread)}


def facts_stated(front: Front, sent: Submitted, person: Person) -> Commit:
    """Takes what was stated; the message that asked for it asks on, or says what follows."""
    about = json.loads(sent.about)
    name = about["submission"]

    def commit() -> Decision:
        for key, words in sent.values.items():
            result = front.publishing.submitting.supply(name, key, words, by=person.id)
            if isinstance(result, NotDone):
                return Decision((_told(front, name, sent.speaker.user, result.sentence),))
        submission = front.publishing.submitting.get(name)
        if submission is None:
            return Decision((_told(front, name, sent.speaker.user, wording.PLAN_GONE),))
        content, where = read_message(submission), submission.where
        if "message" in about:
            return Decision((Edit(about["chat"], about["message"], content, about["thread"]),))
        return Decision((Post(where.chat, content, where.thread),))

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
        told = _told(front, sent.about, sent.speaker.user, result.sentence)
        return Decision((told, *redrawn(front, sent.about)))

    return commit


def _told(front: Front, submission_id: str, user: str, words: str) -> Post:
    """A word where the file came from; else in the direct message."""
    submission = front.publishing.submitting.get(submission_id)
    if submission is None or submission.where.platform is not Platform.SLACK:
        return Post(user, note(words))
    return Post(submission.where.chat, note(words), submission.where.thread)
