"""Plain text with a paragraph on every line and no blank lines, as LibreOffice saves it."""

from __future__ import annotations

_FEWEST_LINES = 8
_BLANK_SHARE = 0.02
_WIDEST_WRAPPED = 120


def with_paragraphs_apart(text: str) -> str:
    """``text`` with a blank line between its lines, where each of them is a paragraph.

    It is so where there are no blank lines, and lines too long to have been wrapped by hand.
    """
    lines = text.strip("\n").split("\n")
    blank = sum(1 for line in lines if not line.strip())
    if len(lines) < _FEWEST_LINES or blank > _BLANK_SHARE * len(lines):
        return text
    if max(map(len, lines)) <= _WIDEST_WRAPPED:
        return text
    paragraphs = [words for line in lines if (words := line.strip())]
    # A title and the heading that repeats it are one.
    kept = [
        words
        for words, before in zip(paragraphs, ["", *paragraphs], strict=False)
        if words != before
    ]
    return "\n\n".join(kept) + "\n"
