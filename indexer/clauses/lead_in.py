"""The openings of lists: which block a list hangs on, and which words of it the items need."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from indexer.clauses.block import Block, Kind
from indexer.clauses.paragraph import defined_term, runs_on
from indexer.clauses.sentence import (
    announces_list,
    carries_rule,
    is_sentence,
    opening_of,
    opens_list,
)
from knowledge.clause import Slice


class Openings:
    """Answers for the blocks of one text what opens the list that they stand in."""

    def __init__(self, canonical: str, blocks: Sequence[Block]) -> None:
        self._canonical = canonical
        self._blocks = blocks
        self._announcing: int | None = None
        self._running = False
        self.parents = self._find_parents()
        """The blocks that items hang on, and those that announce a run of paragraphs."""
        self._beyond = self._find_beyond()

    def text(self, position: int) -> str:
        """The words of a block."""
        block = self._blocks[position]
        return self._canonical[block.start : block.end]

    def of_item(self, position: int, titled: Collection[int]) -> Slice | None:
        """The opening of the item's list; of nested ones the innermost that carries the rule."""
        item = self._blocks[position]
        if position in self._beyond:
            return None
        above = self._above(item)
        if item.anchor is not None:
            above.insert(0, item.anchor)
        openings: list[Slice] = []
        for outer in reversed(above):
            if outer in titled or not opens_list(self.text(outer)):
                break
            openings.append(self._opening(outer))
        ruling = (opening for opening in openings if carries_rule(opening.text))
        return next(ruling, openings[0] if openings else None)

    def of_paragraph(self, position: int) -> Slice | None:
        """The paragraph with a colon that a run of definitions, or of unmarked items, follows.

        To be asked for each paragraph in turn.
        """
        text = self.text(position)
        opening, running = self._announcing, self._running
        self._running = runs_on(text)
        if announces_list(text) and not defined_term(text):
            self._announcing = position
            return None
        if opening is None or not (running or self._running or defined_term(text)):
            self._announcing = None
            return None
        return self._opening(opening)

    def end_run(self) -> None:
        """A heading or an item ends a run of paragraphs."""
        self._announcing = None

    def _opening(self, position: int) -> Slice:
        block = self._blocks[position]
        start = block.start + opening_of(self.text(position))
        return Slice(self._canonical[start : block.end], start, block.end)

    def _above(self, item: Block) -> list[int]:
        """The items that an item is nested in; "(c)(1) …" is none for (2), though it names (c)."""
        return [
            step.block
            for depth, step in enumerate(item.path[:-1])
            if len(self._blocks[step.block].path) == depth + 1
        ]

    def _find_parents(self) -> set[int]:
        parents: set[int] = set()
        for position, block in enumerate(self._blocks):
            if block.kind is Kind.ITEM:
                parents.update(self._above(block))
                if block.anchor is not None:
                    parents.add(block.anchor)
            elif block.kind is Kind.PARAGRAPH and self._runs_from(position):
                parents.add(position - 1)
        return parents

    def _find_beyond(self) -> set[int]:
        """Items that are sentences of their own, behind "(b) …; or" and "(c) …." of their list.

        What opened the list was completed there: it says nothing of "(d) Paragraph (c) does not
        apply to interns."
        """
        beyond: set[int] = set()
        running: set[int] = set()
        closed: set[int] = set()
        for position, block in enumerate(self._blocks):
            if block.kind is not Kind.ITEM:
                continue
            text, its_list = self.text(position), block.path[-1].list
            if its_list in closed and is_sentence(text):
                beyond.add(position)
            if runs_on(text):
                running.add(its_list)
                closed.discard(its_list)
            elif its_list in running and text.endswith("."):
                closed.add(its_list)
        return beyond

    def _runs_from(self, position: int) -> bool:
        if position == 0 or self._blocks[position - 1].kind is not Kind.PARAGRAPH:
            return False
        text = self.text(position)
        in_run = runs_on(text) or defined_term(text) is not None
        return in_run and announces_list(self.text(position - 1))
