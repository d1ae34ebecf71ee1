"""Draws the plan of an update, page by page: what each clause loses and gains, word by word."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answering.wording import force_line
from bot.publishing.excerpts import LEFT_OUT, excerpt
from bot.publishing.wording import annotated_line, heading_line
from bot.telegram_channel import publish_wording as own
from bot.telegram_channel.render.rich_text import RichText, bold, italic, joined, plain
from knowledge.revision import wording
from knowledge.revision.change import ClauseChange, Mark, MarkKind
from knowledge.revision.revision import DirectiveRevision, Revision

# A page must be read on a phone; its header and the seams take the rest of a message.
PAGE_UNITS, PAGE_MARKS = 2600, 80
# Bold helps to find words in a text; a whole text in bold is hard to read.
BOLD_WORDS = 80


def plan_pages(revision: Revision) -> tuple[RichText, ...]:
    """The plan in pages that each fit a message, with room for a few lines around them."""
    blocks = [plain(wording.overall(revision))]
    for directive in revision.directives:
        blocks += _directive_blocks(directive)
    return tuple(_paged(blocks))


def _directive_blocks(revision: DirectiveRevision) -> Iterator[RichText]:
    title = bold(wording.title(revision)) + f"\n{revision.directive.title}"
    if revision.after:
        title = title + "\n" + italic(force_line(revision.after))
    if revision.withdrawn:
        title = title + "\n" + italic(own.WITHDRAWN)
    yield title
    for heading in revision.headings:
        yield plain(heading_line(heading.before, heading.after))
    for change in revision.changes:
        yield _bounded(_change(change))
    if revision.annotated:
        yield plain(annotated_line(len(revision.annotated)))


def _change(change: ClauseChange) -> RichText:
    """``§11.1 deadline changed``, what is certain about it, then the words."""
    lines = [bold(f"§{change.number}") + " " + italic(wording.label(change))]
    lines += [plain(detail) for detail in wording.details_of(change)]
    lines.append(_marked(excerpt(change)))
    return joined(lines, "\n")


def _marked(marks: tuple[Mark, ...]) -> RichText:
    drawn = RichText()
    for mark in marks:
        # Words that come stand apart from those that they replace.
        apart = mark.kind is MarkKind.ADDED and _touch(drawn.text, mark.text)
        drawn = drawn + (" " if apart else "") + _drawn(mark)
    if len(drawn.marks) <= PAGE_MARKS // 2:
        return drawn
    # Telegram shows a hundred marks in a message: of more splinters, the text before, then after.
    before = "".join(mark.text for mark in marks if mark.kind is not MarkKind.ADDED)
    after = "".join(mark.text for mark in marks if mark.kind is not MarkKind.REMOVED)
    return _drawn(Mark(MarkKind.REMOVED, before)) + "\n" + _drawn(Mark(MarkKind.ADDED, after))


def _touch(before: str, after: str) -> bool:
    return bool(before) and not (before[-1:].isspace() or after[:1].isspace())


def _drawn(mark: Mark) -> RichText:
    """Removed words struck through, added ones underlined, and bold where they are few."""
    words = mark.text.strip()
    begin = mark.text.index(words)
    shown = plain(words)
    if mark.kind is MarkKind.REMOVED:
        shown = shown.styled("strikethrough")
    elif mark.kind is MarkKind.ADDED:
        shown = shown.styled("underline")
        shown = shown.styled("bold") if len(words) <= BOLD_WORDS else shown
    return plain(mark.text[:begin]) + shown + mark.text[begin + len(words) :]


def _bounded(block: RichText) -> RichText:
    # A character takes two units at most.
    return block if block.units <= PAGE_UNITS else block.cut(0, PAGE_UNITS // 2) + LEFT_OUT


def _paged(blocks: list[RichText]) -> Iterator[RichText]:
    page = blocks[0]
    for block in blocks[1:]:
        longer = page + "\n\n" + block
        if longer.units > PAGE_UNITS or len(longer.marks) > PAGE_MARKS:
            yield page
            longer = block
        page = longer
    yield page
