"""``/whatsnew``: what changed last, which of one's answers that concerns, and being told of it."""

from __future__ import annotations

from bot.changes.told import latest_digests
from bot.storage.people import Person
from bot.telegram_channel import wording
from bot.telegram_channel.calls import Edit, Toast
from bot.telegram_channel.change_messages import digest_text
from bot.telegram_channel.decision import Commit, Decision
from bot.telegram_channel.front import Front
from bot.telegram_channel.incoming import Place, Said
from bot.telegram_channel.listeners.replies import post, text_message
from bot.telegram_channel.listeners.tapped import Tapped
from bot.telegram_channel.render.callback_data import Act, data_of
from bot.telegram_channel.render.message import Button, Keyboard
from bot.telegram_channel.render.rich_text import RichText, bold, joined, plain

_LOOKED_AT = 50
# All of it stands in one message.
_MOST_DIGESTS, _MOST_LINES, _MOST_RECEIPTS = 3, 4, 6


def listen(front: Front, said: Said, person: Person) -> Commit:
    """Shows what changed."""
    content = _content(front, said.place, person)

    def commit() -> Decision:
        on = front.subscriptions.includes(said.place.address)
        return Decision((post(said, content, _keyboard(subscribed=on)),), person.id)

    return commit


def subscribe(front: Front, said: Said, person: Person) -> Commit:
    """``/subscribe``: puts the chat on the list of those that are told."""

    def commit() -> Decision:
        _switch(front, said.place, person, on=True)
        return Decision((post(said, wording.WHATSNEW_SUBSCRIBED),), person.id)

    return commit


def unsubscribe(front: Front, said: Said, person: Person) -> Commit:
    """``/unsubscribe``: takes the chat off it."""

    def commit() -> Decision:
        _switch(front, said.place, person, on=False)
        return Decision((post(said, wording.WHATSNEW_UNSUBSCRIBED),), person.id)

    return commit


def tapped(front: Front, tap: Tapped, person: Person) -> Commit | None:
    """Puts the chat on the list of those that are told, or takes it off."""
    on = tap.part(0) == "1"
    content = _content(front, tap.place, person)

    def commit() -> Decision:
        _switch(front, tap.place, person, on=on)
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


def _switch(front: Front, place: Place, person: Person, *, on: bool) -> None:
    if on:
        owner = person.id if place.private else None
        front.subscriptions.subscribe(place.address, person_id=owner)
    else:
        front.subscriptions.unsubscribe(place.address)


def _content(front: Front, place: Place, person: Person) -> RichText:
    digests = latest_digests(front.database, _MOST_DIGESTS)
    pieces = [digest_text(digest, _MOST_LINES) for digest in digests]
    # In a group, what a person asked elsewhere is nobody's business.
    changed = _changed(front, person) if place.private else ()
    body = "\n".join(changed[:_MOST_RECEIPTS]) or wording.NOTHING_CHANGED
    if changed or not digests:
        pieces.append(bold(wording.WHATSNEW_TITLE) + f"\n{body}")
    if left := len(changed[_MOST_RECEIPTS:]):
        pieces.append(plain(wording.more_changed_line(left)))
    return joined(pieces, "\n\n")


def _changed(front: Front, person: Person) -> tuple[str, ...]:
    return tuple(
        wording.changed_line(receipt.id, str(quote.ref), quote.how)
        for receipt in front.receipts.of_person(person.id, _LOOKED_AT)
        for quote in receipt.quotes
        if quote.changed_in
    )


def _keyboard(*, subscribed: bool) -> Keyboard:
    label = wording.WHATSNEW_OFF if subscribed else wording.WHATSNEW_ON
    return ((Button(label, data_of(Act.SUBSCRIBE, int(not subscribed))),),)
