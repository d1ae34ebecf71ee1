"""Receipts, the messages tied to them, and what is asked of them later."""

import re
from dataclasses import replace
from datetime import date

from bot.storage.changed_clauses import ChangedClause
from bot.storage.database import Database
from bot.storage.identity import Address, Platform
from bot.storage.receipt_messages import Part, ReceiptMessages
from bot.storage.receipts import Answered, QuotedClause, Receipts
from knowledge.clause import ClauseRef, digest_of
from knowledge.situation import Situation

LIKES = QuotedClause(ClauseRef("MFA-SMD", "2", "23.1"), "sha256:11")
SHARES = QuotedClause(ClauseRef("MFA-SMD", "2", "23.2"), "sha256:22")
PRIVATE = Address(Platform.TELEGRAM, "700100200")


def answered(person_id: int, question: str = "May I like a post?", *quotes: QuotedClause):
    return Answered(
        person_id=person_id,
        platform=Platform.TELEGRAM,
        question=question,
        outcome="ruled",
        verdict="forbidden",
        snapshot="20261109-aa",
        situation=Situation(action="like", account="personal"),
        quotes=quotes or (LIKES, SHARES),
    )


def test_a_receipt_shows_what_was_asked_and_from_which_clauses_it_was_answered(
    database: Database, person, clock
):
    receipts = Receipts(database, keep_questions=True)
    receipt = receipts.get(receipts.write(answered(person.id)))
    assert receipt.question == "May I like a post?"
    assert receipt.situation == Situation(action="like", account="personal")
    assert (receipt.outcome, receipt.verdict) == ("ruled", "forbidden")
    assert receipt.quotes == (LIKES, SHARES)
    assert (receipt.snapshot, receipt.answered_at) == ("20261109-aa", clock())


def test_a_receipts_name_is_short_random_and_read_however_it_is_typed(database: Database, person):
    receipts = Receipts(database, keep_questions=True)
    names = {receipts.write(answered(person.id)) for _ in range(50)}
    assert len(names) == 50
    assert all(re.fullmatch(r"[0-9a-hjkmnp-tv-z]{10}", name) for name in names)
    name = names.pop()
    assert receipts.get(f" {name.upper()} ").id == name


def test_where_questions_may_not_be_kept_only_their_digest_is(database: Database, person):
    receipts = Receipts(database, keep_questions=False)
    receipt = receipts.get(receipts.write(answered(person.id)))
    assert receipt.question is None
    assert receipt.question_digest == digest_of("May I like a post?")
    assert receipts.recent_questions(10) == ()


def test_an_edited_question_gets_its_answer_corrected_on_the_same_receipt(
    database: Database, person
):
    receipts, messages = Receipts(database, keep_questions=True), ReceiptMessages(database)
    name = receipts.write(answered(person.id))
    messages.tie(name, Part.ANSWER, PRIVATE.at("2"))
    again = receipts.write(answered(person.id, "May I share?", SHARES), receipt_id=name)
    assert again == name
    assert receipts.get(name).question == "May I share?"
    assert receipts.get(name).quotes == (SHARES,)
    assert messages.answers_of(name) == (PRIVATE.at("2"),)


def test_work_that_a_crash_repeats_writes_the_same_receipt(database: Database, person):
    receipts = Receipts(database, keep_questions=True)
    first = receipts.write(replace(answered(person.id), entry_id=12))
    assert receipts.write(replace(answered(person.id), entry_id=12)) == first
    assert receipts.write(replace(answered(person.id), entry_id=13)) != first
    assert len(receipts.of_person(person.id)) == 2
    assert receipts.get(first).quotes == (LIKES, SHARES)


def test_receipts_are_found_by_the_digest_of_a_clause_they_quote(database: Database, person):
    receipts = Receipts(database, keep_questions=True)
    both = receipts.write(answered(person.id))
    shares = receipts.write(answered(person.id, "May I share?", SHARES))
    assert [receipt.id for receipt in receipts.quoting("sha256:11")] == [both]
    assert {receipt.id for receipt in receipts.quoting("sha256:22")} == {both, shares}


def changed(digest: str, number: str, *, alone: bool = True) -> ChangedClause:
    return ChangedClause(1, "MFA-SMD", number, digest, alone, "s2", "Changed.", date(2026, 11, 9))


