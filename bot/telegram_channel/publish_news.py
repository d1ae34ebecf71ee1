"""Passes the news of publishing on to the admins who are here, each thing once."""

from __future__ import annotations

import logging
import secrets
from dataclasses import replace
from functools import partial
from typing import assert_never

from bot.publishing import wording
from bot.publishing.standing import person_of, publication_outcome
from bot.storage.identity import Address, Platform
from bot.storage.news import News, NewsKind
from bot.storage.outbox import Message
from bot.storage.publications import Publication, PublicationState
from bot.storage.submissions import Submission, SubmissionState
from bot.telegram_channel import publish_wording as own
from bot.telegram_channel.calls import Post, payload_of
from bot.telegram_channel.front import Front
from bot.telegram_channel.listeners.replies import text_message
from bot.telegram_channel.publish_messages import (
    Notices,
    admin_chats,
    admins,
    chats_of,
    may_publish,
    name_of,
    standing,
    to_decide,
    without_buttons,
)
from knowledge.errors import AttacheError

logger = logging.getLogger(__name__)

LISTENER = "telegram"
_SETTLED = frozenset(
    {
        NewsKind.APPROVED,
        NewsKind.REJECTED,
        NewsKind.OVERTAKEN,
        NewsKind.FAILED,
        NewsKind.WENT_LIVE,
    }
)
# A step whose news comes late may be over by then; what came after has news of its own.
_AFTER_READING = (SubmissionState.ASKING, SubmissionState.COMPLETE)
_AFTER_PREPARING = (SubmissionState.ASKING, SubmissionState.PREPARED)


def pass_on(front: Front) -> None:
    """Plans the messages of what happened, and notes in the same transaction that it did."""
    for news in front.publishing.news.untold(LISTENER):
        try:
            notices = _notices(front, news)
        except (AttacheError, OSError, ValueError):
            # One thing that cannot be told must not keep back all that comes after it.
            incident = secrets.token_hex(4)
            logger.exception("Incident %s: the news %s cannot be told", incident, news.id)
            notices = _to_all(front, own.untold_line(incident))
        with front.database.write():
            if not front.publishing.news.told(news.id, LISTENER):
                continue
            if news.kind in _SETTLED and news.submission_id:
                notices = (*without_buttons(front, news.submission_id), *notices)
            for number, call in enumerate(notices):
                place = Address(Platform.TELEGRAM, str(call.chat))
                key = f"news {news.id:09} {LISTENER} {number:04}"
                front.outbox.plan(Message(key, place, payload_of(call)))


def _notices(front: Front, news: News) -> Notices:
    submission = front.publishing.submitting.get(news.submission_id or "")
    publication = front.publishing.releasing.get(news.publication_id or "")
    match news.kind:
        case NewsKind.READ | NewsKind.PREPARED:
            return _to_sender(front, news.kind, submission) if submission else ()
        case NewsKind.REQUESTED:
            return _to_deciders(front, publication, submission)
        case NewsKind.ROLLED_BACK:
            return _to_all(front, wording.rolled_back_line(_actor(front, news), news.snapshot))
        case NewsKind.WENT_LIVE:
            title = publication.title if publication else f"Snapshot {news.snapshot}"
            return _to_all(front, f"{wording.live_line(title, news.at)} {own.HOW_BACK}")
        case NewsKind.APPROVED | NewsKind.REJECTED | NewsKind.OVERTAKEN | NewsKind.FAILED:
            return _outcome(front, publication) if publication else ()
        case _:
            assert_never(news.kind)


def _to_sender(front: Front, kind: NewsKind, submission: Submission) -> Notices:
    sender = front.people.get(submission.submitted_by)
    if submission.where.platform is not Platform.TELEGRAM or not (sender and may_publish(sender)):
        return ()
    read = kind is NewsKind.READ
    if submission.state is SubmissionState.REFUSED:
        due = (submission.reading is None) is read
    else:
        due = submission.state in (_AFTER_READING if read else _AFTER_PREPARING)
    return standing(front, int(submission.where.chat), submission) if due else ()


def _to_deciders(
    front: Front, publication: Publication | None, submission: Submission | None
) -> Notices:
    """The request, for every admin but the one who made it."""
    if publication is None or submission is None:
        return ()
    if publication.state is not PublicationState.REQUESTED:
        return ()
    others = [each for each in admins(front) if each.id != publication.requested_by]
    chats = [chat for each in others for chat in chats_of(each)]
    shown = to_decide(front, 0, publication, submission) if chats else ()
    return tuple(replace(notice, chat=chat) for chat in chats for notice in shown)


def _outcome(front: Front, publication: Publication) -> Notices:
    """How the request ended. At once is a matter of seconds: its going live is told instead."""
    published = publication.state is PublicationState.PUBLISHED
    if published or (publication.state is PublicationState.APPROVED and not publication.live_on):
        return ()
    line = publication_outcome(publication, partial(name_of, front), own=False, decides=False)
    return _to_all(front, line)


def _to_all(front: Front, sentence: str) -> Notices:
    message = text_message(sentence)
    return tuple(Post(chat, message) for chat in sorted(admin_chats(front)))


def _actor(front: Front, news: News) -> str:
    """Whoever did it, as other admins know them."""
    person_id = person_of(news.actor)
    return wording.ON_THE_SERVER if person_id is None else name_of(front, person_id)
