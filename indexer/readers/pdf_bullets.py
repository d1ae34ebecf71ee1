"""The signs that programs print before list items; the last five are those of picture fonts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pdfplumber.page import Page

from indexer.readers.pdf_glyphs import Glyph

_MOST_SHAPES = 3_000
_SMALLEST, _LARGEST = 1.5, 7.0
_FAR, _TALL = 2.5, 0.9

BULLETS = "•‣▪●◦·○■□➢✓➔\uf0b7\uf0a7\uf0d8\uf02d\uf0fc"


def drawn_bullets(page: Page, glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Bullets that a browser drew as small shapes, as letters of the lines behind them."""
    height = float(page.height)
    shapes = [*page.curves, *page.rects]
    if not glyphs or len(shapes) > _MOST_SHAPES:
        return []
    found = [_bullet(shape, height, glyphs) for shape in shapes if _is_small(shape)]
    return [bullet for bullet in found if bullet is not None]


def _is_small(shape: Mapping[str, Any]) -> bool:
    width, height = float(shape["width"]), float(shape["height"])
    return _SMALLEST < width < _LARGEST and abs(width - height) < 0.3 * width


def _bullet(shape: Mapping[str, Any], height: float, glyphs: Sequence[Glyph]) -> Glyph | None:
    left, right = float(shape["x0"]), float(shape["x1"])
    middle = (float(shape["top"]) + float(shape["bottom"])) / 2 - height
    beside = [
        glyph
        for glyph in glyphs
        if glyph.baseline - _TALL * glyph.size < middle < glyph.baseline
        and left - _FAR * glyph.size < glyph.x1
        and glyph.x0 < right + _FAR * glyph.size
    ]
    first = min(beside, key=lambda glyph: glyph.x0, default=None)
    if first is None or first.x0 < right:
        return None
    return Glyph(BULLETS[0], left, right, first.baseline, first.size, first.bold)
