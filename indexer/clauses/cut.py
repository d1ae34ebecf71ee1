"""A source cut into clauses, with what was found on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.clauses.block import Block, Heading, Kind
from indexer.clauses.collision import tell_apart
from indexer.clauses.contents import without_contents
from indexer.clauses.coverage import Coverage, measure
from indexer.clauses.draft import Draft
from indexer.clauses.drafting import Drafting
from indexer.clauses.line import lines_of
from indexer.clauses.message import body_of
from indexer.clauses.section import repeated_headings, settle_headings
from indexer.clauses.splitter import Splitter
from indexer.source import Source, SourceWarning
from knowledge.clause import Clause, ClauseRef
from knowledge.errors import SourceError

_LONG = 8000


@dataclass(frozen=True, slots=True)
class Cut:
    """The clauses of a source (without norms and asked questions), its headings, its coverage."""

    source: Source
    clauses: tuple[Clause, ...]
    headings: tuple[Heading, ...]
    coverage: Coverage
    warnings: tuple[SourceWarning, ...] = ()


def cut(source: Source) -> Cut:
    """Cut a source into clauses; raises ``SourceError`` where that would make nonsense."""
    result = _cut_passages(source) if source.passages is not None else _cut_text(source)
    if not result.clauses:
        raise SourceError(
            source.path,
            "there is nothing to quote: no paragraph, no item, no table row",
            line=source.first_line,
            remedy="Write the clauses of the directive as paragraphs below their headings.",
        )
    return result


def _cut_text(source: Source) -> Cut:
    begin, end = body_of(source.canonical)
    first_line = source.first_line + source.canonical.count("\n", 0, begin)
    splitter = Splitter(source.canonical, lines_of(source.canonical, begin, end, first_line))
    blocks = settle_headings(without_contents(source.canonical, splitter.split()))
    drafting = Drafting(source.canonical, blocks)
    drafts, warnings = tell_apart(source.path, drafting.draft())
    spans = [(0, begin), (end, len(source.canonical))]
    spans += _spans(blocks, drafting)
    return Cut(
        source,
        tuple(_clause(source, draft) for draft in drafts),
        tuple(block.heading for block in blocks if block.heading is not None),
        measure(source.canonical, spans, source.first_line),
        (*warnings, *_twice(source, blocks), *_long(source, drafts)),
    )


def _spans(blocks: list[Block], drafting: Drafting) -> Iterator[tuple[int, int]]:
    """What is accounted for: the clauses themselves, and everything that is known to be none."""
    for block in blocks:
        yield block.outer, block.start
        if block.kind in (Kind.HEADING, Kind.NOTE, Kind.MARKUP):
            yield block.outer, block.end
    yield from ((draft.start, draft.end) for draft in drafting.drafts)
    yield from drafting.asides


def _clause(source: Source, draft: Draft) -> Clause:
    directive = source.directive
    ref = ClauseRef(directive.id, directive.version, draft.number)
    return Clause(
        ref,
        source.canonical[draft.start : draft.end],
        draft.start,
        draft.end,
        draft.heading,
        draft.lead_in,
        id=str(ref),
    )


def _twice(source: Source, blocks: list[Block]) -> Iterator[SourceWarning]:
    for before, heading in repeated_headings(blocks):
        message = f"“{heading.text}” has the number of “{before.text}” on line {before.line}"
        yield SourceWarning(source.path, message, heading.line)


def _long(source: Source, drafts: list[Draft]) -> Iterator[SourceWarning]:
    for draft in drafts:
        if draft.end - draft.start > _LONG:
            message = f"clause {draft.number} has {draft.end - draft.start:,} characters"
            yield SourceWarning(source.path, f"{message}; it is too long to quote", draft.line)


def _cut_passages(source: Source) -> Cut:
    canonical = source.canonical
    drafts = [
        Draft(
            passage.number or f"¶{order}",
            passage.start,
            passage.end,
            passage.line,
            passage.heading,
            (),
        )
        for order, passage in enumerate(source.passages or (), 1)
    ]
    drafts, warnings = tell_apart(source.path, drafts)
    clauses = []
    for draft, passage in zip(drafts, source.passages or (), strict=True):
        clause = _clause(source, draft)
        clauses.append(
            Clause(
                clause.ref,
                clause.text,
                clause.start,
                clause.end,
                clause.heading,
                id=passage.id or clause.id,
            )
        )
    coverage = measure(canonical, [(draft.start, draft.end) for draft in drafts], 1)
    return Cut(source, tuple(clauses), (), coverage, warnings)
