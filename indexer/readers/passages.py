"""Passages that come already cut, one JSON object a line, as public benchmarks have them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from indexer.readers.decoding import LONGEST_LINE, decode, normalise
from indexer.source import Passage, Source, SourceWarning
from knowledge.directive import Directive
from knowledge.errors import SourceError

_BETWEEN = "\n\n"
_UNDATED = "no dates; it counts as in force, and answers from it say “undated”"


@dataclass(slots=True)
class _Gathered:
    """The passages of one directive while the file is being read."""

    parts: list[str] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    line_of_id: dict[str, int] = field(default_factory=dict)
    length: int = 0


def looks_like_passages(head: bytes) -> bool:
    """Whether the first line is a JSON object with a ``text``."""
    first = head.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0]
    return first.startswith(b"{") and b'"text"' in first


def read_passages(path: Path, data: bytes) -> tuple[Source, ...]:
    """One source for each directive id, in the order in which the ids first occur."""
    gathered: dict[str, _Gathered] = {}
    empty: list[int] = []
    for line, record in _records(path, decode(path, data)):
        text = _text(path, line, record).strip()
        if not text:
            empty.append(line)
            continue
        directive = _word(path, line, record, "directive") or path.stem
        _add(path, line, record, text, gathered.setdefault(directive, _Gathered()))
    if not gathered:
        raise SourceError(path, "no passage has a text", line=1, remedy="Give each a `text`.")
    return tuple(
        _source(path, directive, passages, empty if position == 0 else [])
        for position, (directive, passages) in enumerate(gathered.items())
    )


def _records(path: Path, text: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            reason = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
            raise SourceError(
                path, f"bad JSON: {reason}", line=number, remedy="Write one JSON object a line."
            ) from error
        if not isinstance(record, dict):
            raise SourceError(
                path,
                "this line is JSON, but no object",
                line=number,
                remedy='Write one object a line: {"text": "…"}.',
            )
        yield number, record


def _add(path: Path, line: int, record: Mapping[str, object], text: str, into: _Gathered) -> None:
    if len(text) > LONGEST_LINE:
        raise SourceError(
            path,
            f"this passage has {len(text):,} characters; no clause can be that long",
            line=line,
            remedy="Cut it into passages of one clause each.",
        )
    name = _word(path, line, record, "id")
    if name and name in into.line_of_id:
        raise SourceError(
            path,
            f"the id “{name}” stands on line {into.line_of_id[name]} already",
            line=line,
            remedy="Give each passage of a directive an id of its own.",
        )
    into.line_of_id[name] = line
    start = into.length
    into.parts.append(text)
    into.length += len(text) + len(_BETWEEN)
    number = _word(path, line, record, "number")
    heading = _heading(path, line, record)
    into.passages.append(Passage(name, number, heading, start, start + len(text), line))


def _text(path: Path, line: int, record: Mapping[str, object]) -> str:
    text = record.get("text", "")
    if not isinstance(text, str):
        raise SourceError(path, "`text` is no string", line=line, remedy="Put it into quotes.")
    return _whole(path, line, text.replace("\r\n", "\n").replace("\r", "\n"))


def _word(path: Path, line: int, record: Mapping[str, object], key: str) -> str:
    value = record.get(key)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise SourceError(
            path, f"`{key}` is no string", line=line, remedy=f"Give `{key}` as a string."
        )
    return _whole(path, line, str(value)).strip()


def _heading(path: Path, line: int, record: Mapping[str, object]) -> tuple[str, ...]:
    value = record.get("heading")
    parts = []
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, str):
            parts.append(_whole(path, line, part).strip())
        elif part is not None:
            raise SourceError(
                path,
                "`heading` is neither a string nor a list of strings",
                line=line,
                remedy='Write "heading": ["outer", "inner"].',
            )
    return tuple(part for part in parts if part)


def _whole(path: Path, line: int, text: str) -> str:
    """``text`` in NFC; JSON can spell half a character, which no file could then hold."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise SourceError(
            path,
            "half a character (a lone surrogate) is no text",
            line=line,
            remedy="Write the whole character instead of its \\u escape.",
        ) from None
    return normalise(text)


def _source(path: Path, name: str, gathered: _Gathered, empty: list[int]) -> Source:
    warnings = [SourceWarning(path, f"{name}: {_UNDATED}")]
    if empty:
        count = f"{len(empty)} passages" if len(empty) > 1 else "1 passage"
        warnings.append(SourceWarning(path, f"{count} without text skipped", empty[0]))
    return Source(
        path,
        Directive(id=name, title=name),
        _BETWEEN.join(gathered.parts),
        "passages",
        tuple(warnings),
        tuple(gathered.passages),
    )
