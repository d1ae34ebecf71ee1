"""The plan of an update, in pages that are turned in place: each change with its words marked,
then what the rehearsal showed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from bot.answering.wording import day_words
from bot.evaluation.rehearsal import Flip, Rehearsal
from bot.publishing import wording
from bot.publishing.excerpts import excerpt
from bot.slack_channel.render.elements import context, section, strong
from bot.slack_channel.render.message import Block
from bot.slack_channel.render.packing import characters
from knowledge.revision.change import ClauseChange, Mark, MarkKind
from knowledge.revision.revision import DirectiveRevision, Revision
from knowledge.revision.wording import details_of, label, title

PAGE_BLOCKS, PAGE_CHARACTERS = 14, 4000
_STYLES = {
    MarkKind.KEPT: {},
    MarkKind.REMOVED: {"strike": True},
    MarkKind.ADDED: {"bold": True, "underline": True},
}


def plan_pages(revision: Revision, rehearsal: Rehearsal | None) -> list[list[Block]]:
    """The pages, at least one; a page begins a new subject or goes on with one."""
    pages: list[list[Block]] = []
    for directive in revision.directives:
        pages += _paged([*_directive(directive)])
    if rehearsal is not None:
        pages += _paged([*_rehearsal(rehearsal)])
    return pages or [[]]


def _paged(blocks: Sequence[Block]) -> list[list[Block]]:
    pages: list[list[Block]] = []
    for block in blocks:
        if pages and _fits([*pages[-1], block]):
            pages[-1].append(block)
        else:
            pages.append([block])
    return pages


def _fits(page: Sequence[Block]) -> bool:
    return len(page) <= PAGE_BLOCKS and characters(page) <= PAGE_CHARACTERS


def _directive(revision: DirectiveRevision) -> Iterator[Block]:
    if revision.nothing:
        return
    yield strong(title(revision))
    about = [revision.directive.title]
    if revision.after and revision.after.in_force_from:
        about.append(f"in force from {day_words(revision.after.in_force_from)}")
    yield context(" · ".join(about))
    for heading in revision.headings:
        yield section(wording.heading_line(heading.before, heading.after))
    if revision.annotated:
        yield section(wording.annotated_line(len(revision.annotated)))
    for change in revision.changes:
        yield _change(change)


def _change(change: ClauseChange) -> Block:
    """``§11.1 deadline changed: 5 working days → 2 working days``, and the words in a quote."""
    details = "; ".join(details_of(change))
    head = [_text(f"§{change.number} {label(change)}", bold=True)]
    if details:
        head.append(_text(f": {details}"))
    words = [piece for mark in _apart(excerpt(change)) for piece in _marked(mark)]
    return {
        "type": "rich_text",
        "elements": [
            {"type": "rich_text_section", "elements": head},
            {"type": "rich_text_quote", "elements": words or [_text("…")]},
        ],
    }


def _apart(marks: Sequence[Mark]) -> Iterator[Mark]:
    """The marks, with a blank where a removed word would touch the one in its place."""
    for mark, after in zip_longest(marks, marks[1:]):
        yield mark
        replaced = mark.kind is MarkKind.REMOVED and after and after.kind is MarkKind.ADDED
        if replaced and not (mark.text[-1:].isspace() or after.text[:1].isspace()):
            yield Mark(MarkKind.KEPT, " ")


def _marked(mark: Mark) -> Iterator[Block]:
    """A run; the blanks at its ends stay bare."""
    words = mark.text.strip()
    if not words or mark.kind is MarkKind.KEPT:
        yield from [_text(mark.text)] if mark.text else []
        return
    begin = mark.text.index(words)
    end = begin + len(words)
    for blank, piece in ((True, mark.text[:begin]), (False, words), (True, mark.text[end:])):
        if piece:
            yield _text(piece, **({} if blank else _STYLES[mark.kind]))


def _rehearsal(rehearsal: Rehearsal) -> Iterator[Block]:
    for heading, flips in (
        (wording.WRONG_TITLE, rehearsal.turned_wrong),
        (wording.RIGHT_TITLE, rehearsal.turned_right),
        (wording.FLIPS_TITLE, rehearsal.others),
    ):
        if flips:
            yield strong(heading)
            yield from map(_flip, flips)


def _flip(flip: Flip) -> Block:
    words = [_text(f"“{flip.question[:300]}”\n", italic=True), _text(wording.flip_line(flip))]
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": words}],
    }


def _text(words: str, **style: bool) -> Block:
    piece: Block = {"type": "text", "text": words}
    return piece | ({"style": style} if style else {})
