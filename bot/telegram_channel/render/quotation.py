"""A quote as Telegram shows it: the clause's own characters in a blockquote, the source below.

A clause that is too long for one message is cut where a line, a sentence or a word ends, and each
piece stands in a blockquote of its own: nothing is left out, and the seams lie outside the quote.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from bot.answering import wording
from bot.answering.answer import Quote
from bot.telegram_channel import wording as own
from bot.telegram_channel.render.rich_text import (
    Kind,
    Mark,
    RichText,
    bold,
    italic,
    plain,
    units_of,
)
from knowledge.directive import Rank

# Room for the reference, the date and the seams around the quote in one message.
PIECE_LIMIT = 3000
OPEN_FIRST, OPEN_LATER = 700, 240
# What Telegram replaces or drops in every text (clean_input_string in its library, tdlib).
_LOST = re.compile(r"[\x00-\x09\x0b-\x1f\u2028-\u202e\u030a\u0333\u033f]")
_SEAMS = (re.compile(r"\n+"), re.compile(r"[.;:!?።፤]\s+"), re.compile(r"\s+"))


@dataclass(frozen=True, slots=True)
class QuoteBlock:
    """A piece of an answer that is never cut further. ``quoted`` are the characters of ``content``
    that belong to the clause, by their place; empty for what quotes nothing."""

    content: RichText
    digest: str = ""
    quoted: tuple[int, int] = (0, 0)

    @property
    def text(self) -> str:
        """The clause's characters in this block."""
        return self.content.text[slice(*self.quoted)]


def quote_blocks(quote: Quote, *, first: bool, dated: bool = True) -> tuple[QuoteBlock, ...]:
    """The blocks that show a quote: one, or several for a clause that is too long for one."""
    clause = quote.clause
    cuts = cuts_of(clause.text)
    pieces = list(itertools.pairwise(cuts))
    kind = _kind(quote, first=first)
    marked = _marked(quote)
    blocks = []
    for number, (start, end) in enumerate(pieces):
        lead_in = _lead_in(quote) if number == 0 else RichText()
        body = (lead_in + marked.cut(start, end)).styled(kind)
        before = plain("") if number == 0 else italic(own.CONTINUED) + "\n"
        seam = own.piece_line(number + 1, len(pieces))
        content = before + body + "\n" + _source(quote, dated=dated) + seam
        begin = len(before.text) + len(lead_in.text)
        blocks.append(QuoteBlock(content, clause.digest, (begin, begin + end - start)))
    return tuple(blocks)


def _kind(quote: Quote, *, first: bool) -> Kind:
    limit = OPEN_FIRST if first else OPEN_LATER
    return "blockquote" if units_of(quote.clause.full_text) <= limit else "expandable_blockquote"


def _marked(quote: Quote) -> RichText:
    text = RichText(quote.clause.text)
    if quote.norm is None or quote.norm.in_lead_in:
        return text
    return _underlined(text, quote.norm.trigger.start, quote.norm.trigger.end)


def _lead_in(quote: Quote) -> RichText:
    lead_in = quote.clause.lead_in
    if lead_in is None:
        return RichText()
    text = RichText(lead_in.text)
    if quote.norm is not None and quote.norm.in_lead_in:
        text = _underlined(text, quote.norm.trigger.start, quote.norm.trigger.end)
    return text + "\n"


def _underlined(text: RichText, start: int, end: int) -> RichText:
    start, end = max(start, 0), min(end, len(text.text))
    if start >= end:
        return text
    return RichText(text.text, (Mark("bold", start, end), Mark("underline", start, end)))


def _source(quote: Quote, *, dated: bool) -> RichText:
    lines = bold(str(quote.clause.ref)) + wording.reference_line(quote).removeprefix(
        str(quote.clause.ref)
    )
    if dated:
        lines = lines + "\n" + italic(wording.force_line(quote.directive))
    if quote.changed:
        lines = lines + "\n" + bold(wording.changed_line(quote.changed))
    if quote.directive.rank is Rank.PRACTICE_NOTE:
        lines = lines + "\n" + italic(wording.practice_note_line(quote.directive))
    if lost := len(_LOST.findall(quote.clause.full_text)):
        lines = lines + "\n" + italic(own.lost_characters_line(lost))
    return lines


def cuts_of(text: str) -> list[int]:
    """The places at which a text is cut to fit a message, its two ends included."""
    cuts = [0]
    while units_of(text[cuts[-1] :]) > PIECE_LIMIT:
        cuts.append(_next_cut(text, cuts[-1]))
    return [*cuts, len(text)]


def _next_cut(text: str, start: int) -> int:
    end = start
    units = 0
    while units < PIECE_LIMIT - 1:
        units += units_of(text[end])
        end += 1
    for seam in _SEAMS:
        places = [found.end() for found in seam.finditer(text, start, end)]
        # A seam in the first half would make many small pieces: a finer one is better then.
        if places and places[-1] > (start + end) // 2:
            return places[-1]
    return end
