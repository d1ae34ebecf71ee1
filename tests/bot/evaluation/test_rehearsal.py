"""A rehearsal tells whose answer turns, and knows a clause under its new number."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answering.answer import Answer, NotCovered, Quote, Quoted, Ruled, Verdict
from bot.answering.question import Question
from bot.evaluation.counterparts import Counterparts
from bot.evaluation.golden import Golden, GoldenError, read_golden
from bot.evaluation.rehearsal import REHEARSAL, Given, Rehearsal, Rehearsing, Turn
from knowledge.clause import Clause, ClauseRef
from knowledge.directive import Directive
from knowledge.revision.compare import compare
from knowledge.revision.editions import Edition
from knowledge.situation import Situation

BEFORE = {
    "1.1": "Staff shall not like content on government affairs.",
    "2.1": "Staff shall report a stolen password within five days.",
    "2.2": "Staff may share pictures of their family with friends.",
}
# A clause comes in before 2.1, and 2.2 falls.
AFTER = {
    "1.1": "Staff shall not like content on government affairs.",
    "2.1": "The Ministry keeps a register of all official accounts.",
    "2.2": "Staff shall report a stolen password within five days.",
}


def edition(version: str, texts: dict[str, str]) -> Edition:
    directive = Directive("T", "T", version=version, in_force_from=date(2020 + int(version), 1, 1))
    clauses = (
        Clause(ClauseRef("T", version, number), text, 0, len(text))
        for number, text in texts.items()
    )
    return Edition(directive, tuple(clauses))


OLD, NEW = edition("1", BEFORE), edition("2", AFTER)
COUNTERPARTS = Counterparts.from_revision(compare([OLD], [NEW]))


def answer(of: Edition, number: str | None, verdict: Verdict | None = None) -> Answer:
    question, situation = Question("?"), Situation()
    if number is None:
        return NotCovered(question, situation, (), "s")
    clause = next(one for one in of.clauses if one.ref.number == number)
    quotes = (Quote(clause, of.directive, 1.0),)
    if verdict is None:
        return Quoted(question, situation, quotes, "s")
    return Ruled(question, situation, verdict, quotes, "s")


def golden(name: str, number: str, verdict: str | None = None, **more: object) -> Golden:
    outcome = "ruled" if verdict else "quoted" if number else "not_covered"
    numbers = (number,) if number else ()
    facts = {"version": None, "tags": frozenset(), "held_out": False} | more
    return Golden(name, Question(name), outcome, verdict, "T", clauses=numbers, **facts)  # type: ignore[arg-type]


def rehearsed(
    questions: list[Golden], live: dict[str, Answer], staged: dict[str, Answer], *real: str
) -> Rehearsal:
    return Rehearsing(
        "live",
        "staged",
        lambda question: live[question.text],
        lambda question: staged[question.text],
        COUNTERPARTS,
        date(2022, 1, 1),
    ).run(questions, real)


def test_a_renumbered_clause_is_the_same_answer_and_its_question_is_to_be_reviewed() -> None:
    found = rehearsed(
        [golden("stolen", "2.1")],
        {"stolen": answer(OLD, "2.1")},
        {"stolen": answer(NEW, "2.2")},
    )
    assert found.flips == ()
    assert (found.right_before, found.right_after) == (1, 1)
    assert found.to_review == ("stolen",)


def test_another_clause_under_the_expected_number_turns_the_answer_wrong() -> None:
    found = rehearsed(
        [golden("stolen", "2.1")],
        {"stolen": answer(OLD, "2.1")},
        {"stolen": answer(NEW, "2.1")},
    )
    (flip,) = found.turned_wrong
    assert (flip.before.clause, flip.after.clause) == ("T v1 §2.1", "T v2 §2.1")
    assert flip.expected == Given("quoted", "T §2.1")
    assert flip.clause_changed


def test_a_wrong_answer_where_no_clause_changed_is_marked_as_such() -> None:
    found = rehearsed(
        [golden("like", "1.1", "forbidden")],
        {"like": answer(OLD, "1.1", Verdict.FORBIDDEN)},
        {"like": answer(NEW, None)},
    )
    (flip,) = found.turned_wrong
    assert (flip.after, flip.clause_changed) == (Given("not covered", ""), False)


def test_verdicts_and_first_clauses_that_flip_are_listed_and_others_are_not() -> None:
    found = rehearsed(
        [golden("like", "1.1", "permitted"), golden("silent", "")],
        {
            "like": answer(OLD, "1.1", Verdict.FORBIDDEN),
            "silent": answer(OLD, "1.1"),
            "same": answer(OLD, "2.1"),
            "other": answer(OLD, "2.2", Verdict.PERMITTED),
        },
        {
            "like": answer(NEW, "1.1", Verdict.PERMITTED),
            "silent": answer(NEW, None),
            "same": answer(NEW, "2.2"),
            "other": answer(NEW, "1.1", Verdict.FORBIDDEN),
        },
        "same",
        "other",
    )
    assert [flip.golden for flip in found.turned_right] == ["like", "silent"]
    assert [(flip.question, flip.turn, flip.golden) for flip in found.others] == [
        ("other", Turn.OTHER, None)
    ]
    assert (found.golden, found.real) == (2, 2)


def test_a_question_about_an_earlier_day_expects_the_earlier_version_still() -> None:
    found = rehearsed(
        [golden("then", "2.2", version="1")],
        {"then": answer(OLD, "2.2")},
        {"then": answer(OLD, "2.2")},
    )
    assert (found.flips, found.to_review, found.right_after) == ((), (), 1)


def test_without_anything_live_nothing_turns() -> None:
    found = Rehearsing(
        "", "staged", None, lambda _question: answer(NEW, None), COUNTERPARTS, date(2022, 1, 1)
    ).run([golden("like", "1.1")], [])
    assert (found.flips, found.compared) == ((), False)


def test_a_rehearsal_is_stored_and_read_back() -> None:
    found = rehearsed(
        [golden("stolen", "2.1")], {"stolen": answer(OLD, "2.1")}, {"stolen": answer(NEW, "2.1")}
    )
    assert REHEARSAL.validate_json(REHEARSAL.dump_json(found)) == found


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[question]\n", "golden.toml"),
        ("[[question]]\nid = 'a'\n", "lacks its 'question'"),
        ("question = 'a'\n", "golden.toml"),
        (None, "No such file"),
    ],
)
def test_golden_questions_that_cannot_be_read_are_told_in_a_sentence(
    tmp_path, text: str | None, says: str
) -> None:
    path = tmp_path / "golden.toml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(GoldenError, match=says) as told:
        read_golden(path)
    assert "[[question]]" in told.value.remedy
