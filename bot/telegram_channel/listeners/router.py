"""Who hears what: the one place where an update finds its listener, behind the door."""

from __future__ import annotations

import logging
from typing import assert_never

from bot.access.admission import Admitted, Revoked, Stranger, TooFast
from bot.storage.people import Person
from bot.telegram_channel import wording
from bot.telegram_channel.calls import Toast
from bot.telegram_channel.decision import Commit
from bot.telegram_channel.front import Front
from bot.telegram_channel.incoming import Incoming, Moved, Pressed, Said, Unheard
from bot.telegram_channel.listeners import desk, invitation, link, moved, publish, question
from bot.telegram_channel.listeners.buttons import BUTTONS
from bot.telegram_channel.listeners.commands import command_of
from bot.telegram_channel.listeners.replies import doing, nothing, saying, toasting
from bot.telegram_channel.listeners.tapped import Tapped
from bot.telegram_channel.listeners.visitors import visitor_of
from bot.telegram_channel.render import callback_data

logger = logging.getLogger(__name__)


def listen(front: Front, incoming: Incoming) -> Commit:
    """What comes of an update."""
    match incoming:
        case Said():
            return _said(front, incoming) if incoming.addressed else nothing
        case Pressed():
            return _pressed(front, incoming)
        case Moved():
            return moved.listen(front, incoming)
        case Unheard():
            logger.info("Nothing to answer: %s", incoming.why)
            return nothing
        case _:
            assert_never(incoming)


def _said(front: Front, said: Said) -> Commit:
    if escalation := desk.escalation_shown(front, said):
        return desk.answered(front, said, escalation)
    if invitation.code_in(said):
        return invitation.listen(front, said)
    if link.shows_code(said):
        return link.complete(front, said)
    admission = front.access.admit(visitor_of(said.speaker))
    match admission:
        case Admitted(person=person):
            return _admitted(front, said, person)
        case Stranger(told=told) | Revoked(told=told):
            return saying(said, wording.NEUTRAL) if told else nothing
        case TooFast(wait_seconds=seconds):
            return saying(said, wording.too_fast_line(seconds))
        case _:
            assert_never(admission)


def _admitted(front: Front, said: Said, person: Person) -> Commit:
    if commit := publish.listen(front, said, person):
        return commit
    if not said.command:
        return question.listen(front, said, person)
    listener, said = command_of(said)
    if listener is None:
        return saying(said, wording.UNKNOWN_COMMAND)
    return listener(front, said, person)


def _pressed(front: Front, pressed: Pressed) -> Commit:
    person = front.access.recognise(visitor_of(pressed.speaker))
    if person is None or person.revoked or person.role is None:
        return doing(None, Toast(pressed.query))
    parsed = callback_data.parse(pressed.data)
    if parsed is None or pressed.place is None or pressed.message is None:
        return toasting(pressed, wording.NO_SUCH_BUTTON)
    act, parts = parsed
    commit = BUTTONS[act](front, Tapped(pressed, pressed.place, pressed.message, parts), person)
    return commit or toasting(pressed, wording.NO_SUCH_BUTTON)
