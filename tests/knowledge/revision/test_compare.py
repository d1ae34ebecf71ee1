"""Which versions are compared, and what is told about the directive beside its clauses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from knowledge.clause import Example
from knowledge.revision.change import ChangeKind
from knowledge.revision.compare import compare, compare_editions
from knowledge.revision.editions import Edition, editions_of, newest
from knowledge.revision.revision import REVISION, FactChange, HeadingChange
from knowledge.revision.wording import facts, overall, title
from tests.knowledge.revision.editing import NEW_TEXT, OLD_TEXT, edition

ONE, TWO = edition("1", *OLD_TEXT), edition("2", *NEW_TEXT)


def test_the_newest_live_version_is_compared_with_the_newest_that_comes() -> None:
    plan = compare([ONE], [ONE, TWO])
    (revision,) = plan.directives
    assert title(revision) == "D v1 → D v2"
    assert not revision.withdrawn
    assert plan.counts() == {ChangeKind.HARDENED: 1, ChangeKind.DEADLINE_CHANGED: 1}
    assert overall(plan) == "1 hardened, 1 deadline changed; 0 kept as they are."


def test_two_equal_snapshots_differ_in_nothing() -> None:
    plan = compare([ONE, TWO], [TWO, ONE])
    assert plan.nothing
    assert overall(plan) == "Nothing changes."


def test_a_version_edited_in_place_is_compared_with_itself() -> None:
    edited = Edition(ONE.directive, (ONE.clauses[0], TWO.clauses[1]))
    (revision,) = compare([ONE, TWO], [edited, TWO]).directives
    assert title(revision) == "D v1"
    assert [found.kind for found in revision.changes] == [ChangeKind.DEADLINE_CHANGED]


def test_a_version_that_makes_way_is_withdrawn() -> None:
    (revision,) = compare([ONE], [TWO]).directives
    assert revision.withdrawn


def test_texts_that_come_in_or_go_are_told_whole() -> None:
    other = edition("1", "The note tells it.", of="NOTE")
    came = compare([ONE], [ONE, other]).directives
    gone = compare([ONE, other], [ONE]).directives
    assert [title(revision) for revision in (*came, *gone)] == [
        "NOTE v1 is new",
        "NOTE v1 goes",
    ]
    assert came[0].counts() == {ChangeKind.ADDED: 1}
    assert gone[0].counts() == {ChangeKind.REMOVED: 1}


def test_dates_of_force_and_headings_are_told_beside_the_clauses() -> None:
    renamed = edition("2", *OLD_TEXT, heading="Article 1 Posts and likes")
    revision = compare_editions(ONE, renamed)
    assert revision.changes == ()
    assert revision.kept == 2
    assert revision.headings == (HeadingChange("Article 1 Posts", "Article 1 Posts and likes"),)
    assert revision.facts == (FactChange("in force from", "2021-01-01", "2022-01-01"),)


def test_a_date_alone_is_a_change() -> None:
    until = replace(ONE.directive, in_force_until=date(2021, 12, 31))
    (revision,) = compare([ONE], [Edition(until, ONE.clauses)]).directives
    assert revision.facts == (FactChange("in force until", None, "2021-12-31"),)


def test_another_reading_of_the_same_words_is_told_apart() -> None:
    asked = ONE.clauses[0].with_asked((Example("May I like it?"),))
    (revision,) = compare([ONE], [Edition(ONE.directive, (asked, ONE.clauses[1]))]).directives
    assert revision.changes == ()
    assert revision.annotated == (asked.ref,)
    told = "same words, other example questions or rules set by hand: "
    assert list(facts(revision)) == [f"{told}§1.1"]
    many = replace(revision, annotated=(asked.ref,) * 10)
    assert list(facts(many)) == [told + "§1.1, " * 7 + "§1.1 and 2 more"]


def test_a_plan_can_be_stored_and_read_back() -> None:
    plan = compare([ONE], [TWO])
    assert REVISION.validate_json(REVISION.dump_json(plan)) == plan


def test_the_newest_version_is_known_by_its_date_then_by_its_number() -> None:
    undated = [
        Edition(replace(ONE.directive, version=version, in_force_from=None), ())
        for version in ("9", "10", "")
    ]
    latest = newest(undated)
    assert latest
    assert latest.directive.version == "10"
    assert newest([*undated, ONE]) is ONE


def test_editions_of_a_snapshot_hold_each_its_own_clauses() -> None:
    directives = {each.directive.key: each.directive for each in (ONE, TWO)}
    assert editions_of(directives, (*ONE.clauses, *TWO.clauses)) == (ONE, TWO)
