"""``/forget``: deletes what is kept of a person's asking, after they said so twice."""

from __future__ import annotations

from bot.storage.forgetting import forget
from bot.storage.identity import Platform
from bot.storage.people import Person
from bot.telegram_channel import wording
from bot.telegram_channel.calls import Edit, Remove, Toast
from bot.telegram_channel.decision import Commit
from bot.telegram_channel.front import Front
from bot.telegram_channel.incoming import Said
from bot.telegram_channel.listeners.replies import doing, saying, text_message
from bot.telegram_channel.listeners.tapped import Tapped
from bot.telegram_channel.render.callback_data import Act, data_of
from bot.telegram_channel.render.message import Button


def listen(_front: Front, said: Said, person: Person) -> Commit:
    """Asks whether it is meant. The button knows whose records it deletes."""
    yes = Button(wording.FORGET_YES, data_of(Act.FORGET, 1, person.id))
    no = Button(wording.FORGET_NO, data_of(Act.FORGET, 0, person.id))
    return saying(said, wording.FORGET_QUESTION, ((yes,), (no,)))


def tapped(front: Front, tap: Tapped, person: Person) -> Commit | None:
    """Deletes. Nothing of it waits in the outbox under the person's name, or it would go too."""
    if tap.part(1) != str(person.id):
        return doing(None, Toast(tap.pressed.query, wording.ONLY_THE_ASKER))
    if tap.part(0) != "1":
        return doing(None, Toast(tap.pressed.query), _edit(tap, wording.FORGET_KEPT))
    # Not within the transaction of the reply: forgetting scrubs the database's file, and done
    # twice it finds nothing more to delete.
    forgotten = forget(front.database, person.id)
    at_desk = (
        Remove(int(address.chat), int(address.message))
        for address in forgotten.desk_messages
        if address.platform is Platform.TELEGRAM
    )
    told = _edit(tap, wording.forgotten_line(forgotten.rows))
    return doing(None, Toast(tap.pressed.query), told, *at_desk)


def _edit(tap: Tapped, text: str) -> Edit:
    return Edit(tap.place.chat, tap.message, text_message(text), tap.place.thread)
