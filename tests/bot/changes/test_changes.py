"""What went live is told once, to whom it concerns; earlier answers are marked from its day on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.changes.changes import Changes
from bot.changes.digest import DIGEST
from bot.changes.told import Note, latest_digests, told_of
from bot.storage.database import Database
from bot.storage.identity import Address, Identity, Platform
from bot.storage.news import NewsKind, NewsLedger
from bot.storage.outbox import Outbox, Send
from bot.storage.people import People, Person
from bot.storage.receipt_messages import Part, ReceiptMessages
from bot.storage.receipts import Answered, QuotedClause, Receipt, Receipts
from bot.storage.role import Role
from bot.storage.subscriptions import Subscriptions
from knowledge.clause import Clause
from knowledge.revision.editions import Edition
from knowledge.snapshot.store import SnapshotStore
from tests.bot.conftest import Clock
from tests.knowledge.revision.editing import NEW_TEXT, OLD_TEXT, edition
from tests.scenarios.telegram.publishing.model_workshop import write_snapshot

CHAT = Address(Platform.TELEGRAM, "700")
TWICE = "political parties;"


@pytest.fixture
def store(tmp_path: Path) -> SnapshotStore:
    return SnapshotStore(tmp_path / "knowledge")


@pytest.fixture
def outbox(database: Database) -> Outbox:
    return Outbox(database, worker="here")


@pytest.fixture
def changes(database: Database, store: SnapshotStore, outbox: Outbox) -> Changes:
    return Changes(database, store, outbox, slack_channel="C1")


@pytest.fixture
def person(database: Database) -> Person:
    return People(database).add(Identity.telegram(700), invited_role=Role.DIPLOMAT)


@pytest.fixture
def old() -> Edition:
    return edition("1", *OLD_TEXT)


@pytest.fixture
def new() -> Edition:
    return edition("2", *NEW_TEXT)


@pytest.fixture
def happens(database: Database, store: SnapshotStore) -> Callable[..., None]:
    """Something goes live in place of something else."""

    def happen(
        before: list[Edition], after: list[Edition], kind: NewsKind = NewsKind.WENT_LIVE
    ) -> None:
        names = []
        for editions in (before, after):
            name = f"s-{'-'.join(one.directive.version for one in editions)}"
            if editions and not (store.snapshots / name).exists():
                write_snapshot(store, name, editions)
            names.append(name if editions else "")
        NewsLedger(database).add(kind, "person 1", snapshot=names[1], before=names[0])

    return happen


@pytest.fixture
def answered(database: Database, person: Person) -> Callable[..., str]:
    """An answer that quoted these clauses; its name."""

    def answer(*clauses: Clause) -> str:
        quotes = tuple(QuotedClause(one.ref, one.digest) for one in clauses)
        receipt = Receipts(database, keep_questions=False).write(
            Answered(person.id, Platform.TELEGRAM, "May I?", "ruled", "s-1", quotes=quotes)
        )
        messages = ReceiptMessages(database)
        messages.tie(receipt, Part.QUESTION, CHAT.at("1"))
        messages.tie(receipt, Part.ANSWER, CHAT.at("2"), {"text": "as it was"})
        messages.tie(receipt, Part.ANSWER, CHAT.at("3"), {"text": "and its second part"})
        return receipt

    return answer


def planned(outbox: Outbox) -> list[Send]:
    return [*outbox.unsettled(Platform.TELEGRAM), *outbox.unsettled(Platform.SLACK)]


def receipt_of(database: Database, name: str) -> Receipt:
    receipt = Receipts(database, keep_questions=False).get(name)
    assert receipt is not None
    return receipt


def test_whoever_subscribed_is_told_once_whatever_runs_how_often(
    database: Database, store: SnapshotStore, changes: Changes, outbox: Outbox, person: Person,
    happens: Callable[..., None], old: Edition, new: Edition,
) -> None:  # fmt: skip
    Subscriptions(database).subscribe(CHAT, person_id=person.id)
    happens([old], [old, new])
    for one in (changes, changes, Changes(database, store, outbox, slack_channel="C1")):
        one.tell()
    assert [send.to for send in planned(outbox)] == [CHAT, Address(Platform.SLACK, "C1")]
    (digest,) = latest_digests(database, 5)
    assert digest.day == date(2026, 11, 9)
    (part,) = digest.parts
    assert (part.directive, part.title, part.since) == ("D", "D v1 → D v2", date(2022, 1, 1))
    assert [(line.number, line.how) for line in part.lines] == [
        ("1.1", "permission “may” → prohibition “shall not”"),
        ("1.2", "3 days → 2 days (shorter)"),
    ]
    assert told_of(planned(outbox)[0].payload or {}, database, CHAT) == digest


def test_who_may_not_ask_any_more_is_told_nothing(
    database: Database, changes: Changes, outbox: Outbox, person: Person,
    happens: Callable[..., None], old: Edition, new: Edition,
) -> None:  # fmt: skip
    Subscriptions(database).subscribe(CHAT, person_id=person.id)
    People(database).revoke(person.id)
    happens([old], [old, new])
    changes.tell()
    assert [send.to.platform for send in planned(outbox)] == [Platform.SLACK]


def test_the_first_texts_and_what_cannot_be_read_are_told_to_nobody(
    database: Database, store: SnapshotStore, changes: Changes, outbox: Outbox,
    happens: Callable[..., None], old: Edition, new: Edition,
) -> None:  # fmt: skip
    happens([], [old])
    happens([old], [old, new])
    (store.snapshots / "s-1" / "manifest.json").unlink()
    changes.tell()
    write_snapshot(store, "odd", [])
    (store.snapshots / "odd" / "clauses.json").write_text("[1]")
    NewsLedger(database).add(NewsKind.WENT_LIVE, "shell", snapshot="odd", before="s-1-2")
    changes.tell()
    assert planned(outbox) == []
    assert NewsLedger(database).untold("changes") == ()


def test_an_answer_on_a_changed_clause_is_noted_on_its_first_message(
    database: Database, changes: Changes, outbox: Outbox, happens: Callable[..., None],
    answered: Callable[..., str], old: Edition, new: Edition,
) -> None:  # fmt: skip
    name, other = answered(*old.clauses), answered(new.clauses[0])
    happens([old], [old, new])
    for _ in range(2):
        changes.tell()
    how = [quote.how for quote in receipt_of(database, name).quotes]
    assert how == [
        "Hardened on 1 January 2022: permission “may” → prohibition “shall not”.",
        "Changed on 1 January 2022: 3 days → 2 days (shorter).",
    ]
    assert not any(quote.how for quote in receipt_of(database, other).quotes)
    (note,) = (send for send in planned(outbox) if send.to.message)
    assert note.to == CHAT.at("2")
    told = told_of(note.payload or {}, database, note.to)
    assert isinstance(told, Note)
    assert told.lines[0] == f"D v1 §1.1: {how[0]}"
    assert told.content == {"text": "as it was"}


def test_until_the_day_of_force_what_people_were_told_holds(
    database: Database, changes: Changes, clock: Clock, happens: Callable[..., None],
    answered: Callable[..., str], old: Edition, new: Edition,
) -> None:  # fmt: skip
    later = replace(new.directive, in_force_from=date(2026, 12, 1))
    early = answered(old.clauses[0])
    happens([old], [old, replace(new, directive=later)])
    changes.tell()
    late = answered(old.clauses[0])
    changes.tell()
    assert not receipt_of(database, early).quotes[0].how
    clock.advance(days=22)
    changes.tell()
    for name in (early, late):
        assert receipt_of(database, name).quotes[0].how.startswith("Hardened on 1 December 2026")


def test_what_is_taken_back_stands_again_and_what_it_said_does_not(
    database: Database, changes: Changes, happens: Callable[..., None],
    answered: Callable[..., str], old: Edition, new: Edition,
) -> None:  # fmt: skip
    first, second = answered(old.clauses[0]), answered(new.clauses[0])
    happens([old], [old, new])
    changes.tell()
    happens([old, new], [old], NewsKind.ROLLED_BACK)
    changes.tell()
    was, then = (receipt_of(database, name).quotes[0] for name in (first, second))
    assert (was.changed_in, was.how) == (
        None,
        "Had changed, and stands again as quoted since 9 November 2026.",
    )
    assert then.how == "Taken back on 9 November 2026; the text before it holds."
    assert latest_digests(database, 1)[0].back


def test_a_version_taken_back_before_its_day_marks_nothing(
    database: Database, changes: Changes, clock: Clock, happens: Callable[..., None],
    answered: Callable[..., str], old: Edition, new: Edition,
) -> None:  # fmt: skip
    name = answered(old.clauses[0])
    later = replace(new.directive, in_force_from=date(2026, 12, 1))
    new = replace(new, directive=later)
    happens([old], [old, new])
    changes.tell()
    happens([old, new], [old], NewsKind.ROLLED_BACK)
    changes.tell()
    clock.advance(days=30)
    changes.tell()
    assert not receipt_of(database, name).quotes[0].how


def test_another_number_alone_makes_no_answer_out_of_date_and_words_can_stand_twice(
    database: Database, changes: Changes, happens: Callable[..., None],
    answered: Callable[..., str],
) -> None:  # fmt: skip
    old = edition("1", TWICE, OLD_TEXT[0], TWICE, OLD_TEXT[1])
    new = edition("2", TWICE, OLD_TEXT[0], "trade unions;", OLD_TEXT[1])
    first, third = answered(old.clauses[0]), answered(old.clauses[2])
    happens([old], [old, new])
    changes.tell()
    assert not receipt_of(database, first).quotes[0].how
    assert receipt_of(database, third).quotes[0].how


def test_a_digest_is_read_back_as_it_was_kept(
    database: Database, changes: Changes, happens: Callable[..., None], old: Edition, new: Edition
) -> None:
    happens([old], [old, new])
    changes.tell()
    (digest,) = latest_digests(database, 1)
    assert DIGEST.validate_json(DIGEST.dump_json(digest)) == digest
