"""How an update stands, in a line; the same for whoever looks, and whenever."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from bot.publishing import wording
from bot.storage.database import Database
from bot.storage.people import People
from bot.storage.publications import Publication, Publications, PublicationState
from bot.storage.role import Role
from bot.storage.submissions import Submission, SubmissionState

Naming = Callable[[int], str]


def publication_of(database: Database, submission_id: str) -> Publication | None:
    """The newest request for a submission."""
    known = Publications(database).in_states(*PublicationState)
    return next((one for one in reversed(known) if one.submission_id == submission_id), None)


def submission_outcome(submission: Submission) -> str:
    """How a submission stands for which no publication was requested."""
    match submission.state:
        case SubmissionState.PREPARED:
            return ""
        case SubmissionState.CANCELLED:
            return wording.CANCELLED
        case SubmissionState.REFUSED:
            return submission.remark
        case _:
            return wording.PREPARING


def publication_outcome(publication: Publication, name: Naming, *, own: bool, decides: bool) -> str:
    """How a request stands; ``own`` is the copy of whoever made it."""
    title, requester = publication.title, publication.requested_by
    match publication.state:
        case PublicationState.REQUESTED if own:
            then = wording.YOU_MAY_APPROVE if decides else wording.OTHERS_ASKED
            return f"{wording.requested_line(publication)} {then}"
        case PublicationState.REQUESTED:
            return wording.request_line(name(requester), publication)
        case PublicationState.APPROVED:
            return wording.approved_line(name(publication.decided_by or 0), publication)
        case PublicationState.REJECTED if publication.decided_by == requester:
            return wording.withdrawn_line(title)
        case PublicationState.REJECTED:
            return wording.rejected_line(name(publication.decided_by or 0), title)
        case PublicationState.PUBLISHED:
            moment = publication.published_at or publication.requested_at
            return wording.live_line(title, moment)
        case PublicationState.OVERTAKEN:
            return wording.overtaken_line(title)
        case PublicationState.FAILED:
            return wording.failed_line(title, publication.fault)
        case _:
            assert_never(publication.state)


def person_of(actor: str) -> int | None:
    """The person whom the audit log names so; ``None`` for the machine and the shell."""
    number = actor.removeprefix("person ")
    return int(number) if number != actor else None


def other_admins(database: Database, person_id: int) -> bool:
    """Whether anybody else who is known could approve what this person requests."""
    return any(
        person.id != person_id and person.role is Role.ADMIN and not person.revoked
        for person in People(database).everyone()
    )
