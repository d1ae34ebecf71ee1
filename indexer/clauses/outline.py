"""Where an item stands among the open lists, told by the sequence of the labels.

A label continues the innermost list whose next place it is; ``a``, ``1`` or ``i`` opens a list of
its own below the current item. So ``(i)`` after ``(h)`` is a letter, and below ``(a)`` a number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from indexer.clauses.marker import BULLET, FULL, Marker, Reading

Ahead = Callable[[Reading], int]
"""In how many lines a list of this style has this place; ``NOWHERE`` if in none."""
NOWHERE = 1_000_000


@dataclass(frozen=True, slots=True)
class Step:
    """An open list item: one level of an item's path."""

    style: str
    ordinal: int
    label: str
    wrap: str
    key: tuple[int, ...]
    indent: int
    block: int
    list: int
    list_first: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a marker would stand. ``surely``: its label is the very next one expected."""

    path: tuple[Step, ...]
    surely: bool
    opens: bool = False
    backward: bool = False


class Outline:
    """The open lists at one point of a text."""

    def __init__(self) -> None:
        self.path: tuple[Step, ...] = ()
        self.anchor: int | None = None
        self.opening = False
        """Whether the current item waits for items below it."""
        self._suspended: tuple[Step, ...] = ()
        self._pending: int | None = None
        self._pending_opens = False
        self._base: tuple[int, ...] = ()
        self._lists = 0

    def reset(self, number: str = "") -> None:
        """A heading closes every list; ``number`` is what the heading is cited by."""
        self.path, self._suspended = (), ()
        self.anchor, self._pending = None, None
        self._base = tuple(int(part) for part in number.split(".") if part.isdecimal())

    def interrupt(self, block: int, *, opens: bool) -> None:
        """An unnumbered paragraph: bullets, or a list that it opens, will hang on it."""
        self._pending, self._pending_opens = block, opens

    def place(self, marker: Marker, indent: int, block: int, ahead: Ahead) -> Place | None:
        """Where ``marker`` would stand, or ``None`` where it fits nowhere."""
        if marker.wrap == BULLET:
            return self._bullet(marker, indent, block)
        if marker.style == FULL:
            return self._full(marker, indent, block)
        return self._listed(marker, indent, block, ahead)

    def enter(self, place: Place) -> None:
        """Take a place: the items below it are closed."""
        step = place.path[-1]
        pending, self._pending = self._pending, None
        if pending is not None:
            starts = step.ordinal == step.list_first or step.style == BULLET
            if len(place.path) == 1 and (starts or self._pending_opens):
                if starts and self.path and self.path[0].list != step.list:
                    self._suspended = self.path
                self.anchor = pending if self._pending_opens or step.style == BULLET else None
        elif len(place.path) == 1 and place.opens:
            self.anchor = None
        self.path = place.path

    def repeats(self, marker: Marker, depth: int) -> tuple[Step, ...] | None:
        """The open path that ends with the item of this very label, as in ``(c)(2)``."""
        for position in range(depth, len(self.path)):
            step = self.path[position]
            if step.label == marker.label and step.wrap == marker.wrap:
                return self.path[: position + 1]
        return None

    # -- the three kinds of labels -------------------------------------------------------------

    def _bullet(self, marker: Marker, indent: int, block: int) -> Place:
        path = () if self._pending is not None else self.path
        while path and path[-1].style == BULLET and path[-1].indent > indent + 1:
            path = path[:-1]
        if path and path[-1].style == BULLET and abs(path[-1].indent - indent) <= 1:
            step = replace(path[-1], ordinal=path[-1].ordinal + 1, block=block)
            return Place((*path[:-1], step), surely=True)
        return self._opened(path, marker, marker.readings[0], indent, block)

    def _full(self, marker: Marker, indent: int, block: int) -> Place:
        path = self.path
        while path and not _leads_to(path[-1], marker.key):
            path = path[:-1]
        last = next((step.key for step in reversed(self.path) if step.key), ())
        surely = _follows(marker.key, last or self._base)
        step = _step(marker, marker.readings[0], indent, block, self._new_list(), 1)
        backward = bool(last) and marker.key <= last
        return Place((*path, step), surely, opens=marker.key[-1] == 1, backward=backward)

    def _listed(self, marker: Marker, indent: int, block: int, ahead: Ahead) -> Place | None:
        if lazy := self._lazy(marker, indent, block):
            return lazy
        successor = self._successor(marker, indent, block)
        first = next((reading for reading in marker.readings if reading.ordinal == 1), None)
        if successor and first:
            last = successor.path[-1]
            if ahead(Reading(first.style, 2)) < ahead(Reading(last.style, last.ordinal + 1)):
                successor = None
        if successor:
            return successor
        if first is not None:
            return self._first(marker, first, indent, block)
        return self._out_of_turn(marker, indent, block, ahead)

    # -- lettered and numbered lists -----------------------------------------------------------

    def _lazy(self, marker: Marker, indent: int, block: int) -> Place | None:
        """Markdown lists may be written ``1.``, ``1.``, ``1.``; they count as 1, 2, 3."""
        last = self.path[-1] if self.path else None
        if last is None or self._pending is not None or marker.wrap != "x." or marker.label != "1":
            return None
        if last.style != "1." or last.label != "1" or last.indent != indent:
            return None
        if last.block != block - 1:
            return None
        step = replace(last, ordinal=last.ordinal + 1, block=block)
        return Place((*self.path[:-1], step), surely=True)

    def _successor(self, marker: Marker, indent: int, block: int) -> Place | None:
        for path in (self.path, self._suspended):
            for depth in range(len(path) - 1, -1, -1):
                for reading in marker.readings:
                    if path[depth].style == reading.style and (
                        path[depth].ordinal + 1 == reading.ordinal
                    ):
                        step = _next(path[depth], marker, reading, indent, block)
                        return Place((*path[:depth], step), surely=True)
        return None

    def _first(self, marker: Marker, reading: Reading, indent: int, block: int) -> Place:
        if self._pending is not None and self._pending_opens:
            return self._opened((), marker, reading, indent, block)
        path = self.path
        styles = [step.style for step in path]
        waits = self.opening and self._pending is None and styles[-1:] != [reading.style]
        if reading.style in styles and not waits:
            path = path[: len(styles) - 1 - styles[::-1].index(reading.style)]
        return self._opened(path, marker, reading, indent, block)

    def _out_of_turn(self, marker: Marker, indent: int, block: int, ahead: Ahead) -> Place | None:
        for depth in range(len(self.path) - 1, -1, -1):
            for reading in marker.readings:
                if self.path[depth].style == reading.style:
                    step = _next(self.path[depth], marker, reading, indent, block)
                    backward = reading.ordinal <= self.path[depth].ordinal
                    return Place((*self.path[:depth], step), surely=False, backward=backward)
        for reading in marker.readings:
            goes_on = ahead(Reading(reading.style, reading.ordinal + 1)) < NOWHERE
            if goes_on or marker.label.isdecimal():
                place = self._opened(self.path, marker, reading, indent, block)
                return replace(place, surely=False)
        return None

    def _opened(
        self, path: tuple[Step, ...], marker: Marker, reading: Reading, indent: int, block: int
    ) -> Place:
        step = _step(marker, reading, indent, block, self._new_list(), reading.ordinal)
        return Place((*path, step), surely=True, opens=True)

    def _new_list(self) -> int:
        self._lists += 1
        return self._lists


def _step(
    marker: Marker, reading: Reading, indent: int, block: int, list_: int, first: int
) -> Step:
    key = marker.key
    if not key and reading.style == "1.":
        key = (reading.ordinal,)
    return Step(
        reading.style, reading.ordinal, marker.label, marker.wrap, key, indent, block, list_, first
    )


def _next(step: Step, marker: Marker, reading: Reading, indent: int, block: int) -> Step:
    return _step(marker, reading, indent, block, step.list, step.list_first)


def _leads_to(step: Step, key: tuple[int, ...]) -> bool:
    if step.key:
        return len(step.key) < len(key) and key[: len(step.key)] == step.key
    # ``A.`` leads to ``A1``.
    return step.style == "A." and key[0] == ord(step.label)


def _follows(key: tuple[int, ...], last: tuple[int, ...]) -> bool:
    """Whether ``key`` is the next full number after ``last``: 2.6.1, 2.7 or 3 after 2.6."""
    if key == (*last, 1):
        return True
    return any(key == (*last[:depth], last[depth] + 1) for depth in range(len(last)))
