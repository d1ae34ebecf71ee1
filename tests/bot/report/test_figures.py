"""The figures: by week, what nothing covered, what did not help, what is overdue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.console.report import same_words
from bot.report.figures import Report, Uncovered, Week, gather
from bot.storage.database import Database
from bot.storage.feedback import Feedback
from knowledge.clause import ClauseRef
from knowledge.directive import Directive
from tests.bot.conftest import Clock
from tests.bot.report.conftest import Asking


def gathered(
    database: Database, directives: Sequence[Directive] = (), *, keep: bool = True
) -> Report:
    return gather(database, directives, same_words, since=date(2026, 10, 1), keep_questions=keep)


def test_questions_are_counted_by_week_the_silent_ones_too(
    database: Database, clock: Clock, asks: Asking
) -> None:
    asks("May I like?", "23.1")
    asks("Who feeds the cat?")
    clock.advance(days=15)
    asks("May I like?", "23.1")
    found = gathered(database)
    assert found.weeks == (
        Week(date(2026, 11, 9), 1, 1),
        Week(date(2026, 11, 16), 0, 0),
        Week(date(2026, 11, 23), 1, 0),
    )
    assert (found.questions, found.gaps) == (3, 1)
    assert found.most_asked == ((ClauseRef("MFA-SMD", "2", "23.1"), 2),)


def test_what_nothing_covered_is_clustered_the_largest_first(
    database: Database, asks: Asking
) -> None:
    for question in ("Who feeds the cat?", "May I own a parrot?", "who feeds the cat?"):
        asks(question)
    first, second = gathered(database).uncovered
    assert first == Uncovered(
        2, "Who feeds the cat?", ("Who feeds the cat?", "who feeds the cat?"), "MFA-SMD v2 §9.1"
    )
    assert second.count == 1


def test_where_words_are_not_kept_day_and_situation_stand_for_them(
    database: Database, clock: Clock, asks: Asking
) -> None:
    asks("Who feeds the cat?", kept=False)
    asks("May I own a parrot?", kept=False)
    clock.advance(days=1)
    asks("Who feeds the cat?")
    about = [
        (one.count, one.about, one.questions) for one in gathered(database, keep=False).uncovered
    ]
    assert about == [
        (2, "2026-11-09: personal account, post", ()),
        (1, "2026-11-10: personal account, post", ()),
    ]


def test_an_unhelpful_answer_is_listed_with_its_clauses(
    database: Database, person: int, asks: Asking
) -> None:
    receipt = asks("May I like?", "23.1")
    Feedback(database).give(receipt, person, helpful=False)
    found = gathered(database)
    assert (found.helpful, found.not_helpful) == (0, 1)
    (one,) = found.unhelpful
    assert (one.outcome, one.question) == ("forbidden", "May I like?")
    assert one.clauses == (ClauseRef("MFA-SMD", "2", "23.1"),)
    assert gathered(database, keep=False).unhelpful[0].question == ""


def test_a_directive_is_overdue_after_its_stated_day_or_two_years_in_force(
    database: Database,
) -> None:
    directives = (
        Directive("A", "Stated", in_force_from=date(2020, 1, 1), review_by=date(2026, 11, 8)),
        Directive("B", "Not yet", in_force_from=date(2020, 1, 1), review_by=date(2026, 11, 9)),
        Directive("C", "Old", in_force_from=date(2024, 2, 29)),
        Directive("D", "Young", in_force_from=date(2025, 1, 1)),
        Directive("E", "Over", in_force_from=date(2020, 1, 1), in_force_until=date(2026, 1, 1)),
        Directive("F", "Undated"),
    )
    overdue = gathered(database, directives).overdue
    assert [(one.directive, one.due, one.stated) for one in overdue] == [
        ("C", date(2026, 2, 28), False),
        ("A", date(2026, 11, 8), True),
    ]
