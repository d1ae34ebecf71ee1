"""Publications: a snapshot is requested by one admin, approved by another, live on its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from sqlalchemy import insert, or_, select, update
from sqlalchemy.engine import RowMapping

from bot.storage.codes import new_id
from bot.storage.database import Database
from bot.storage.tables import publications


class PublicationState(StrEnum):
    """Where a publication stands."""

    REQUESTED = "requested"
    APPROVED = "approved"
    REJECTED = "rejected"
    PUBLISHED = "published"
    OVERTAKEN = "overtaken"  # something else went live in between: the plan does not hold
    FAILED = "failed"


class Refusal(StrEnum):
    """Why a publication cannot be decided so."""

    UNKNOWN = "unknown"
    ALREADY_DECIDED = "already_decided"
    SAME_PERSON = "same_person"
    OTHER_ARTEFACT = "other_artefact"


@dataclass(frozen=True, slots=True)
class Publication:
    """A staged snapshot on its way to be live. ``digest`` is that of what was shown to the
    admins, ``against`` the snapshot that was live then; ``reason`` why it may go live although a
    golden answer turned; ``live_on`` the day from which it is to be live, ``None`` for at once;
    ``fault`` why it could not."""

    id: str
    snapshot: str
    digest: str
    against: str
    submission_id: str | None
    title: str
    reason: str
    live_on: date | None
    state: PublicationState
    fault: str
    requested_by: int
    requested_at: datetime
    decided_by: int | None
    decided_at: datetime | None
    published_at: datetime | None


Decision: TypeAlias = Publication | Refusal


class Publications:
    """All publications. ``two_persons`` is the configuration's word on who may approve."""

    def __init__(self, database: Database, *, two_persons: bool = True) -> None:
        self._database = database
        self._two_persons = two_persons

    def request(
        self,
        snapshot: str,
        digest: str,
        *,
        by: int,
        title: str,
        against: str = "",
        submission_id: str | None = None,
        reason: str = "",
        live_on: date | None = None,
    ) -> Publication:
        """Enters an admin's request."""
        with self._database.write() as connection:
            row = connection.execute(
                insert(publications)
                .values(
                    id=new_id(),
                    snapshot=snapshot,
                    digest=digest,
                    against=against,
                    submission_id=submission_id,
                    title=title,
                    reason=reason,
                    live_on=live_on,
                    state=PublicationState.REQUESTED,
                    requested_by=by,
                    requested_at=self._database.now(),
                )
                .returning(*publications.c)
            )
            return _publication(row.mappings().one())

    def approve(self, publication_id: str, *, by: int, digest: str) -> Decision:
        """Approves what has this digest, if it is what was requested, by another person."""
        with self._database.write():
            found = self.get(publication_id)
            if found is None:
                return Refusal.UNKNOWN
            if found.digest != digest:
                return Refusal.OTHER_ARTEFACT
            if self._two_persons and found.requested_by == by:
                return Refusal.SAME_PERSON
            return self._decide(publication_id, PublicationState.APPROVED, by)

    def reject(self, publication_id: str, *, by: int) -> Decision:
        """Turns the request down; whoever made it may do so too."""
        with self._database.write():
            if self.get(publication_id) is None:
                return Refusal.UNKNOWN
            return self._decide(publication_id, PublicationState.REJECTED, by)

    def _decide(self, publication_id: str, state: PublicationState, by: int) -> Decision:
        with self._database.write() as connection:
            row = connection.execute(
                update(publications)
                .where(
                    publications.c.id == publication_id,
                    publications.c.state == PublicationState.REQUESTED,
                )
                .values(state=state, decided_by=by, decided_at=self._database.now())
                .returning(*publications.c)
            )
            changed = row.mappings().first()
            return Refusal.ALREADY_DECIDED if changed is None else _publication(changed)

    def get(self, publication_id: str) -> Publication | None:
        """The publication of that name."""
        query = select(publications).where(publications.c.id == publication_id)
        with self._database.read() as connection:
            row = connection.execute(query).mappings().first()
            return None if row is None else _publication(row)

    def due(self, today: date) -> tuple[Publication, ...]:
        """Approved ones whose day has come, in the order of approval."""
        day = publications.c.live_on
        query = (
            select(publications)
            .where(
                publications.c.state == PublicationState.APPROVED,
                or_(day.is_(None), day <= today),
            )
            .order_by(publications.c.decided_at, publications.c.id)
        )
        with self._database.read() as connection:
            return tuple(_publication(row) for row in connection.execute(query).mappings())

    def in_states(self, *states: PublicationState) -> tuple[Publication, ...]:
        """Those in one of these states, the oldest request first."""
        query = (
            select(publications)
            .where(publications.c.state.in_(states))
            .order_by(publications.c.requested_at, publications.c.id)
        )
        with self._database.read() as connection:
            return tuple(_publication(row) for row in connection.execute(query).mappings())

    def mark_published(self, publication_id: str) -> bool:
        """Notes that it is live; false where it was noted already or is not approved."""
        state, now = PublicationState.PUBLISHED, self._database.now()
        return self._end(
            publication_id, (PublicationState.APPROVED,), state=state, published_at=now
        )

    def mark_not_published(self, publication_id: str, state: PublicationState, fault: str) -> bool:
        """Notes why it cannot go live; false where it was noted already or is decided."""
        open_states = (PublicationState.REQUESTED, PublicationState.APPROVED)
        return self._end(publication_id, open_states, state=state, fault=fault)

    def _end(
        self, publication_id: str, since: tuple[PublicationState, ...], **values: object
    ) -> bool:
        with self._database.write() as connection:
            result = connection.execute(
                update(publications)
                .where(publications.c.id == publication_id, publications.c.state.in_(since))
                .values(**values)
            )
            return result.rowcount == 1


def _publication(row: RowMapping) -> Publication:
    return Publication(**{**row, "state": PublicationState(row["state"])})
