"""Letters that stand on one line, with no wide gap between them, and the words that they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.readers.characters import as_typed
from indexer.readers.labels import with_label_apart
from indexer.readers.pdf_glyphs import Glyph

REFERENCE_OPEN, REFERENCE_CLOSE = "\ue000", "\ue001"
"""Around a raised number, which may refer to a footnote; taken away again in the end."""

_WORD_GAP = 0.18
_SEGMENT_GAP = 0.7
_SAME_BASELINE = 0.25
_RAISED, _RAISED_AT_MOST = 0.12, 0.75
_SMALLER = 0.8
_DOUBLE_STRIKE = 0.12


@dataclass(frozen=True, slots=True)
class Segment:
    """Letters on one baseline with no wide gap between them; ``x1`` ends the last visible one."""

    glyphs: tuple[Glyph, ...]
    x0: float
    x1: float
    baseline: float
    size: float


def segments_of(glyphs: Sequence[Glyph]) -> list[Segment]:
    """The glyphs in pieces of lines, from top to bottom and left to right."""
    segments = []
    for row in _rows(glyphs):
        pieces: list[list[Glyph]] = []
        for glyph in sorted(row, key=lambda one: one.x0):
            if pieces and _struck_twice(pieces[-1][-1], glyph):
                continue
            if not pieces or _gap(pieces[-1], glyph) > _SEGMENT_GAP * glyph.size:
                pieces.append([])
            pieces[-1].append(glyph)
        segments += [_segment(piece) for piece in pieces if any(one.text.strip() for one in piece)]
    return segments


def text_of(glyphs: Sequence[Glyph]) -> str:
    """The words of a line; a raised number stands between the reference signs."""
    size = _usual_size(glyphs)
    baseline = max(glyphs, key=lambda one: (one.size >= _SMALLER * size, one.baseline)).baseline
    text, end, raised = "", None, False
    for glyph in glyphs:
        up = glyph.text.isdecimal() and glyph.baseline < baseline - _RAISED * size
        if raised and not up:
            text += REFERENCE_CLOSE
        if end is not None and glyph.x0 - end > _WORD_GAP * glyph.size and not up:
            text += " "
        text += REFERENCE_OPEN if up and not raised else ""
        text += glyph.text
        end, raised = glyph.x1, up
    return with_label_apart(as_typed(text + (REFERENCE_CLOSE if raised else "")))


def _segment(glyphs: Sequence[Glyph]) -> Segment:
    visible = [one for one in glyphs if one.text.strip()]
    return Segment(
        tuple(glyphs),
        glyphs[0].x0,
        max(one.x1 for one in visible),
        # The baseline of the largest letter: those of notes are raised.
        max(visible, key=lambda one: one.size).baseline,
        _usual_size(glyphs),
    )


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The glyphs by baseline; raised and lowered small ones go to the line that they touch."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: one.baseline):
        last = rows[-1][-1] if rows else None
        if last and glyph.baseline - last.baseline <= _SAME_BASELINE * min(glyph.size, last.size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    merged: list[list[Glyph]] = []
    for row, following in pairwise([*rows, []]):
        carried = merged.pop() if merged and _is_raised(merged[-1], row) else []
        merged.append([*carried, *row])
        if not following:
            break
    return merged


def _is_raised(upper: Sequence[Glyph], lower: Sequence[Glyph]) -> bool:
    """Whether a row of small glyphs belongs to the larger row right below its baseline."""
    size = _usual_size(lower)
    small = max(one.size for one in upper) <= _SMALLER * size
    number = len(upper) <= 3 and all(one.text.isdecimal() for one in upper)
    if not (small or number) or len(upper) > len(lower):
        return False
    rise = lower[0].baseline - upper[-1].baseline
    left, right = min(one.x0 for one in lower), max(one.x1 for one in lower)
    near = all(left - size <= one.x0 <= right + size for one in upper)
    return near and 0 < rise <= _RAISED_AT_MOST * size


def _usual_size(glyphs: Sequence[Glyph]) -> float:
    sizes: dict[float, int] = {}
    for glyph in glyphs:
        key = round(glyph.size, 1)
        sizes[key] = sizes.get(key, 0) + len(glyph.text.strip())
    return max(sizes, key=lambda size: (sizes[size], size))


def _gap(piece: Sequence[Glyph], glyph: Glyph) -> float:
    # A blank glyph may be stretched over a whole gap, so only visible letters count.
    visible = next((one for one in reversed(piece) if one.text.strip()), None)
    return glyph.x0 - (visible or piece[-1]).x1 if glyph.text.strip() else 0.0


def _struck_twice(before: Glyph, glyph: Glyph) -> bool:
    close = abs(before.x0 - glyph.x0) < _DOUBLE_STRIKE * glyph.size
    return close and before.text == glyph.text and bool(glyph.text.strip())
