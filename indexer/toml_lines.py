"""Where a table written by hand says something: TOML is read without its lines."""

from __future__ import annotations

import re
import tomllib

_PLACE = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)")


def line_of(text: str, key: str, nth: int = 0) -> int | None:
    """The line on which ``key`` is given a value or heads a table, counted from 1.

    Of a key that heads several tables, that of its ``nth``, counted from 0.
    """
    head = re.compile(rf"\s*\[{{0,2}}[\"']?{re.escape(key)}[\"']?\s*[=\].]")
    found = [place for place, line in enumerate(text.split("\n"), 1) if head.match(line)]
    return found[min(nth, len(found) - 1)] if found else None


def reason_and_line(error: tomllib.TOMLDecodeError, text: str) -> tuple[str, int]:
    """What is wrong with a text that is no TOML, and on which line."""
    place = _PLACE.search(str(error))
    line = place[1] if place else None
    return _PLACE.sub("", str(error)).strip(), int(line or len(text.rstrip().split("\n")))
