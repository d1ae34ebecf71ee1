"""What of all that is said in a channel is meant for the bot; the rest is never stored."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from bot.slack_channel.incoming import Me
from bot.storage.conversations import Conversations
from bot.storage.identity import Address, Identity, Platform
from bot.storage.people import People
from bot.storage.receipt_messages import ReceiptMessages

_REMEMBERED = 5000
_SPOKEN = frozenset({None, "file_share", "thread_broadcast", "bot_message", "me_message"})


class Earshot:
    """Tells what is addressed to the bot. Direct messages and mentions are; so is what somebody
    who has asked in a thread goes on to say there, and an edit of what was answered."""

    def __init__(
        self, me: Me, conversations: Conversations, messages: ReceiptMessages, people: People
    ) -> None:
        self._me = me
        self._conversations = conversations
        self._messages = messages
        self._people = people
        # What was heard just now, whose answer may still be under way.
        self._heard: OrderedDict[str, None] = OrderedDict()

    def hears(self, event: Mapping[str, Any]) -> bool:
        """Whether the event is meant for the bot. Blocks: call it in a thread."""
        match event.get("type"):
            case "app_home_opened":
                return True
            case "app_mention":
                return self._note(event)
            case "message" if event.get("subtype") == "message_changed":
                return self._hears_edit(event)
            case "message":
                return event.get("subtype") in _SPOKEN and self._hears_words(event)
            case _:
                return False

    def _hears_words(self, event: Mapping[str, Any]) -> bool:
        if event.get("user") == self._me.user or event.get("bot_id") == self._me.bot:
            return False
        text = str(event.get("text") or "")
        if event.get("channel_type") == "im" or self._me.mention in text:
            return self._note(event)
        if event.get("bot_id") or text.lstrip().startswith("<@"):
            return False
        return self._goes_on(event) and self._note(event)

    def _goes_on(self, event: Mapping[str, Any]) -> bool:
        """Whether the speaker has asked in this thread before."""
        chat, thread, user = event.get("channel"), event.get("thread_ts"), event.get("user")
        if not thread or thread == event.get("ts"):
            return False
        if f"{chat} {thread} {user}" in self._heard:
            return True
        place = Address(Platform.SLACK, str(chat), str(thread))
        if self._conversations.latest(place) is None:
            return False
        # In an enterprise an account is named by its workspace here and by the enterprise there.
        teams = {event.get("team"), event.get("user_team"), self._me.team} - {None}
        people = (self._people.find(Identity.slack(str(team), str(user))) for team in teams)
        return any(
            self._conversations.latest(place, person_id=person.id) is not None
            for person in people
            if person is not None
        )

    def _hears_edit(self, event: Mapping[str, Any]) -> bool:
        changed, before = event.get("message") or {}, event.get("previous_message") or {}
        if changed.get("user") == self._me.user or changed.get("bot_id"):
            return False
        if not changed.get("edited") or changed.get("text") == before.get("text"):
            return False
        chat, message = str(event.get("channel")), str(changed.get("ts"))
        if f"{chat} {message}" in self._heard:
            return True
        thread = str(changed.get("thread_ts") or message)
        asked = Address(Platform.SLACK, chat, thread, message)
        return self._messages.receipt_at(asked) is not None

    def _note(self, event: Mapping[str, Any]) -> bool:
        chat, message = event.get("channel"), event.get("ts")
        thread = event.get("thread_ts") or message
        for heard in (f"{chat} {message}", f"{chat} {thread} {event.get('user')}"):
            self._heard[heard] = None
            self._heard.move_to_end(heard)
        while len(self._heard) > _REMEMBERED:
            self._heard.popitem(last=False)
        return True
