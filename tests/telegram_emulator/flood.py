"""Telegram's flood control: one message a second in a chat, 30 a second overall."""

import math
import time
from collections import deque
from dataclasses import dataclass, field

from .refusals import too_many_requests

SENDING = frozenset(
    {
        "sendMessage",
        "sendDocument",
        "sendPhoto",
        "editMessageText",
        "editMessageCaption",
        "editMessageReplyMarkup",
    }
)


@dataclass(slots=True)
class FloodGate:
    """Counts sent messages in real seconds while it is on."""

    on: bool = False
    per_chat_second: int = 1
    per_group_minute: int = 20
    overall_second: int = 30
    _sent: dict[int, deque[float]] = field(default_factory=dict)
    refused: int = 0

    def enforce(
        self, *, per_chat_second: int = 1, per_group_minute: int = 20, overall_second: int = 30
    ) -> None:
        self.on = True
        self.per_chat_second = per_chat_second
        self.per_group_minute = per_group_minute
        self.overall_second = overall_second
        self._sent.clear()

    def relax(self) -> None:
        self.on = False

    def admit(self, method: str, chat_id: int) -> None:
        """Counts the call, or refuses it with the whole seconds that are left to wait."""
        if not self.on or method not in SENDING:
            return
        now = time.monotonic()
        waits = [
            self._wait(chat_id, now, 1.0, self.per_chat_second),
            self._wait(0, now, 1.0, self.overall_second),
        ]
        if chat_id < 0:
            waits.append(self._wait(chat_id, now, 60.0, self.per_group_minute))
        longest = max(waits)
        if longest > 0:
            self.refused += 1
            raise too_many_requests(max(1, math.ceil(longest)))
        for key in (chat_id, 0):
            self._sent.setdefault(key, deque(maxlen=1000)).append(now)

    def _wait(self, key: int, now: float, period: float, limit: int) -> float:
        recent = [moment for moment in self._sent.get(key, ()) if now - moment < period]
        return period - (now - recent[-limit]) if len(recent) >= limit else 0.0
