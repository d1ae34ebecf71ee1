"""A button that was pressed, with what its data says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from bot.storage.people import Person
from bot.telegram_channel.decision import Commit
from bot.telegram_channel.front import Front
from bot.telegram_channel.incoming import Place, Pressed


@dataclass(frozen=True, slots=True)
class Tapped:
    """``message`` is the one with the button, ``parts`` what stands behind the act's letter."""

    pressed: Pressed
    place: Place
    message: int
    parts: tuple[str, ...]

    def part(self, at: int) -> str:
        """A part of the data; empty where an older version sent fewer."""
        return self.parts[at] if at < len(self.parts) else ""


# ``None``: the button is of another time, and nothing can be made of it.
ButtonListener: TypeAlias = Callable[[Front, Tapped, Person], Commit | None]
