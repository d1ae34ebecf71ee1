"""Receipts: what was asked, what was answered, from which clauses, and where that is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Connection, Select, delete, func, insert, select, update
from sqlalchemy.engine import RowMapping

from bot.storage.changed_clauses import ChangedClause
from bot.storage.codes import new_id
from bot.storage.database import Database
from bot.storage.identity import Platform
from bot.storage.tables import receipt_quotes, receipts
from knowledge.clause import ClauseRef, digest_of
from knowledge.situation import Situation


@dataclass(frozen=True, slots=True)
class QuotedClause:
    """A clause as it read when it was quoted. ``changed_in`` is the snapshot since which it
    reads otherwise, ``how`` says what became of it."""

    ref: ClauseRef
    digest: str
    changed_in: str | None = None
    how: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """What to write on a receipt.

    ``entry_id`` is the inbox entry that asked: work that a crash repeats then writes the same
    receipt, and not another one.
    """

    person_id: int
    platform: Platform
    question: str
    outcome: str
    snapshot: str
    verdict: str | None = None
    situation: Situation = field(default_factory=Situation)
    quotes: tuple[QuotedClause, ...] = ()
    entry_id: int | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt. ``question`` is ``None`` where the configuration does not let it be kept."""

    id: str
    person_id: int
    platform: Platform
    question: str | None
    question_digest: str
    situation: Situation
    outcome: str
    verdict: str | None
    snapshot: str
    answered_at: datetime
    quotes: tuple[QuotedClause, ...]


