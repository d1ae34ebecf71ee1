"""What belongs to a clause's list."""

from __future__ import annotations

from dataclasses import replace

from knowledge.clause import Clause, ClauseRef, Slice

OPENING = Clause(ClauseRef("TEST", "1", "1.1"), "Staff may post on:", 10, 28)
ITEM = Clause(ClauseRef("TEST", "1", "1.1(a)"), "sport;", 33, 39, lead_in=Slice("on:", 25, 28))


def test_an_item_belongs_to_the_clause_that_holds_its_lead_in() -> None:
    assert ITEM.is_opened_by(OPENING)
    assert not OPENING.is_opened_by(ITEM)


def test_a_paragraph_with_no_lead_in_is_no_item_of_the_rule_above_it() -> None:
    assert not replace(ITEM, lead_in=None).is_opened_by(OPENING)


def test_an_item_is_of_its_own_version_and_list() -> None:
    assert not ITEM.is_opened_by(replace(OPENING, ref=ClauseRef("TEST", "2", "1.1")))
    assert not ITEM.is_opened_by(replace(OPENING, start=40, end=58))
