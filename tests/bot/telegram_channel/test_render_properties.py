"""Whatever a clause says: entities inside the text, quotes byte for byte, nothing cut away."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.answer import Quote, Quoted
from bot.answering.question import Question
from bot.telegram_channel.render.answer import render
from bot.telegram_channel.render.message import ENTITY_LIMIT, TEXT_LIMIT, OutMessage
from bot.telegram_channel.render.packing import QuoteAlteredError, check_quotes
from bot.telegram_channel.render.quotation import QuoteBlock, quote_blocks
from bot.telegram_channel.render.rich_text import Mark, RichText, units_of
from knowledge.clause import digest_of
from knowledge.norm import NormKind
from knowledge.situation import Situation
from tests.scenarios.telegram.model_engine import SNAPSHOT, quote

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300)
LONG_TEXTS = st.builds(lambda text, times: text * times, TEXTS, st.integers(1, 60))


def pieces(messages: tuple[OutMessage, ...]) -> list[str]:
    """What stands under blockquotes, cut out as Telegram cuts it."""
    found = []
    for message in messages:
        units = message.text.encode("utf-16-le")
        for entity in message.entities:
            if "blockquote" in entity.kind:
                cut = units[2 * entity.offset : 2 * (entity.offset + entity.length)]
                found.append(cut.decode("utf-16-le"))
    return found


def answer(*quotes: Quote) -> Quoted:
    return Quoted(Question("?"), Situation(), quotes, SNAPSHOT)


@given(LONG_TEXTS)
@settings(max_examples=150, deadline=None)
def test_the_pieces_of_a_quote_are_the_clause(text: str) -> None:
    messages = render(answer(quote("1.1", text)), receipt="7k3m9x2p4q")
    assert "".join(pieces(messages)) == text


@given(st.lists(LONG_TEXTS, min_size=1, max_size=4))
@settings(max_examples=80, deadline=None)
def test_every_message_is_one_that_telegram_takes(texts: list[str]) -> None:
    quotes = [quote(f"1.{number}", text) for number, text in enumerate(texts)]
    for message in render(answer(*quotes), receipt="7k3m9x2p4q"):
        size = units_of(message.text)
        assert 0 < size <= TEXT_LIMIT
        assert len(message.entities) <= ENTITY_LIMIT
        for entity in message.entities:
            assert entity.length > 0
            assert entity.offset + entity.length <= size


@given(TEXTS, st.data())
@settings(max_examples=100, deadline=None)
def test_a_trigger_is_underlined_where_it_stands(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = quote("1.1", text, NormKind.DUTY, text[start:end])
    (message, *_) = render(answer(found))
    units = message.text.encode("utf-16-le")
    underlined = [
        units[2 * e.offset : 2 * (e.offset + e.length)].decode("utf-16-le")
        for e in message.entities
        if e.kind == "underline"
    ]
    assert underlined == [text[start:end]]


@given(TEXTS, TEXTS)
def test_joined_texts_keep_their_marks(first: str, second: str) -> None:
    joined = RichText(first).styled("bold") + RichText(second).styled("italic")
    assert joined.marks == (
        Mark("bold", 0, len(first)),
        Mark("italic", len(first), len(first) + len(second)),
    )


def test_a_quote_that_differs_by_one_character_is_not_sent() -> None:
    block = QuoteBlock(
        RichText("Staff shalI not post."), digest_of("Staff shall not post."), (0, 21)
    )
    with pytest.raises(QuoteAlteredError):
        check_quotes([block])


def test_a_quote_that_lacks_its_last_piece_is_not_sent() -> None:
    blocks = quote_blocks(quote("1.1", "A sentence of some length. " * 300), first=True)
    assert len(blocks) == 3
    check_quotes(blocks)
    with pytest.raises(QuoteAlteredError):
        check_quotes(blocks[:-1])
