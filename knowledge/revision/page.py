"""A plan as one page to mail around: no script, nothing to fetch, fit for dark, light and paper.

Jinja2 escapes every word that comes from a directive, so that no text can break the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined

from knowledge.revision import wording
from knowledge.revision.change import ChangeKind, ClauseChange
from knowledge.revision.revision import DirectiveRevision, Revision

TEMPLATE = "page.html.jinja"


def plan_page(revision: Revision, *, made: date) -> str:
    """The HTML of the page, complete in itself."""
    environment = Environment(
        loader=PackageLoader("knowledge.revision", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(TEMPLATE).render(
        revision=revision,
        titles=[wording.title(directive) for directive in revision.directives],
        made=made,
        wording=wording,
        articles_of=_articles,
        by_kind=list(_by_kind(revision)),
    )


def anchor(change: ClauseChange) -> str:
    """Where on the page the change stands; a removed clause may share its number with another."""
    gone = "-" if change.after is None else ""
    return f"{change.clause.ref}{gone}".replace(" ", "-")


def _articles(
    revision: DirectiveRevision,
) -> Iterator[tuple[tuple[str, ...], list[tuple[str, ClauseChange]]]]:
    told = (change for change in revision.changes if not wording.is_brief(change))
    for heading, changes in groupby(told, key=lambda change: change.clause.heading):
        yield heading, [(anchor(change), change) for change in changes]


def _by_kind(revision: Revision) -> Iterator[tuple[ChangeKind, int, list[tuple[str, str]]]]:
    """Each kind, how many clauses there are of it, and where those stand that are told singly."""
    told = [change for change in revision.changes if not wording.is_brief(change)]
    for kind, count in revision.counts().items():
        yield kind, count, [(anchor(one), one.number) for one in told if one.kind is kind]
