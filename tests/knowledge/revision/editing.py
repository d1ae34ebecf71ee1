"""Versions of a small directive."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from knowledge.directive import Directive
from knowledge.revision.editions import Edition
from tests.knowledge.revision.drafting import clause

OLD_TEXT = ("Staff may like such posts.", "Staff shall report the post within 3 days.")
NEW_TEXT = ("Staff shall not like such posts.", "Staff shall report the post within 2 days.")


def edition(version: str, *texts: str, of: str = "D", heading: str = "Article 1 Posts") -> Edition:
    """A version with one paragraph for each text, in force from the first day of a year."""
    begin = date(2020 + int(version), 1, 1)
    directive = Directive(of, f"Directive {of}", version=version, in_force_from=begin)
    clauses = (
        clause(f"1.{number}", text, heading=heading, version=version)
        for number, text in enumerate(texts, start=1)
    )
    return Edition(directive, tuple(replace(c, ref=replace(c.ref, directive=of)) for c in clauses))
