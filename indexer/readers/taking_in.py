"""From a document to a source: its facts gathered, its text written out, what is missing named."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from indexer.readers.canonical import canonical_text
from indexer.readers.characters import on_one_line
from indexer.readers.companion import companion_facts, companion_of
from indexer.readers.decoding import normalise, refuse_endless_lines
from indexer.readers.front_matter import Fact, FrontMatter, directive_from, unstated_in
from indexer.readers.stated_facts import facts_in_properties, split_facts
from indexer.readers.structure import Document, Heading, Paragraph, Part
from indexer.source import Source, SourceWarning
from knowledge.errors import SourceError

_LONGEST_TITLE = 200


def source_from(path: Path, format_name: str, document: Document) -> Source:
    """The source that a document is; raises ``SourceError`` where it says nothing."""
    stated, parts = split_facts(document.parts)
    beside = companion_facts(path)
    carried = facts_in_properties(document.properties, document.title_property)
    facts = {**carried, **stated, **beside}
    canonical = normalise(canonical_text(parts))
    if not canonical.strip():
        raise SourceError(
            path, "there is no text in it", remedy="Give a file that holds the directive's text."
        )
    refuse_endless_lines(path, canonical, 1)
    front = FrontMatter(facts, present=bool(facts))
    directive, warnings = directive_from(path, front, _title_in(parts))
    own = [*document.notices, *_title_hint(document, facts), *_contradictions(path, stated, beside)]
    return Source(
        path,
        directive,
        canonical,
        format_name,
        (*warnings, *(SourceWarning(path, notice) for notice in own)),
        unstated=unstated_in(facts),
    )


def _title_in(parts: tuple[Part, ...]) -> str | None:
    heading = next((part for part in parts if isinstance(part, Heading)), None)
    if heading is not None:
        return on_one_line(heading.text)[:_LONGEST_TITLE]
    first = next((part for part in parts if isinstance(part, Paragraph)), None)
    words = on_one_line(first.text) if first else ""
    return words if 0 < len(words) <= _LONGEST_TITLE and words[-1] not in ".;:" else None


def _title_hint(document: Document, facts: Mapping[str, Fact]) -> list[str]:
    title = on_one_line(document.title_property)
    named = {on_one_line(part.text) for part in document.parts[:3] if isinstance(part, Heading)}
    if not title or "title" in facts or title in named:
        return []
    return [f"the file's properties call it “{title}”; state a title if that is the right one"]


def _contradictions(
    path: Path, stated: Mapping[str, Fact], beside: Mapping[str, Fact]
) -> list[str]:
    name = companion_of(path).name
    return [
        f"`{key}` is “{stated[key].value}” in the document, but {name} says “{fact.value}”, "
        "which counts"
        for key, fact in beside.items()
        if key in stated and stated[key].value != fact.value
    ]
