"""From blocks to drafts: which blocks are clauses, their numbers, headings and lead-ins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from indexer.clauses.aside import is_note
from indexer.clauses.block import Block, Kind
from indexer.clauses.draft import Draft
from indexer.clauses.marker import BULLET, FULL
from indexer.clauses.numbering import compose
from indexer.clauses.outline import Step
from indexer.clauses.paragraph import defined_term, is_question, label_of, runs_on
from indexer.clauses.section import Sections, title_of
from indexer.clauses.sentence import (
    announces_list,
    carries_rule,
    is_title,
    opening_of,
    opens_list,
    says_something,
)
from knowledge.clause import Slice

_ASIDE = (Kind.NOTE, Kind.MARKUP, Kind.RAW)


class Drafting:
    """Reads the blocks in order and drafts a clause from each that says something."""

    def __init__(self, canonical: str, blocks: Sequence[Block]) -> None:
        self._canonical = canonical
        self._blocks = blocks
        self._sections = Sections(title_of(list(blocks)))
        self._titled: dict[int, str] = {}
        self._titled_lists: set[int] = set()
        self._numbers: dict[int, str] = {}
        self._paragraphs: Counter[str] = Counter()
        self._tables: dict[str, list[int]] = {}
        self._question: int | None = None
        self._noted = False
        self._announcing: int | None = None
        self._running = False
        self._parents = _parents(canonical, blocks)
        self.drafts: list[Draft] = []
        self.lead_ins: list[Slice] = []
        self.asides: list[tuple[int, int]] = []

    def draft(self) -> list[Draft]:
        """All drafts in the order of the text."""
        for position, block in enumerate(self._blocks):
            match block.kind:
                case Kind.HEADING:
                    self._heading(block)
                case Kind.NOTE:
                    self._noted, self._question = True, None
                case Kind.ITEM:
                    self._item(position, block)
                case Kind.PARAGRAPH:
                    self._paragraph(position, block)
                case Kind.ANSWER:
                    self._answer(position, block)
                case Kind.ROW:
                    self._row(position, block)
                case Kind.MARKUP | Kind.RAW:
                    pass
        return self.drafts

    def title_blocks(self) -> list[int]:
        """The items that are but the titles of what stands below them."""
        return list(self._titled)

    # -- one kind of block each ----------------------------------------------------------------

    def _heading(self, block: Block) -> None:
        if block.heading is not None:
            self._sections.enter(block.heading)
        self._noted, self._question, self._announcing = False, None, None

    def _item(self, position: int, block: Block) -> None:
        self._noted, self._question = False, None
        if block.anchor is None or not defined_term(self._text(block.anchor)):
            self._announcing = None
        number = compose(self._base(block), block.path)
        self._numbers[position] = number
        if self._is_titled(position, block):
            words = self._canonical[block.outer : block.end]
            self._titled[position] = " ".join(words.strip("*_ ").split())
            self._titled_lists.add(block.path[-1].list)
            return
        if self._answered(position):
            self._question = position
            return
        self._clause(position, block, number, self._lead_in(block))

    def _paragraph(self, position: int, block: Block) -> None:
        number = self._paragraph_number(position, block)
        self._numbers[position] = number
        if self._answered(position):
            self._question = position
            return
        self._clause(position, block, number, self._asked() or self._announced(position))

    def _answer(self, position: int, block: Block) -> None:
        if self._question is None:
            number = self._paragraph_number(position, block)
        else:
            question = self._numbers[self._question]
            number = self._next(question, first=question)
        self._numbers[position] = number
        self._clause(position, block, number, self._asked())

    def _row(self, position: int, block: Block) -> None:
        base = compose(self._base(block), block.path) if block.path else self._sections.name
        tables = self._tables.setdefault(base, [])
        table, row = block.row
        if table not in tables:
            tables.append(table)
        which = f"table {len(tables)} " if len(tables) > 1 else ""
        number = f"{base} {which}row {row}".strip()
        self._add(position, number, block.header)

    # -- numbers -------------------------------------------------------------------------------

    def _base(self, block: Block) -> str:
        anchor = block.anchor
        bullets = bool(block.path) and block.path[0].style == BULLET
        if anchor is not None and (bullets or defined_term(self._text(anchor))):
            return self._numbers.get(anchor, "")
        return self._sections.name if bullets else self._sections.base

    def _paragraph_number(self, position: int, block: Block) -> str:
        text = self._text(position)
        if term := defined_term(text):
            return f"{self._sections.base or self._sections.name} “{term}”".strip()
        if self._question is not None and self._question != position:
            return self._next(self._numbers[self._question], first=None)
        if label := label_of(text):
            target, name = label
            owner = self._sections.base if target else self._owner(block)[0]
            return f"{owner}{target} {name}".strip()
        owner, plain = self._owner(block)
        first = owner if plain and self._begins(position) else None
        return self._next(owner, first=first)

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
            titled = step.block in self._titled
            if not titled and (self._noted or not self._is_paragraph(block, depth)):
                continue
            number = self._numbers.get(step.block, "")
            if not titled and not self._paragraphs[number]:
                self._paragraphs[number] = 1
            return number, titled
        return self._sections.name, self._sections.cites

    def _is_paragraph(self, block: Block, depth: int) -> bool:
        """Whether an item is cited like a paragraph, so that text below it is its second one."""
        step = block.path[depth]
        if step.style == FULL or 0 <= step.indent < block.indent:
            return True
        above = all(outer.block in self._titled for outer in block.path[:depth])
        return step.style == "1." and above and self._blocks[step.block].anchor is None

    def _begins(self, position: int) -> bool:
        """Whether nothing but asides stands between a paragraph and its heading."""
        for block in reversed(self._blocks[:position]):
            if block.kind not in _ASIDE:
                titled = block.kind is Kind.ITEM and block.path[-1].block in self._titled
                return block.kind is Kind.HEADING or titled
        return False

    # -- titles, questions, lead-ins -----------------------------------------------------------

    def _is_titled(self, position: int, block: Block) -> bool:
        text = self._text(position)
        following = self._following(position)
        if following is None or block.path[-1].style == BULLET:
            return False
        if following.kind is Kind.ITEM:
            below = any(step.block == position for step in following.path[:-1])
            # A title that runs on into its first item ends with a dash.
            text = text.rstrip("—–.") if following.line == block.line else text
            return below and is_title(text, longest=160, stop_allowed=True)
        step = block.path[-1]
        begins = step.ordinal == step.list_first or step.list in self._titled_lists
        spoken = following.kind in (Kind.PARAGRAPH, Kind.ROW)
        return spoken and begins and is_title(text, longest=140)

    def _answered(self, position: int) -> bool:
        following = self._following(position)
        asks = following is not None and following.kind is Kind.ANSWER
        return asks and is_question(self._text_from(self._blocks[position].outer, position))

    def _asked(self) -> Slice | None:
        if self._question is None:
            return None
        block = self._blocks[self._question]
        return self._slice(block.start, block.end)

    def _announced(self, position: int) -> Slice | None:
        """The paragraph with a colon that a run of definitions, or of unmarked items, follows."""
        text = self._text(position)
        opening, running = self._announcing, self._running
        self._running = runs_on(text)
        if announces_list(text) and not defined_term(text):
            self._announcing = position
            return None
        if opening is None or not (running or defined_term(text) or self._running):
            self._announcing = None
            return None
        return self._opening(opening)

    def _lead_in(self, block: Block) -> Slice | None:
        """The opening of the list; of nested ones the innermost that carries the rule."""
        above = _above(self._blocks, block)
        if block.anchor is not None:
            above.insert(0, block.anchor)
        openings: list[Slice] = []
        for position in reversed(above):
            if position in self._titled or not opens_list(self._text(position)):
                break
            openings.append(self._opening(position))
        ruling = [opening for opening in openings if carries_rule(opening.text)]
        return next(iter(ruling or openings), None)

    def _opening(self, position: int) -> Slice:
        block = self._blocks[position]
        return self._slice(block.start + opening_of(self._text(position)), block.end)

    # -- drafting ------------------------------------------------------------------------------

    def _clause(self, position: int, block: Block, number: str, lead_in: Slice | None) -> None:
        text = self._text(position)
        opening = position in self._parents and opens_list(text)
        if opening and not self._numbered_itself(block) and not says_something(text):
            self.lead_ins.append(self._slice(block.start, block.end))
            return
        self._add(position, number, lead_in)

    def _numbered_itself(self, block: Block) -> bool:
        if block.kind is not Kind.ITEM:
            return False
        step = block.path[-1]
        return step.style == FULL or (step.style == "1." and len(block.path) == 1)

    def _add(self, position: int, number: str, lead_in: Slice | None) -> None:
        block = self._blocks[position]
        text = self._canonical[block.start : block.end]
        if not any(map(str.isalnum, text)) or is_note(text):
            self.asides.append((block.start, block.end))
            return
        if lead_in is not None:
            self.lead_ins.append(lead_in)
        step = block.path[-1] if block.kind is Kind.ITEM else None
        self.drafts.append(
            Draft(
                number,
                block.start,
                block.end,
                block.line,
                (*self._sections.trail, *self._titles(block)),
                self._sections.chain,
                lead_in,
                step.list if step else 0,
                self._hangs_on(block) if step else "",
                _restarts(block.path) if step else True,
                position,
                tuple(above.block for above in block.path[:-1]) if step else (),
            )
        )

    def _titles(self, block: Block) -> list[str]:
        own = block.path[-1].block if block.kind is Kind.ITEM else None
        return [
            self._titled[step.block]
            for step in block.path
            if step.block in self._titled and step.block != own
        ]

    def _hangs_on(self, block: Block) -> str:
        return self._numbers.get(block.anchor, "") if block.anchor is not None else ""

    def _following(self, position: int) -> Block | None:
        after = position + 1
        return self._blocks[after] if after < len(self._blocks) else None

    def _text(self, position: int) -> str:
        return self._text_from(self._blocks[position].start, position)

    def _text_from(self, start: int, position: int) -> str:
        return self._canonical[start : self._blocks[position].end]

    def _slice(self, start: int, end: int) -> Slice:
        return Slice(self._canonical[start:end], start, end)


def _above(blocks: Sequence[Block], item: Block) -> list[int]:
    """The items that an item is nested in; "(c)(1) …" is none for (2), though it names (c)."""
    return [
        step.block
        for depth, step in enumerate(item.path[:-1])
        if len(blocks[step.block].path) == depth + 1
    ]


def _parents(canonical: str, blocks: Sequence[Block]) -> set[int]:
    """The blocks that items hang on, and those that announce a run of paragraphs."""
    parents: set[int] = set()
    for position, block in enumerate(blocks):
        if block.kind is Kind.ITEM:
            parents.update(_above(blocks, block))
            if block.anchor is not None:
                parents.add(block.anchor)
        if block.kind is Kind.PARAGRAPH and position and blocks[position - 1].kind is block.kind:
            text = canonical[block.start : block.end]
            before = blocks[position - 1]
            announced = announces_list(canonical[before.start : before.end])
            if announced and (defined_term(text) or runs_on(text)):
                parents.add(position - 1)
    return parents


def _restarts(path: tuple[Step, ...]) -> bool:
    """Whether the count that an item belongs to began anew, at 1 or a."""
    outermost = next((step for step in reversed(path) if step.style == FULL), path[0])
    if outermost.style == FULL:
        return outermost.key[0] == 1
    return outermost.list_first == 1
