"""The short forms of a decision: say something, answer a button, do nothing."""

from __future__ import annotations

from bot.storage.people import Person
from bot.telegram_channel.calls import Call, Post, Toast
from bot.telegram_channel.decision import Commit, Decision
from bot.telegram_channel.incoming import Pressed, Said
from bot.telegram_channel.render.message import Keyboard, OutMessage, message_of
from bot.telegram_channel.render.rich_text import RichText


def nothing() -> Decision:
    """Nothing is to be done."""
    return Decision()


def doing(person: Person | None, *calls: Call) -> Commit:
    """The calls alone; nothing goes on record."""
    return lambda: Decision(calls, person.id if person else None)


def saying(said: Said, content: RichText | str, keyboard: Keyboard = ()) -> Commit:
    """One message in answer to another; it holds nothing of the person's."""
    return doing(None, post(said, content, keyboard))


def post(said: Said, content: RichText | str, keyboard: Keyboard = ()) -> Post:
    """A message in answer to another."""
    return Post(said.place.chat, text_message(content, keyboard), said.place.thread, reply_to(said))


def text_message(content: RichText | str, keyboard: Keyboard = ()) -> OutMessage:
    """A message of this content."""
    rich = RichText(content) if isinstance(content, str) else content
    return message_of(rich, keyboard)


def reply_to(said: Said) -> int | None:
    """In a group it must be seen who is answered; alone with the bot it is plain."""
    return None if said.place.private else said.message


def toasting(
    pressed: Pressed, text: str = "", *calls: Call, person: Person | None = None
) -> Commit:
    """Answers the button, then makes the calls."""
    return doing(person, Toast(pressed.query, text), *calls)
