"""Directives written as running text: Markdown, and plain text with legal numbering."""

from __future__ import annotations

import re
from pathlib import Path

from indexer.readers.companion import companion_facts
from indexer.readers.decoding import decode, normalise, refuse_endless_lines
from indexer.readers.front_matter import FrontMatter, directive_from, find_front_matter, unstated_in
from indexer.readers.line_paragraphs import with_paragraphs_apart
from indexer.source import Source
from knowledge.errors import SourceError

_LONGEST_TITLE = 200
_HEADING = re.compile(r"^#{1,6}[ \t]+([^\s#].*)$", re.MULTILINE)
_SUBJECT = re.compile(r"^SUBJ(?:ECT)?[/:][ \t]*(\S.*)$", re.MULTILINE)


def read_markdown(path: Path, data: bytes) -> tuple[Source, ...]:
    """One directive, its facts in front matter."""
    return (_read(path, data, "markdown"),)


def read_text(path: Path, data: bytes) -> tuple[Source, ...]:
    """One directive; front matter is understood here too."""
    return (_read(path, data, "text"),)


def _read(path: Path, data: bytes, format_name: str) -> Source:
    text = decode(path, data)
    if format_name == "text":
        text = with_paragraphs_apart(text)
    front = find_front_matter(path, text)
    first_line = text.count("\n", 0, front.length) + 1
    canonical = normalise(text[front.length :])
    if not canonical.strip():
        raise SourceError(
            path,
            "there is no text below the front matter" if front.present else "the file is empty",
            line=first_line,
            remedy="Write the clauses of the directive there.",
        )
    refuse_endless_lines(path, canonical, first_line)
    beside = companion_facts(path)
    own_lines = {key: fact.line for key, fact in front.facts.items() if key not in beside}
    facts = {**front.facts, **beside}
    front = FrontMatter(facts, front.length, present=bool(facts))
    directive, warnings = directive_from(path, front, _title_in(canonical))
    return Source(
        path,
        directive,
        canonical,
        format_name,
        warnings,
        first_line=first_line,
        unstated=unstated_in(facts),
        fact_lines=own_lines,
    )


def _title_in(canonical: str) -> str | None:
    """The first heading, the subject of a message, or a first line that reads like a title."""
    if heading := _HEADING.search(canonical):
        return heading[1].rstrip(" \t#")[:_LONGEST_TITLE]
    if subject := _SUBJECT.search(canonical):
        return subject[1].rstrip("/ \t")[:_LONGEST_TITLE]
    first = canonical.lstrip().split("\n", 1)[0].rstrip()
    if len(first) <= _LONGEST_TITLE and not first.endswith((".", ";", ":")):
        return first
    return None
