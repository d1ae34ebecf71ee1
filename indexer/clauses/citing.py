"""What each block is cited by, in the order of the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from indexer.clauses.block import Block, Kind
from indexer.clauses.lead_in import Openings
from indexer.clauses.marker import BULLET, FULL
from indexer.clauses.numbering import compose
from indexer.clauses.paragraph import defined_term, label_of
from indexer.clauses.section import Sections

_ASIDE = (Kind.NOTE, Kind.MARKUP, Kind.RAW)


class Citing:
    """Numbers for the blocks of one text; to be asked block by block."""

    def __init__(self, blocks: Sequence[Block], openings: Openings, sections: Sections) -> None:
        self._blocks = blocks
        self._openings = openings
        self._sections = sections
        self._paragraphs: Counter[str] = Counter()
        self._tables: dict[str, list[int]] = {}
        self.numbers: dict[int, str] = {}
        self.titled: dict[int, str] = {}
        """Items that are but titles of what stands below them, with their words."""
        self.noted = False
        """Whether an editor's note stands before, so that what follows belongs to no item."""

    def item(self, position: int) -> str:
        """The number of an item: its heading's, and the labels of its path."""
        block = self._blocks[position]
        self.numbers[position] = compose(self._base(block), block.path)
        return self.numbers[position]

    def paragraph(self, position: int, question: int | None) -> str:
        """The number of an unnumbered paragraph: a name of its own, or its place."""
        self.numbers[position] = self._paragraph(position, question)
        return self.numbers[position]

    def answer(self, position: int, question: int | None) -> str:
        """The number of an answer: its question's, and a count from the second answer on."""
        if question is None:
            return self.paragraph(position, question)
        number = self.numbers[question]
        self.numbers[position] = self._next(number, first=number)
        return self.numbers[position]

    def row(self, block: Block) -> str:
        """The number of a table row: ``23.1 row 2``."""
        base = compose(self._base(block), block.path) if block.path else self._sections.name
        tables = self._tables.setdefault(base, [])
        table, row = block.row
        if table not in tables:
            tables.append(table)
        which = f"table {len(tables)} " if len(tables) > 1 else ""
        return f"{base} {which}row {row}".strip()

    def _base(self, block: Block) -> str:
        anchor = block.anchor
        bullets = bool(block.path) and block.path[0].style == BULLET
        if anchor is not None and (bullets or defined_term(self._openings.text(anchor))):
            return self.numbers.get(anchor, "")
        return self._sections.name if bullets else self._sections.base

    def _paragraph(self, position: int, question: int | None) -> str:
        text = self._openings.text(position)
        block = self._blocks[position]
        if term := defined_term(text):
            return f"{self._sections.base or self._sections.name} “{term}”".strip()
        if question is not None:
            return self._next(self.numbers[question], first=None)
        if label := label_of(text):
            target, name = label
            owner = self._sections.base if target else self._owner(block)[0]
            return f"{owner}{target} {name}".strip()
        owner, plain = self._owner(block)
        return self._next(owner, first=owner if plain and self._begins(position) else None)

    def _next(self, owner: str, *, first: str | None) -> str:
        """The number of the next unnumbered paragraph of ``owner``: plain, or ``owner ¶2``."""
        self._paragraphs[owner] += 1
        if first is not None and self._paragraphs[owner] == 1:
            return first
        return f"{owner} ¶{self._paragraphs[owner]}".strip()

    def _owner(self, block: Block) -> tuple[str, bool]:
        """What an unnumbered paragraph belongs to, and whether its first may be cited plainly."""
        for depth in range(len(block.path) - 1, -1, -1):
            step = block.path[depth]
            titled = step.block in self.titled
            if not titled and (self.noted or not self._is_paragraph(block, depth)):
                continue
            number = self.numbers.get(step.block, "")
            if not titled and not self._paragraphs[number]:
                self._paragraphs[number] = 1
            return number, titled
        return self._sections.name, self._sections.cites

    def _is_paragraph(self, block: Block, depth: int) -> bool:
        """Whether an item is cited like a paragraph, so that text below it is its second one."""
        step = block.path[depth]
        if step.style == FULL or step.indent < block.indent:
            return True
        above = all(outer.block in self.titled for outer in block.path[:depth])
        return step.style == "1." and above and self._blocks[step.block].anchor is None

    def _begins(self, position: int) -> bool:
        """Whether nothing but asides stands between a paragraph and its heading."""
        for before in range(position - 1, -1, -1):
            block = self._blocks[before]
            if block.kind not in _ASIDE:
                return block.kind is Kind.HEADING or before in self.titled
        return False
