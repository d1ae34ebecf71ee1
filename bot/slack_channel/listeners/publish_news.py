"""Passes the news of publishing on: to whoever sent a file, and to those who may approve it."""

from __future__ import annotations

from collections.abc import Collection
from typing import assert_never

from bot.publishing import wording
from bot.publishing.standing import other_admins, person_of, publication_outcome
from bot.slack_channel import publish_wording
from bot.slack_channel.calls import Calls, Post
from bot.slack_channel.front import Front
from bot.slack_channel.publish_messages import accounts_of, name_of, redrawn, sent
from bot.slack_channel.render.publish import read_message, word
from bot.storage.identity import Platform
from bot.storage.news import News, NewsKind
from bot.storage.people import People
from bot.storage.publications import Publication
from bot.storage.submissions import Submission, SubmissionState


def calls_of(front: Front, news: News, admins: Collection[str]) -> Calls:
    """What is to be said here about the news. ``admins`` are accounts in Slack."""
    submission = front.publishing.submitting.get(news.submission_id or "")
    publication = front.publishing.releasing.get(news.publication_id or "")
    match news.kind:
        case NewsKind.READ:
            return _read(submission) if submission else ()
        case NewsKind.PREPARED:
            return _prepared(front, submission) if submission else ()
        case NewsKind.REQUESTED:
            if submission is None or publication is None:
                return ()
            return _requested(front, submission, publication, admins)
        case NewsKind.ROLLED_BACK:
            actor = person_of(news.actor)
            name = wording.ON_THE_SERVER if actor is None else name_of(front, actor)
            words = word(wording.rolled_back_line(name, news.snapshot))
            return tuple(Post(user, words) for user in sorted(admins))
        case (
            NewsKind.APPROVED
            | NewsKind.REJECTED
            | NewsKind.OVERTAKEN
            | NewsKind.FAILED
            | NewsKind.WENT_LIVE
        ):
            return _decided(front, news, submission, publication) if publication else ()
        case _:
            assert_never(news.kind)


def _read(submission: Submission) -> Calls:
    where = submission.where
    gone = submission.state is SubmissionState.CANCELLED
    if where.platform is not Platform.SLACK or gone:
        return ()
    return (Post(where.chat, read_message(submission), where.thread),)


def _prepared(front: Front, submission: Submission) -> Calls:
    where = submission.where
    if where.platform is not Platform.SLACK:
        return ()
    if submission.state is SubmissionState.PREPARED:
        return sent(front, submission, where.chat, where.thread)
    return _read(submission)


def _requested(
    front: Front, submission: Submission, publication: Publication, admins: Collection[str]
) -> Calls:
    requester = People(front.database).get(publication.requested_by)
    own = accounts_of(requester) if requester else ()
    others = [user for user in sorted(admins) if user not in own]
    calls = list(redrawn(front, submission.id))
    for user in others:
        calls += sent(front, submission, user)
    alone = not others and not other_admins(front.database, publication.requested_by)
    if alone and front.two_persons:
        calls += to_sender(submission, publish_wording.ALONE)
    return tuple(calls)


def _decided(
    front: Front, news: News, submission: Submission | None, publication: Publication
) -> Calls:
    """Every copy of the plan tells how it stands; a word goes to the requester and the decider."""
    drawn = redrawn(front, submission.id) if submission else ()
    at_once = news.kind is NewsKind.APPROVED and publication.live_on is None
    withdrawn = (
        news.kind is NewsKind.REJECTED and publication.decided_by == publication.requested_by
    )
    if at_once or withdrawn:
        return drawn  # that it is live follows in a moment; who withdraws knows
    outcome = publication_outcome(
        publication, lambda person_id: name_of(front, person_id), own=False, decides=False
    )
    calls = list(drawn)
    if submission:
        calls += to_sender(submission, outcome)
    decider = People(front.database).get(publication.decided_by or 0)
    if decider and decider.id != publication.requested_by and news.kind is not NewsKind.REJECTED:
        calls += [Post(user, word(outcome)) for user in accounts_of(decider)]
    return tuple(calls)


def to_sender(submission: Submission, words: str) -> Calls:
    """A word to whoever sent the file, if that was here."""
    where = submission.where
    if where.platform is not Platform.SLACK:
        return ()
    return (Post(where.chat, word(words), where.thread),)
