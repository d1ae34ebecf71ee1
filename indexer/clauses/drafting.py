"""From blocks to drafts: which blocks are clauses, with their headings and lead-ins."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.clauses.aside import is_note
from indexer.clauses.block import Block, Kind
from indexer.clauses.citing import Citing
from indexer.clauses.draft import Draft
from indexer.clauses.lead_in import Openings
from indexer.clauses.marker import BULLET, FULL
from indexer.clauses.outline import Step
from indexer.clauses.paragraph import defined_term, is_question
from indexer.clauses.section import Sections, title_of
from indexer.clauses.sentence import is_title, opens_list, says_something
from knowledge.clause import Slice


class Drafting:
    """Reads the blocks in order and drafts a clause from each that says something."""

    def __init__(self, canonical: str, blocks: Sequence[Block]) -> None:
        self._canonical = canonical
        self._blocks = blocks
        self._sections = Sections(title_of(list(blocks)))
        self._openings = Openings(canonical, blocks)
        self._citing = Citing(blocks, self._openings, self._sections)
        self._titled_lists: set[int] = set()
        self._marked = any(block.heading and not block.heading.guessed for block in blocks)
        self._question: int | None = None
        self.drafts: list[Draft] = []
        self.asides: list[tuple[int, int]] = []
        """What is no clause and yet not lost: titles, lead-ins, questions, items left empty."""

    def draft(self) -> list[Draft]:
        """All drafts in the order of the text."""
        for position, block in enumerate(self._blocks):
            match block.kind:
                case Kind.HEADING:
                    self._heading(block)
                case Kind.NOTE:
                    self._citing.noted, self._question = True, None
                case Kind.ITEM:
                    self._item(position, block)
                case Kind.PARAGRAPH:
                    self._paragraph(position)
                case Kind.ANSWER:
                    number = self._citing.answer(position, self._question)
                    self._clause(position, number, self._asked())
                case Kind.ROW:
                    self._add(position, self._citing.row(block), block.header)
                case Kind.MARKUP | Kind.RAW:
                    pass
        return self.drafts

    # -- one kind of block each ----------------------------------------------------------------

    def _heading(self, block: Block) -> None:
        if block.heading is not None:
            self._sections.enter(block.heading)
        self._citing.noted, self._question = False, None
        self._openings.end_run()

    def _item(self, position: int, block: Block) -> None:
        self._citing.noted, self._question = False, None
        if block.anchor is None or not defined_term(self._openings.text(block.anchor)):
            self._openings.end_run()
        number = self._citing.item(position)
        if self._is_titled(position, block):
            words = self._canonical[block.outer : block.end]
            self._citing.titled[position] = " ".join(words.strip("*_ ").split())
            self._titled_lists.add(block.path[-1].list)
            self.asides.append((block.start, block.end))
        elif self._is_answered(position):
            self._question = position
        else:
            self._clause(position, number, self._openings.of_item(position, self._citing.titled))

    def _paragraph(self, position: int) -> None:
        number = self._citing.paragraph(position, self._question)
        if self._is_answered(position):
            self._question = position
        else:
            lead_in = self._asked() or self._openings.of_paragraph(position)
            self._clause(position, number, lead_in)

    def _clause(self, position: int, number: str, lead_in: Slice | None) -> None:
        text = self._openings.text(position)
        block = self._blocks[position]
        opening = position in self._openings.parents and opens_list(text)
        if opening and not _has_own_number(block) and not says_something(text):
            self.asides.append((block.start, block.end))
        else:
            self._add(position, number, lead_in)

    def _add(self, position: int, number: str, lead_in: Slice | None) -> None:
        block = self._blocks[position]
        text = self._openings.text(position)
        if not any(map(str.isalnum, text)) or is_note(text):
            self.asides.append((block.start, block.end))
            return
        if lead_in is not None:
            self.asides.append((lead_in.start, lead_in.end))
        own = (block.path[-1], block.path[:-1]) if block.kind is Kind.ITEM else (None, ())
        step, above = own
        self.drafts.append(
            Draft(
                number,
                block.start,
                block.end,
                block.line,
                heading=(*self._sections.trail, *self._titles(block)),
                chain=self._sections.chain,
                lead_in=lead_in,
                list=step.list if step else 0,
                hangs_on=self._hangs_on(block) if step else "",
                full=step is not None and step.style == FULL,
                restarts=step is None or self._restarts(block.path),
                block=position,
                below=tuple(outer.block for outer in above),
            )
        )

    def _restarts(self, path: tuple[Step, ...]) -> bool:
        """Whether the count that an item belongs to began anew, at 1, a or 0.

        A text without marked headings may have lost a list's beginning on its way here.
        """
        outermost = next((step for step in reversed(path) if step.style == FULL), path[0])
        if outermost.style == FULL:
            return outermost.key[0] == 1
        return outermost.list_first <= 1 or not self._marked

    # -- titles and questions ------------------------------------------------------------------

    def _is_titled(self, position: int, block: Block) -> bool:
        """Whether an item is but the title of the items or of the text below it."""
        following = self._following(position)
        step = block.path[-1]
        if following is None or step.style == BULLET:
            return False
        text = self._openings.text(position)
        if following.kind is Kind.ITEM:
            below = any(outer.block == position for outer in following.path[:-1])
            # A title that runs on into its first item ends with a dash or a stop.
            text = text.rstrip("—–.") if following.line == block.line else text
            return below and is_title(text, longest=160, stop_allowed=True)
        begins = step.ordinal == step.list_first or step.list in self._titled_lists
        spoken = following.kind in (Kind.PARAGRAPH, Kind.ROW)
        return spoken and begins and is_title(text, longest=140)

    def _is_answered(self, position: int) -> bool:
        following = self._following(position)
        block = self._blocks[position]
        asks = is_question(self._canonical[block.outer : block.end])
        return asks and following is not None and following.kind is Kind.ANSWER

    def _asked(self) -> Slice | None:
        if self._question is None:
            return None
        block = self._blocks[self._question]
        return Slice(self._canonical[block.start : block.end], block.start, block.end)

    def _following(self, position: int) -> Block | None:
        after = position + 1
        return self._blocks[after] if after < len(self._blocks) else None

    def _titles(self, block: Block) -> list[str]:
        titled = self._citing.titled
        own = block.path[-1].block if block.kind is Kind.ITEM else None
        return [
            titled[step.block] for step in block.path if step.block in titled and step.block != own
        ]

    def _hangs_on(self, block: Block) -> str:
        return self._citing.numbers.get(block.anchor, "") if block.anchor is not None else ""


def _has_own_number(block: Block) -> bool:
    """Whether a block is cited by a number of its own, as paragraphs are: 23.1, or 3."""
    if block.kind is not Kind.ITEM:
        return False
    step = block.path[-1]
    return step.style == FULL or (step.style == "1." and len(block.path) == 1)
