"""A text with its entities, and the JSON that Telegram writes them in."""

from dataclasses import dataclass
from typing import Any

from . import utf16

BLOCKQUOTES = frozenset({"blockquote", "expandable_blockquote"})
CODES = frozenset({"code", "pre"})
# Telegram finds these by itself; when a bot names one it is ignored.
FOUND_BY_TELEGRAM = frozenset(
    {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"}
)


@dataclass(frozen=True, slots=True)
class Entity:
    """One piece of formatting; offset and length count UTF-16 code units."""

    type: str
    offset: int
    length: int
    url: str | None = None
    user: dict[str, Any] | None = None
    language: str | None = None
    custom_emoji_id: str | None = None
    unix_time: int | None = None
    date_time_format: str | None = None

    @property
    def end(self) -> int:
        return self.offset + self.length

    def as_json(self) -> dict[str, Any]:
        written: dict[str, Any] = {
            "offset": self.offset,
            "length": self.length,
            "type": self.type,
        }
        for name in ("url", "user", "language", "custom_emoji_id", "unix_time", "date_time_format"):
            if (value := getattr(self, name)) is not None:
                written[name] = value
        return written

    def of(self, text: str) -> str:
        """The piece of the text that this entity covers."""
        return utf16.cut(text, self.offset, self.length)


def in_order(entities: "list[Entity]") -> "tuple[Entity, ...]":
    """By place, the outer before the inner."""
    return tuple(sorted(entities, key=lambda entity: (entity.offset, -entity.length)))


@dataclass(frozen=True, slots=True)
class FormattedText:
    """What a message says, after Telegram has read its markup and trimmed it."""

    text: str
    entities: tuple[Entity, ...] = ()

    def entities_json(self) -> list[dict[str, Any]]:
        return [entity.as_json() for entity in self.entities]
