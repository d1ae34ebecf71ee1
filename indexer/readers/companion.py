"""Facts in a file beside a directive: ``order-7.meta.toml`` belongs to ``order-7.docx``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import tomli_w

from indexer.readers.front_matter import KEYS, Fact, FrontMatter, directive_from
from knowledge.errors import SourceError

SUFFIX = ".meta.toml"
_MOST_BYTES = 64_000
_LINE = re.compile(r"line (\d+)")


def companion_of(path: Path) -> Path:
    """Where the facts of this file would stand."""
    return path.with_name(path.stem + SUFFIX)


def read_facts(path: Path) -> dict[str, str]:
    """The facts beside ``path`` as they are written there."""
    return {key: fact.value for key, fact in companion_facts(path).items()}


def write_facts(path: Path, facts: Mapping[str, str]) -> None:
    """Put these facts beside ``path``, in place of those that stand there."""
    if facts:
        companion_of(path).write_text(tomli_w.dumps(facts), encoding="utf-8")


def companion_facts(path: Path) -> dict[str, Fact]:
    """The facts beside ``path``; none where there is no such file.

    Raises ``SourceError`` naming the companion and the line of what is wrong in it.
    """
    companion = companion_of(path)
    try:
        data = companion.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SourceError(companion, f"cannot be read: {error.strerror}") from error
    facts = _facts(companion, data)
    # Checked here as well, so that a wrong date names this file and not the directive's.
    directive_from(companion, FrontMatter(facts, present=True), None)
    return facts


def _facts(companion: Path, data: bytes) -> dict[str, Fact]:
    if len(data) > _MOST_BYTES:
        raise SourceError(companion, "this is too long for a list of facts")
    try:
        text = data.decode("utf-8-sig")
        values = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        line = _LINE.search(str(error))
        raise SourceError(
            companion,
            f"this is no TOML: {error}",
            line=int(line[1]) if line else None,
            remedy='Write one fact a line: version = "2".',
        ) from error
    return {key: _fact(companion, key, value, _line_of(text, key)) for key, value in values.items()}


def _fact(companion: Path, key: str, value: object, line: int) -> Fact:
    if key not in KEYS:
        raise SourceError(
            companion,
            f"`{key}` means nothing here",
            line=line,
            remedy=f"Use these keys: {', '.join(KEYS)}.",
        )
    if isinstance(value, date):
        return Fact(value.isoformat()[:10], line)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise SourceError(
            companion, f"`{key}` has no single value", line=line, remedy=f'Write {key} = "…".'
        )
    return Fact(str(value).strip(), line)


def _line_of(text: str, key: str) -> int:
    found = re.search(rf"^[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*=", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1
