"""Puts blocks into as few messages as hold them, and checks every quote before it may go."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from bot.telegram_channel.render.message import (
    ENTITY_LIMIT,
    TEXT_LIMIT,
    Keyboard,
    OutMessage,
    message_of,
)
from bot.telegram_channel.render.quotation import QuoteBlock, cuts_of
from bot.telegram_channel.render.rich_text import RichText
from knowledge.clause import digest_of

_BETWEEN = "\n\n"


class QuoteAlteredError(AssertionError):
    """A quote that is not its clause any more; it is never sent."""


def packed(blocks: Sequence[QuoteBlock], keyboard: Keyboard = ()) -> tuple[OutMessage, ...]:
    """The blocks as messages, in order; the buttons stand under the last one."""
    check_quotes(blocks)
    contents = list(_filled([piece for block in blocks for piece in _fitting(block)]))
    *earlier, last = contents
    return (*map(message_of, earlier), message_of(last, keyboard))


def check_quotes(blocks: Iterable[QuoteBlock]) -> None:
    """Raises ``QuoteAlteredError`` unless the pieces of each quote make up its clause.

    The pieces are cut out of what is sent, so a fault of rendering cannot pass.
    """
    text, digest = "", ""
    for block in blocks:
        if not block.digest:
            continue
        digest = digest or block.digest
        text += block.text
        if digest != block.digest:
            break
        if digest_of(text) == digest:
            text, digest = "", ""
    if digest:
        raise QuoteAlteredError(f"a quote differs from its clause {digest}")


def _fitting(block: QuoteBlock) -> list[RichText]:
    """The block's content; what quotes nothing may be cut where it is too long."""
    content = block.content
    if block.digest or content.units <= TEXT_LIMIT:
        return [content]
    cuts = cuts_of(content.text)
    return [content.cut(start, end) for start, end in itertools.pairwise(cuts)]


def _filled(contents: Sequence[RichText]) -> Iterable[RichText]:
    filled = contents[0]
    for content in contents[1:]:
        longer = filled + _BETWEEN + content
        if longer.units > TEXT_LIMIT or len(longer.marks) > ENTITY_LIMIT:
            yield filled
            longer = content
        filled = longer
    yield filled