class Receipts:
    """All receipts. ``keep_questions`` is the configuration's word on the questions' text."""

    def __init__(self, database: Database, *, keep_questions: bool) -> None:
        self._database = database
        self._keep_questions = keep_questions

    def write(self, answered: Answered, *, receipt_id: str | None = None) -> str:
        """Writes a receipt and returns its name.

        With ``receipt_id`` it takes the place of the receipt of that name: the question was
        edited, and its answer corrected; the messages stay tied to it.
        """
        values = self._values(answered)
        with self._database.write() as connection:
            known = receipt_id or _receipt_of_entry(connection, answered.entry_id)
            name = known or new_id()
            if known:
                connection.execute(update(receipts).where(receipts.c.id == name).values(**values))
            else:
                connection.execute(
                    insert(receipts).values(id=name, entry_id=answered.entry_id, **values)
                )
            _replace_quotes(connection, name, answered.quotes)
        return name

    def _values(self, answered: Answered) -> dict[str, object]:
        return {
            "person_id": answered.person_id,
            "platform": answered.platform,
            "question": answered.question if self._keep_questions else None,
            "question_digest": digest_of(answered.question),
            "situation": answered.situation,
            "outcome": answered.outcome,
            "verdict": answered.verdict,
            "snapshot": answered.snapshot,
            "answered_at": self._database.now(),
        }

    def get(self, receipt_id: str) -> Receipt | None:
        """The receipt of that name, however its letters were typed."""
        query = select(receipts).where(receipts.c.id == receipt_id.strip().lower())
        return next(iter(self._load(query)), None)

    def of_person(self, person_id: int, limit: int = 10) -> tuple[Receipt, ...]:
        """The person's newest receipts first."""
        query = select(receipts).where(receipts.c.person_id == person_id)
        return self._load(query.order_by(receipts.c.answered_at.desc()).limit(limit))

    def quoting(self, digest: str) -> tuple[Receipt, ...]:
        """Receipts that quote the clause of that digest, the oldest first."""
        quoting = select(receipt_quotes.c.receipt_id).where(receipt_quotes.c.digest == digest)
        query = select(receipts).where(receipts.c.id.in_(quoting))
        return self._load(query.order_by(receipts.c.answered_at))

    def mark_changed(self, clause: ChangedClause) -> tuple[str, ...]:
        """Notes what became of the clause where it is quoted; names the newly marked receipts.

        A receipt may be older than the version that changed, and quote the same words from the
        one before it.
        """
        quote = receipt_quotes.c
        means = [quote.directive == clause.directive, quote.digest == clause.digest]
        if not clause.alone:
            means.append(quote.number == clause.number)
        with self._database.write() as connection:
            marked = connection.execute(
                update(receipt_quotes)
                .where(*means, quote.changed_in.is_(None))
                .values(changed_in=clause.snapshot, how=clause.how)
                .returning(quote.receipt_id)
            )
            return tuple(dict.fromkeys(marked.scalars()))

    def unmark(self, snapshot: str, how: str) -> tuple[str, ...]:
        """Notes that what had changed in ``snapshot`` stands again as it was quoted."""
        quote = receipt_quotes.c
        with self._database.write() as connection:
            unmarked = connection.execute(
                update(receipt_quotes)
                .where(quote.changed_in == snapshot)
                .values(changed_in=None, how=how)
                .returning(quote.receipt_id)
            )
            return tuple(dict.fromkeys(unmarked.scalars()))

    def recent_questions(self, limit: int) -> tuple[str, ...]:
        """The newest questions whose text was kept, for a rehearsal."""
        newest = func.max(receipts.c.answered_at)
        query = (
            select(receipts.c.question)
            .where(receipts.c.question.is_not(None))
            .group_by(receipts.c.question)
            .order_by(newest.desc())
            .limit(limit)
        )
        with self._database.read() as connection:
            return tuple(connection.execute(query).scalars())

    def most_quoted(self, since: datetime, limit: int) -> tuple[tuple[ClauseRef, int], ...]:
        """The clauses that stood first in most answers, with how many answers."""
        quote, count = receipt_quotes.c, func.count()
        query = (
            select(quote.directive, quote.version, quote.number, count)
            .join(receipts, receipts.c.id == quote.receipt_id)
            .where(receipts.c.answered_at >= since, quote.position == 0)
            .group_by(quote.directive, quote.version, quote.number)
            .order_by(count.desc(), quote.directive, quote.version, quote.number)
            .limit(limit)
        )
        with self._database.read() as connection:
            return tuple((ClauseRef(*row[:3]), row[3]) for row in connection.execute(query))

    def outcomes(self, since: datetime) -> tuple[tuple[date, str], ...]:
        """The day and the outcome of every answer since then."""
        query = select(receipts.c.answered_at, receipts.c.outcome).where(
            receipts.c.answered_at >= since
        )
        with self._database.read() as connection:
            return tuple((row[0].date(), row[1]) for row in connection.execute(query))

    def _load(self, query: Select[*tuple[object, ...]]) -> tuple[Receipt, ...]:
        with self._database.read() as connection:
            rows = connection.execute(query).mappings().all()
            return tuple(_receipt(connection, row) for row in rows)


def _receipt_of_entry(connection: Connection, entry_id: int | None) -> str | None:
    if entry_id is None:
        return None
    query = select(receipts.c.id).where(receipts.c.entry_id == entry_id)
    return connection.execute(query).scalar()


def _replace_quotes(
    connection: Connection, receipt_id: str, quotes: Sequence[QuotedClause]
) -> None:
    connection.execute(delete(receipt_quotes).where(receipt_quotes.c.receipt_id == receipt_id))
    for position, quote in enumerate(quotes):
        connection.execute(
            insert(receipt_quotes).values(
                receipt_id=receipt_id,
                position=position,
                directive=quote.ref.directive,
                version=quote.ref.version,
                number=quote.ref.number,
                digest=quote.digest,
                changed_in=quote.changed_in,
                how=quote.how,
            )
        )


def _receipt(connection: Connection, row: RowMapping) -> Receipt:
    quotes = connection.execute(
        select(receipt_quotes)
        .where(receipt_quotes.c.receipt_id == row["id"])
        .order_by(receipt_quotes.c.position)
    ).mappings()
    facts = {**row, "platform": Platform(row["platform"])}
    del facts["entry_id"]
    return Receipt(**facts, quotes=tuple(_quote(quote) for quote in quotes))


def _quote(row: RowMapping) -> QuotedClause:
    ref = ClauseRef(row["directive"], row["version"], row["number"])
    return QuotedClause(ref, row["digest"], row["changed_in"], row["how"])
