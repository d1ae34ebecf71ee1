"""What the desk sees, and what the asker gets from it."""

from __future__ import annotations

from bot.answering.wording import situation_words
from bot.desk.outcomes import DeskWord, Raised
from bot.storage.escalations import DeskQuestion
from bot.storage.identity import Address, Platform
from bot.telegram_channel import desk_wording, wording
from bot.telegram_channel.calls import Calls, Post, Tie
from bot.telegram_channel.front import Front
from bot.telegram_channel.render.packing import packed
from bot.telegram_channel.render.quotation import QuoteBlock
from bot.telegram_channel.render.rich_text import bold, italic, plain


def question_posts(raised: Raised, name: str | None) -> Calls:
    """The question, for each of the desk's chats here that does not show it yet."""
    tie = Tie(escalation=raised.escalation.id)
    return tuple(
        Post(int(place.chat), message, _thread(place), tie=tie)
        for place in raised.deliver_to
        if place.platform is Platform.TELEGRAM
        for message in packed(question_blocks(raised.escalation.asked, name))
    )


def question_blocks(asked: DeskQuestion, name: str | None) -> list[QuoteBlock]:
    """The asker's words in a quote, how they were understood, and what came near."""
    blocks = [
        QuoteBlock(bold(desk_wording.question_line(name))),
        QuoteBlock(plain(asked.question).styled("blockquote")),
    ]
    if words := situation_words(asked.situation):
        blocks.append(QuoteBlock(plain(wording.situation_line(words))))
    if asked.nearest:
        blocks.append(QuoteBlock(plain(desk_wording.nearest_line(asked.nearest))))
    blocks.append(QuoteBlock(italic(desk_wording.REPLY_HINT)))
    return blocks


def word_posts(front: Front, word: DeskWord) -> Calls:
    """The desk's answer for the asker, where the asker is here."""
    asker = word.asked.asker
    if asker.platform is not Platform.TELEGRAM:
        return ()
    blocks = [
        QuoteBlock(bold(desk_wording.word_title(front.desk_name))),
        QuoteBlock(plain(word.ruling.text)),
        QuoteBlock(italic(desk_wording.WORD_NOTE)),
    ]
    reply_to = int(asker.message) if asker.message else None
    return tuple(
        Post(int(asker.chat), message, _thread(asker), reply_to) for message in packed(blocks)
    )


def notes(shown_at: tuple[Address, ...], text: str) -> tuple[Post, ...]:
    """A word at the desk, in reply to the messages that show a question."""
    return tuple(
        Post(
            int(place.chat),
            packed([QuoteBlock(italic(text))])[0],
            _thread(place),
            int(place.message),
        )
        for place in shown_at
        if place.platform is Platform.TELEGRAM
    )


def _thread(place: Address) -> int | None:
    return int(place.thread) if place.thread else None
