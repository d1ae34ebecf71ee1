"""The plan between the two versions of the model directive: these changes and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.bound import bind
from indexer.shipped import DIRECTIVES
from knowledge.revision.change import ChangeKind
from knowledge.revision.compare import compare_editions
from knowledge.revision.editions import Edition
from knowledge.revision.revision import DirectiveRevision, FactChange, HeadingChange
from knowledge.revision.wording import summary
from knowledge.vocabulary import Vocabulary

EXPECTED = [
    # Elections of other states need clearance now.
    "§9.8 added, hardened: new permission “may … only with the prior clearance of the Public "
    "Diplomacy Directorate”",
    # Consular queries.
    "§11.1 deadline changed: 5 working days → 2 working days (shorter)",
    # Credentials at the end of a posting.
    "§14.2 deadline changed: 7 days → not later than the last working day at post",
    # Content made by AI.
    "§18.3 added, hardened: new duty “must”",
    "§18.4 added, hardened: new prohibition “no … may”",
    "§18.5 added",
    # Sharing what the Ministry published, and the limit of that.
    "§22.5 added, softened: new permission “may”",
    "§22.6 added, hardened: new prohibition “does not benefit from the exception”",
    # Content of the host government.
    "§23.3 hardened: permission “may” → prohibition “shall not”",
    # Suspicious messages.
    "§38.2 deadline changed: 48 hours → 24 hours (shorter)",
    # Training.
    "§53.1 deadline changed: every two years → yearly (shorter)",
    # Entry into force, replaced version, review.
    "§55.1 reworded: 3 words removed, 3 words added",
    "§55.2 reworded: 5 words removed, 13 words added",
    "§55.4 deadline changed: by 1 January 2026 → by 1 March 2028 (later)",
]


@pytest.fixture(scope="module")
def revision() -> DirectiveRevision:
    files = [Path(DIRECTIVES / f"mfa-smd-v{version}.md") for version in (1, 2)]
    bound = bind(files, Vocabulary.open(), minimum_coverage=0.99)
    before, after = (Edition(source.directive, source.clauses) for source in bound)
    return compare_editions(before, after)


def test_the_plan_lists_the_changes_of_version_2_each_with_its_kind(
    revision: DirectiveRevision,
) -> None:
    assert [summary(change) for change in revision.changes] == EXPECTED
    assert revision.counts() == {
        ChangeKind.ADDED: 6,
        ChangeKind.HARDENED: 1,
        ChangeKind.DEADLINE_CHANGED: 5,
        ChangeKind.REWORDED: 2,
    }
    assert revision.kept == 299


def test_the_plan_tells_the_renamed_article_and_the_dates(revision: DirectiveRevision) -> None:
    assert revision.headings == (
        HeadingChange(
            "Article 18 Third-party tools",
            "Article 18 Third-party tools and AI-generated content",
        ),
    )
    assert revision.facts == (
        FactChange("in force from", "2024-01-01", "2026-03-01"),
        FactChange("in force until", "2026-02-28", None),
        FactChange("review by", "2026-01-01", "2028-03-01"),
    )
    assert revision.annotated == ()
