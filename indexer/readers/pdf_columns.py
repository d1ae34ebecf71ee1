"""Whether a page is printed in two columns, and where the white strip between them lies."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import mean, median

from indexer.readers.pdf_segments import Segment

_FEWEST_ROWS = 8
_SIDE_SHARE = 0.2
_CROSSING_SHARE = 0.35
_FULL_SHARE = 0.25
_FILLED = 0.45
_STRIP = 8.0
_MIDDLE = (0.3, 0.7)
_SAME_STRIP = 12.0


def gutters(pages: Sequence[Sequence[Segment]]) -> list[float | None]:
    """The middle of the white strip on each page; ``None`` for a page with one column.

    A page too short to tell goes with the others, if most of them have the same strip.
    """
    found = [_gutter(segments) for segments in pages]
    strips = [one for one in found if one is not None]
    if not strips or 2 * len(strips) <= len([segments for segments in pages if segments]) - 1:
        return found
    usual = median(strips)
    if any(abs(one - usual) > _SAME_STRIP for one in strips):
        return found
    return [
        usual if one is None and segments and _is_clear(segments, usual) else one
        for one, segments in zip(found, pages, strict=True)
    ]


def _gutter(segments: Sequence[Segment]) -> float | None:
    if len(segments) < 2 * _FEWEST_ROWS:
        return None
    low, high = min(one.x0 for one in segments), max(one.x1 for one in segments)
    first, last = (int(low + share * (high - low)) for share in _MIDDLE)
    scored = [(_crossing(segments, x), x) for x in range(first, last, 2)]
    if not scored:
        return None
    fewest = min(count for count, _ in scored)
    clear = [x for count, x in scored if count == fewest]
    gutter = float(clear[len(clear) // 2])
    return gutter if _separates(segments, gutter) else None


def _crossing(segments: Sequence[Segment], x: float) -> int:
    return sum(1 for one in segments if one.x0 - _STRIP / 2 < x < one.x1 + _STRIP / 2)


def _is_clear(segments: Sequence[Segment], gutter: float) -> bool:
    return _crossing(segments, gutter) <= _CROSSING_SHARE * len(segments)


def _separates(segments: Sequence[Segment], gutter: float) -> bool:
    left = [one for one in segments if one.x1 <= gutter]
    right = [one for one in segments if one.x0 >= gutter]
    fewest = max(_FEWEST_ROWS, _SIDE_SHARE * len(segments))
    if min(len(left), len(right)) < fewest or not _is_clear(segments, gutter):
        return False
    side_by_side = min(left[-1].baseline, right[-1].baseline) > max(
        left[0].baseline, right[0].baseline
    )
    return side_by_side and _is_prose(left) and _is_prose(right)


def _is_prose(segments: Sequence[Segment]) -> bool:
    """Whether the lines of a column mostly fill it, as those of a table do not."""
    left, right = min(one.x0 for one in segments), max(one.x1 for one in segments)
    width = max(1.0, right - left)
    lines = _extents(segments)
    full = sum(1 for _, end in lines if end >= right - 0.15 * width)
    filled = mean((end - begin) / width for begin, end in lines)
    return full >= _FULL_SHARE * len(lines) and filled >= _FILLED


def _extents(segments: Sequence[Segment]) -> list[tuple[float, float]]:
    """Where the lines begin and end; justified lines come in several segments."""
    extents: dict[int, tuple[float, float]] = {}
    for one in segments:
        begin, end = extents.get(round(one.baseline), (one.x0, one.x1))
        extents[round(one.baseline)] = min(begin, one.x0), max(end, one.x1)
    return list(extents.values())
