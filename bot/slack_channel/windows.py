"""Opens modals. Slack gives three seconds for that, so they do not go through the inbox."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack_channel import desk_wording, wording
from bot.slack_channel.calls import Post, Whisper, payload_of
from bot.slack_channel.delivery.directory import Acquaintance, Directory
from bot.slack_channel.delivery.outcome import FAULTS, outcome_of
from bot.slack_channel.delivery.plans import address_of
from bot.slack_channel.front import Front
from bot.slack_channel.incoming import Pressed, UnreadableEventError
from bot.slack_channel.listeners.acquainted import presser
from bot.slack_channel.publish_windows import PUBLISH_OPENERS, publish_window
from bot.slack_channel.reading import read
from bot.slack_channel.render.controls import ASK_DESK
from bot.slack_channel.render.desk import ANSWER_DESK, note
from bot.slack_channel.render.home import EDIT_PROFILE
from bot.slack_channel.render.view import View
from bot.slack_channel.render.windows import (
    Window,
    desk_answer_window,
    desk_question_window,
    notice_window,
    profile_window,
)
from bot.storage.escalations import EscalationState
from bot.storage.outbox import Message
from bot.storage.people import Person
from bot.storage.role import Role

logger = logging.getLogger(__name__)

OPENERS = frozenset({ASK_DESK, ANSWER_DESK, EDIT_PROFILE}) | PUBLISH_OPENERS


class Windows:
    """The buttons that open a modal."""

    def __init__(self, front: Front, directory: Directory, client: AsyncWebClient) -> None:
        self._front = front
        self._directory = directory
        self._client = client

    def register(self, app: AsyncApp) -> None:
        """Listens to the buttons."""
        for action in OPENERS:
            app.action(action)(self._opener())

    def _opener(self) -> Callable[[AsyncAck, dict[str, Any]], Awaitable[None]]:
        # Bolt names what it hands over by the names of the arguments.
        async def open_window(ack: AsyncAck, body: dict[str, Any]) -> None:
            await ack()
            await self.open(body)

        return open_window

    async def open(self, body: Mapping[str, Any]) -> None:
        """Opens what the button stands for; says so where Slack does not let it."""
        try:
            pressed = read(body, self._front.me)
        except UnreadableEventError:
            logger.error("A button could not be read")
            return
        if not isinstance(pressed, Pressed):
            return
        who = await self._directory.look_up(pressed.speaker)
        window = await asyncio.to_thread(self._window, pressed, who)
        try:
            await self._client.views_open(trigger_id=str(body.get("trigger_id")), view=window)
        except FAULTS as fault:
            logger.warning("A window could not be opened: %s", outcome_of(fault).why)
            await asyncio.to_thread(self._late, pressed, str(body.get("trigger_id")))

    def _late(self, pressed: Pressed, trigger: str) -> None:
        user, place, words = pressed.speaker.user, pressed.place, note(wording.WINDOW_LATE)
        call: Post | Whisper = Post(user, words)
        if place and not place.private:
            call = Whisper(place.chat, user, words, place.thread)
        message = Message(f"late {trigger}", address_of(call), payload_of(call))
        self._front.outbox.plan(message)

    def _window(self, pressed: Pressed, who: Acquaintance) -> Window:
        person = presser(self._front, who)
        if person is None:
            return notice_window(desk_wording.WINDOW, wording.NEUTRAL)
        match pressed.action:
            case action if action == EDIT_PROFILE:
                return profile_window(self._front.profiles.of(person.id))
            case action if action in PUBLISH_OPENERS:
                return publish_window(self._front, pressed, person)
            case action if action == ANSWER_DESK:
                return self._answer_window(pressed, person)
            case _:
                return self._question_window(pressed, person)

    def _answer_window(self, pressed: Pressed, person: Person) -> Window:
        escalation = self._front.escalations.get(pressed.value)
        title = desk_wording.ANSWER_WINDOW
        if person.role is None or not person.role.includes(Role.DESK):
            return notice_window(title, desk_wording.NOT_ALLOWED)
        if escalation is None or escalation.state is not EscalationState.OPEN:
            return notice_window(title, desk_wording.NOT_OPEN)
        return desk_answer_window(escalation)

    def _question_window(self, pressed: Pressed, person: Person) -> Window:
        receipt, _ = View.read(pressed.value)
        turn = self._front.conversations.of_receipt(receipt)
        if turn is None:
            return notice_window(desk_wording.WINDOW, wording.NO_SUCH_BUTTON)
        if turn.person_id != person.id:
            return notice_window(desk_wording.WINDOW, wording.ONLY_THE_ASKER)
        place = pressed.place
        about = {
            "receipt": receipt,
            "chat": place.chat if place and not pressed.whisper else "",
            "thread": place.thread if place else "",
        }
        words = "\n\n".join(filter(None, (turn.question, turn.post)))
        return desk_question_window(words, self._front.desk_name, about)
