"""Text with marks, joined from pieces; its entities count UTF-16 units, as Telegram does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal[
    "bold", "italic", "underline", "strikethrough", "blockquote", "expandable_blockquote"
]


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters ``start`` to ``end`` of a text look so."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entity:
    """What Telegram is told of a mark; offset and length in UTF-16 units."""

    kind: Kind
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class RichText:
    """A text and the marks on it, offsets in characters."""

    text: str = ""
    marks: tuple[Mark, ...] = ()

    def __add__(self, other: RichText | str) -> RichText:
        if isinstance(other, str):
            return replace(self, text=self.text + other)
        return RichText(self.text + other.text, (*self.marks, *_moved(other, len(self.text))))

    def styled(self, kind: Kind) -> RichText:
        """The same with a mark over all of it; Telegram knows no mark over nothing."""
        if not self.text:
            return self
        return replace(self, marks=(Mark(kind, 0, len(self.text)), *self.marks))

    def cut(self, start: int, end: int) -> RichText:
        """The piece between two characters, with the parts of the marks that lie in it."""
        inside = (
            Mark(mark.kind, max(mark.start, start) - start, min(mark.end, end) - start)
            for mark in self.marks
        )
        return RichText(self.text[start:end], tuple(m for m in inside if m.start < m.end))

    @property
    def units(self) -> int:
        """The length as Telegram counts it."""
        return units_of(self.text)

    def entities(self) -> tuple[Entity, ...]:
        """The marks in Telegram's terms, outer ones first."""
        places = [0, *accumulate(map(_width, self.text))]
        ordered = sorted(self.marks, key=lambda mark: (mark.start, -mark.end))
        return tuple(
            Entity(mark.kind, places[mark.start], places[mark.end] - places[mark.start])
            for mark in ordered
        )


def plain(text: str) -> RichText:
    """Text without marks."""
    return RichText(text)


def bold(text: str) -> RichText:
    """Text in bold."""
    return RichText(text).styled("bold")


def italic(text: str) -> RichText:
    """Text in italics."""
    return RichText(text).styled("italic")


def joined(pieces: list[RichText], between: str) -> RichText:
    """The pieces in one text."""
    whole = RichText()
    for number, piece in enumerate(pieces):
        whole = whole + between + piece if number else piece
    return whole


def units_of(text: str) -> int:
    """How many UTF-16 units a text takes."""
    return sum(map(_width, text))


def _width(character: str) -> int:
    return 2 if character > "\uffff" else 1


def _moved(text: RichText, by: int) -> list[Mark]:
    return [Mark(mark.kind, mark.start + by, mark.end + by) for mark in text.marks]
