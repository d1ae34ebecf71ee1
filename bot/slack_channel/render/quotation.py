"""A clause as a rich text quote: nothing in it is ever read as markup, so nothing can change it.

The blocks are plain dicts: the SDK's model of a quote drops what it does not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.answering.answer import Quote
from bot.answering.wording import changed_line, force_line, practice_note_line, reference_line
from bot.slack_channel import wording
from bot.slack_channel.render.elements import context
from bot.slack_channel.render.message import Block
from knowledge.clause import digest_of
from knowledge.directive import Rank
from knowledge.norm import Span

LONGEST_QUOTE = 3000
# Where a long clause may be cut: after a line, a sentence, an item, a word.
_ENDS = (re.compile(r"\n+"), re.compile(r"(?<=[.;:])\s+"), re.compile(r"\s+"))


class QuoteAlteredError(Exception):
    """A quote that differs from its clause by a single sign is not sent."""


def quote_units(quote: Quote) -> list[list[Block]]:
    """The clause and what it is, in pieces none of which is too long for a message."""
    pieces = list(_pieces(quote.clause.text))
    parts = [*(_lead_in(quote)), *(_part(quote, start, piece) for start, piece in pieces)]
    check(quote, parts)
    last = [parts[-1], context(*_facts(quote, len(pieces)))]
    return [[part] for part in parts[:-1]] + [last]


def check(quote: Quote, parts: Sequence[Block]) -> None:
    """Compares what is about to be sent with the digest of the clause."""
    shown = "".join(quoted(part) for part in parts)
    lead_in = quote.clause.lead_in.text if quote.clause.lead_in else ""
    if not shown.startswith(lead_in) or digest_of(shown[len(lead_in) :]) != quote.clause.digest:
        raise QuoteAlteredError(str(quote.clause.ref))


def quoted(block: Block) -> str:
    """All that stands in the quotes of a block."""
    return "".join(
        element["text"]
        for part in block.get("elements", ())
        if part["type"] == "rich_text_quote"
        for element in part["elements"]
    )


def quote_block(words: str, bold: Span | None = None) -> Block:
    """Words in a quote, some of them bold."""
    elements = [
        {"type": "text", "text": piece} | ({"style": {"bold": True}} if strong else {})
        for piece, strong in _cut_at(words, bold)
        if piece
    ]
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_quote", "elements": elements}],
    }


def _lead_in(quote: Quote) -> list[Block]:
    lead_in, norm = quote.clause.lead_in, quote.norm
    if lead_in is None or not lead_in.text:
        return []
    trigger = norm.trigger if norm and norm.in_lead_in else None
    return [
        quote_block(piece, _within(trigger, start, piece)) for start, piece in _pieces(lead_in.text)
    ]


def _part(quote: Quote, start: int, piece: str) -> Block:
    norm = quote.norm
    trigger = norm.trigger if norm and not norm.in_lead_in else None
    return quote_block(piece, _within(trigger, start, piece))


def _facts(quote: Quote, pieces: int) -> list[str]:
    facts = (reference_line(quote), force_line(quote.directive))
    lines = [" · ".join(fact for fact in facts if fact)]
    if quote.changed:
        lines.append(changed_line(quote.changed))
    if quote.directive.rank is Rank.PRACTICE_NOTE:
        lines.append(practice_note_line(quote.directive))
    if pieces > 1:
        lines.append(wording.pieces_line(pieces))
    return lines


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    while len(text) - start > LONGEST_QUOTE:
        end = start + _end_in(text[start : start + LONGEST_QUOTE])
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def _end_in(window: str) -> int:
    for ends in _ENDS:
        places = [match.end() for match in ends.finditer(window) if match.end() > len(window) // 4]
        if places:
            return places[-1]
    return len(window)


def _within(span: Span | None, start: int, piece: str) -> Span | None:
    if span is None or span.end <= start or span.start >= start + len(piece):
        return None
    return Span(max(0, span.start - start), min(len(piece), span.end - start))


def _cut_at(words: str, bold: Span | None) -> list[tuple[str, bool]]:
    if bold is None:
        return [(words, False)]
    return [
        (words[: bold.start], False),
        (words[bold.start : bold.end], True),
        (words[bold.end :], False),
    ]
