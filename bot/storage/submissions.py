"""Submissions: files that admins send, and how far each is on its way to a publication."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.engine import RowMapping

from bot.storage.addresses import address_of, address_values, stands_at
from bot.storage.database import Database
from bot.storage.identity import Address
from bot.storage.tables import submissions


class SubmissionState(StrEnum):
    """Where a submission stands."""

    RECEIVED = "received"  # to be read
    ASKING = "asking"  # facts are missing
    COMPLETE = "complete"  # to be staged and rehearsed
    PREPARED = "prepared"  # plan and rehearsal can be looked at
    REQUESTED = "requested"
    REFUSED = "refused"
    CANCELLED = "cancelled"


OPEN_STATES = frozenset(
    {
        SubmissionState.RECEIVED,
        SubmissionState.ASKING,
        SubmissionState.COMPLETE,
        SubmissionState.PREPARED,
    }
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the file says: the facts that it states, in the words of its front matter, the title
    that its first heading offers, and what the admin should know."""

    facts: Mapping[str, str]
    offered_title: str
    clauses: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Staged:
    """The snapshot that was built of it. ``digest`` is that of its manifest, ``against`` the
    snapshot that was live then; ``day`` is the first on which the new text rules."""

    snapshot: str
    digest: str
    against: str
    directive: str
    day: str
    embedded: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Submission:
    """A file on its way. ``where`` is the chat that it came from, ``remark`` what stands in its
    way, ``missing`` the facts to be asked for, ``rehearsal`` the report as it is stored."""

    id: str
    name: str
    digest: str
    submitted_by: int
    submitted_at: datetime
    where: Address
    state: SubmissionState
    reading: Reading | None
    answers: Mapping[str, str]
    missing: tuple[str, ...]
    remark: str
    progress: str
    staged: Staged | None
    rehearsal: Mapping[str, Any] | None


class Submissions:
    """All submissions. A change names the states that it is made from, so that of two the
    second finds nothing to change."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, submission_id: str, name: str, digest: str, *, by: int, where: Address) -> None:
        """Enters a file that lies in its folder."""
        with self._database.write() as connection:
            connection.execute(
                insert(submissions).values(
                    id=submission_id,
                    name=name,
                    digest=digest,
                    submitted_by=by,
                    submitted_at=self._database.now(),
                    state=SubmissionState.RECEIVED,
                    answers={},
                    missing=[],
                    **address_values(where),
                )
            )

    def get(self, submission_id: str) -> Submission | None:
        """The submission of that name."""
        query = select(submissions).where(submissions.c.id == submission_id)
        with self._database.read() as connection:
            row = connection.execute(query).mappings().first()
            return None if row is None else _submission(row)

    def sent_with(self, where: Address, digest: str) -> Submission | None:
        """The submission of the file of that digest that came with this message."""
        query = select(submissions).where(
            stands_at(submissions, where), submissions.c.digest == digest
        )
        with self._database.read() as connection:
            row = connection.execute(query).mappings().first()
            return None if row is None else _submission(row)

    def in_states(
        self, states: Collection[SubmissionState], *, by: int | None = None
    ) -> tuple[Submission, ...]:
        """Those in one of these states, the oldest first; of one person, where ``by`` is given."""
        query = select(submissions).where(submissions.c.state.in_(states))
        if by is not None:
            query = query.where(submissions.c.submitted_by == by)
        query = query.order_by(submissions.c.submitted_at, submissions.c.id)
        with self._database.read() as connection:
            return tuple(_submission(row) for row in connection.execute(query).mappings())

    def change(
        self, submission_id: str, *, since: Collection[SubmissionState], **values: object
    ) -> Submission | None:
        """Changes it where it is in one of the states ``since``; ``None`` where it is not."""
        with self._database.write() as connection:
            row = connection.execute(
                update(submissions)
                .where(submissions.c.id == submission_id, submissions.c.state.in_(since))
                .values(**{name: _stored(value) for name, value in values.items()})
                .returning(*submissions.c)
            )
            changed = row.mappings().first()
            return None if changed is None else _submission(changed)

    def ahead_of(self, submission: Submission) -> int:
        """How many wait to be read or prepared before this one."""
        working = (SubmissionState.RECEIVED, SubmissionState.COMPLETE)
        query = select(func.count()).where(
            submissions.c.state.in_(working), submissions.c.submitted_at < submission.submitted_at
        )
        with self._database.read() as connection:
            return connection.execute(query).scalar_one()

    def delete_before(self, moment: datetime, *, sparing: Collection[str]) -> tuple[str, ...]:
        """Deletes what was sent before then, but for those named; returns the names."""
        with self._database.write() as connection:
            gone = connection.execute(
                delete(submissions)
                .where(submissions.c.submitted_at < moment, submissions.c.id.not_in(sparing))
                .returning(submissions.c.id)
            )
            return tuple(gone.scalars())

    def ids(self) -> frozenset[str]:
        """The names of all."""
        with self._database.read() as connection:
            return frozenset(connection.execute(select(submissions.c.id)).scalars())


_READING = TypeAdapter(Reading)
_STAGED = TypeAdapter(Staged)


def _stored(value: object) -> object:
    match value:
        case Reading():
            return _READING.dump_python(value, mode="json")
        case Staged():
            return _STAGED.dump_python(value, mode="json")
        case tuple():
            return list(value)
    return value


def _submission(row: RowMapping) -> Submission:
    return Submission(
        id=row["id"],
        name=row["name"],
        digest=row["digest"],
        submitted_by=row["submitted_by"],
        submitted_at=row["submitted_at"],
        where=address_of(row),
        state=SubmissionState(row["state"]),
        reading=_READING.validate_python(row["reading"]) if row["reading"] else None,
        answers=row["answers"],
        missing=tuple(row["missing"]),
        remark=row["remark"],
        progress=row["progress"],
        staged=_STAGED.validate_python(row["staged"]) if row["staged"] else None,
        rehearsal=row["rehearsal"],
    )
