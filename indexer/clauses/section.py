"""The headings of a text as sections: which are real, which is the title, what each is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from indexer.clauses.block import Block, Heading, Kind
from indexer.clauses.heading import NUMBERED

_TITLE_LEVEL = 20
_SPOKEN = (Kind.ITEM, Kind.PARAGRAPH, Kind.ANSWER, Kind.ROW)


def settle_headings(blocks: list[Block]) -> list[Block]:
    """Turn guessed headings with nothing below into paragraphs, and contents lines into notes."""
    settled = list(blocks)
    empty = {position for position in range(len(blocks)) if _is_empty(blocks, position)}
    numbers = Counter(
        block.heading.number
        for position, block in enumerate(blocks)
        if block.heading and block.heading.cites and position not in empty
    )
    first = next((i for i, block in enumerate(blocks) if block.kind is Kind.HEADING), None)
    for position in sorted(empty):
        heading = blocks[position].heading
        if heading is None or position == first:
            continue
        if heading.text.endswith(("...]", "…]")):
            settled[position] = replace(blocks[position], kind=Kind.NOTE, heading=None)
        elif heading.guessed and len(heading.text.split()) > 2:
            settled[position] = replace(blocks[position], kind=Kind.PARAGRAPH, heading=None)
        elif heading.cites and numbers[heading.number]:
            settled[position] = replace(blocks[position], kind=Kind.NOTE, heading=None)
    return _beside_the_title(settled)


def title_of(blocks: list[Block]) -> Heading | None:
    """The heading that names the whole text: it comes first, and no other is as far out."""
    spoken = [block for block in blocks if block.kind is Kind.HEADING or block.kind in _SPOKEN]
    if not spoken or spoken[0].heading is None:
        return None
    title = spoken[0].heading
    others = [block.heading for block in spoken[1:] if block.heading]
    if title.labelled or any(other.level <= title.level for other in others):
        return None
    return title


def _is_empty(blocks: list[Block], position: int) -> bool:
    heading = blocks[position].heading
    if heading is None:
        return False
    for after in range(position + 1, len(blocks)):
        block = blocks[after]
        if block.kind in _SPOKEN:
            return False
        if block.heading is not None:
            return block.heading.level <= heading.level
    return True


def _beside_the_title(blocks: list[Block]) -> list[Block]:
    """A text of two like parts: a heading that begins with the title's words is its equal."""
    first = next((block for block in blocks if block.kind in (*_SPOKEN, Kind.HEADING)), None)
    if first is None or first.heading is None or not first.heading.guessed:
        return blocks
    slug = first.heading.number
    if slug.count("-") < 2:
        return blocks
    return [
        replace(block, heading=replace(block.heading, level=_TITLE_LEVEL))
        if block.heading and block.heading.guessed and block.heading.number == slug
        else block
        for block in blocks
    ]


def repeated_headings(blocks: list[Block]) -> Iterator[tuple[Heading, Heading]]:
    """Numbered headings that stand twice in one place, each with the one before it."""
    sections = Sections(title_of(blocks))
    seen: dict[tuple[str, ...], Heading] = {}
    for block in blocks:
        if block.heading is None:
            continue
        sections.enter(block.heading)
        if block.heading.cites and sections.chain in seen:
            yield seen[sections.chain], block.heading
        seen[sections.chain] = block.heading


class Sections:
    """The headings that are open at one point of the text."""

    def __init__(self, title: Heading | None) -> None:
        self._title = title
        self._open: list[tuple[Heading, str]] = []
        self._used: Counter[str] = Counter()

    def enter(self, heading: Heading) -> None:
        """A heading closes those that are not further out than itself."""
        while self._open and not _holds(self._open[-1][0], heading):
            self._open.pop()
        if heading is self._title:
            return
        name = heading.number
        if not heading.cites:
            self._used[name] += 1
            if self._used[name] > 1:
                name = f"{name}-{self._used[name]}"
        self._open.append((heading, name))

    @property
    def trail(self) -> tuple[str, ...]:
        """The words of the open headings, from the outermost."""
        return tuple(heading.text for heading, _ in self._open)

    @property
    def chain(self) -> tuple[str, ...]:
        """The names of the open headings, from the outermost."""
        return tuple(name for _, name in self._open)

    @property
    def base(self) -> str:
        """The number that items here begin with; empty where no heading is cited by one."""
        return next((name for heading, name in reversed(self._open) if heading.cites), "")

    @property
    def name(self) -> str:
        """What unnumbered text here is cited by."""
        if not self._open:
            return ""
        heading, name = self._open[-1]
        if heading.cites or not self.base:
            return name
        return f"{self.base} {name}"

    @property
    def cites(self) -> bool:
        """Whether the innermost heading has a number."""
        return bool(self._open) and self._open[-1][0].cites


def _holds(outer: Heading, inner: Heading) -> bool:
    """Whether one heading stands above another; unmarked 791 does not hold 792.2."""
    if outer.level >= inner.level:
        return False
    by_number = min(outer.level, inner.level) >= NUMBERED and outer.cites and inner.cites
    return not by_number or inner.number.startswith(f"{outer.number}.")
