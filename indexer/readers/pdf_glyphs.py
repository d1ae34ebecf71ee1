"""The letters of a PDF page with their places."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_BOLD = ("bold", "black", "heavy", "demi")
_STRAIGHT = 0.05


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter (or a ligature of some); ``baseline`` is counted downwards."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    bold: bool


def glyphs_of(chars: Iterable[Mapping[str, Any]]) -> list[Glyph]:
    """The upright letters of a page; slanting and standing ones are watermarks and margin notes."""
    upright = [char for char in chars if _is_upright(char)]
    drops = _usual_drops(upright)
    return [
        Glyph(
            str(char["text"]),
            float(char["x0"]),
            float(char["x1"]),
            # Not the place of the letter's origin, which a raised letter may share with the line.
            drops[str(char["fontname"])] * float(char["size"]) - float(char["y0"]),
            float(char["size"]),
            any(word in str(char["fontname"]).lower() for word in _BOLD),
        )
        for char in upright
    ]


def _is_upright(char: Mapping[str, Any]) -> bool:
    across, up, down, _along, _x, _y = char["matrix"]
    straight = abs(up) + abs(down) < _STRAIGHT * abs(across)
    return bool(char["upright"] and straight and char["text"] and float(char["size"]) > 0.5)


def _usual_drops(chars: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """How far below the baseline the box of a letter begins, font by font, as a share of size."""
    seen: dict[str, Counter[float]] = defaultdict(Counter)
    for char in chars:
        drop = (float(char["y0"]) - float(char["matrix"][5])) / float(char["size"])
        seen[str(char["fontname"])][round(drop, 2)] += 1
    return {font: drops.most_common(1)[0][0] for font, drops in seen.items()}
