"""``/whatsnew``: which of one's answers have changed since, and being told of changes."""

from __future__ import annotations

from bot.storage.people import Person
from bot.telegram_channel import wording
from bot.telegram_channel.calls import Edit, Toast
from bot.telegram_channel.decision import Commit, Decision
from bot.telegram_channel.front import Front
from bot.telegram_channel.incoming import Place, Said
from bot.telegram_channel.listeners.replies import post, text_message
from bot.telegram_channel.listeners.tapped import Tapped
from bot.telegram_channel.render.callback_data import Act, data_of
from bot.telegram_channel.render.message import Button, Keyboard
from bot.telegram_channel.render.rich_text import RichText, bold

_LOOKED_AT = 50


def listen(front: Front, said: Said, person: Person) -> Commit:
    """Shows what changed."""
    content = _content(front, said.place, person)

    def commit() -> Decision:
        on = front.subscriptions.includes(said.place.address)
        return Decision((post(said, content, _keyboard(subscribed=on)),), person.id)

    return commit


def tapped(front: Front, tap: Tapped, person: Person) -> Commit | None:
    """Puts the chat on the list of those that are told, or takes it off."""
    on = tap.part(0) == "1"
    content = _content(front, tap.place, person)

    def commit() -> Decision:
        owner = person.id if tap.place.private else None
        if on:
            front.subscriptions.subscribe(tap.place.address, person_id=owner)
        else:
            front.subscriptions.unsubscribe(tap.place.address)
        said = wording.WHATSNEW_SUBSCRIBED if on else wording.WHATSNEW_UNSUBSCRIBED
        shown = text_message(content, _keyboard(subscribed=on))
        return Decision(
            (
                Toast(tap.pressed.query, said),
                Edit(tap.place.chat, tap.message, shown, tap.place.thread),
            ),
            person.id,
        )

    return commit


def _content(front: Front, place: Place, person: Person) -> RichText:
    # In a group, what a person asked elsewhere is nobody's business.
    receipts = front.receipts.of_person(person.id, _LOOKED_AT) if place.private else ()
    changed = [
        wording.changed_line(receipt.id, str(quote.ref))
        for receipt in receipts
        for quote in receipt.quotes
        if quote.changed_in
    ]
    body = "\n".join(changed) or wording.NOTHING_CHANGED
    return bold(wording.WHATSNEW_TITLE) + f"\n{body}"


def _keyboard(*, subscribed: bool) -> Keyboard:
    label = wording.WHATSNEW_OFF if subscribed else wording.WHATSNEW_ON
    return ((Button(label, data_of(Act.SUBSCRIBE, int(not subscribed))),),)