def test_a_changed_clause_is_marked_on_its_receipts_once(database: Database, person):
    receipts = Receipts(database, keep_questions=True)
    name = receipts.write(answered(person.id))
    assert receipts.mark_changed(changed("sha256:11", "23.1")) == (name,)
    assert receipts.mark_changed(changed("sha256:11", "23.1")) == ()
    quotes = receipts.get(name).quotes
    assert [(quote.changed_in, quote.how) for quote in quotes] == [("s2", "Changed."), (None, "")]


def test_the_same_words_at_another_number_are_the_same_clause_unless_two_have_them(
    database: Database, person
):
    receipts = Receipts(database, keep_questions=True)
    name = receipts.write(answered(person.id))
    assert receipts.mark_changed(changed("sha256:11", "24.1", alone=False)) == ()
    assert receipts.mark_changed(changed("sha256:11", "24.1")) == (name,)


def test_what_is_taken_back_stands_again(database: Database, person):
    receipts = Receipts(database, keep_questions=True)
    name = receipts.write(answered(person.id))
    receipts.mark_changed(changed("sha256:11", "23.1"))
    assert receipts.unmark("s2", "Stands again.") == (name,)
    assert receipts.get(name).quotes[0].changed_in is None
    assert receipts.get(name).quotes[0].how == "Stands again."


def test_what_an_answer_shows_is_kept_with_its_message(database: Database, person):
    receipts, messages = Receipts(database, keep_questions=True), ReceiptMessages(database)
    name = receipts.write(answered(person.id))
    messages.tie(name, Part.ANSWER, PRIVATE.at("2"), {"text": "first"})
    messages.tie(name, Part.ANSWER, PRIVATE.at("2"), {"text": "unfolded"})
    messages.tie(name, Part.ANSWER, PRIVATE.at("2"))
    assert messages.content_at(name, PRIVATE.at("2")) == {"text": "unfolded"}
    assert messages.content_at(name, PRIVATE.at("3")) is None


def test_a_message_leads_to_its_receipt_and_the_receipt_to_its_messages(database: Database, person):
    receipts, messages = Receipts(database, keep_questions=True), ReceiptMessages(database)
    name = receipts.write(answered(person.id))
    messages.tie(name, Part.QUESTION, PRIVATE.at("1"))
    for _ in range(2):
        messages.tie(name, Part.ANSWER, PRIVATE.at("2"))
    assert messages.receipt_at(PRIVATE.at("1")) == messages.receipt_at(PRIVATE.at("2")) == name
    assert messages.answers_of(name) == (PRIVATE.at("2"),)
    assert messages.receipt_at(PRIVATE.at("3")) is None


def test_a_message_number_of_another_chat_is_another_message(database: Database, person):
    messages = ReceiptMessages(database)
    name = Receipts(database, keep_questions=True).write(answered(person.id))
    messages.tie(name, Part.ANSWER, PRIVATE.at("2"))
    assert messages.receipt_at(Address(Platform.TELEGRAM, "8", message="2")) is None


def test_a_person_sees_their_newest_receipts_first_and_nobody_elses(
    database: Database, person, colleague, clock
):
    receipts = Receipts(database, keep_questions=True)
    first = receipts.write(answered(person.id))
    clock.advance(minutes=1)
    second = receipts.write(answered(person.id))
    receipts.write(answered(colleague.id))
    assert [receipt.id for receipt in receipts.of_person(person.id)] == [second, first]
    assert [receipt.id for receipt in receipts.of_person(person.id, limit=1)] == [second]


def test_a_rehearsal_gets_the_newest_different_questions(database: Database, person, clock):
    receipts = Receipts(database, keep_questions=True)
    for question in ("May I like?", "May I share?", "May I like?"):
        receipts.write(answered(person.id, question))
        clock.advance(minutes=1)
    assert receipts.recent_questions(2) == ("May I like?", "May I share?")


def test_the_clauses_that_stood_first_most_often_are_counted(database: Database, person, clock):
    receipts = Receipts(database, keep_questions=False)
    receipts.write(answered(person.id, "old", SHARES))
    clock.advance(days=1)
    since = clock()
    receipts.write(answered(person.id, "a", LIKES, SHARES))
    receipts.write(answered(person.id, "b", LIKES))
    receipts.write(answered(person.id, "c", SHARES))
    assert receipts.most_quoted(since, 5) == ((LIKES.ref, 2), (SHARES.ref, 1))
