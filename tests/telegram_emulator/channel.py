"""Channels, which people forward posts from."""

from .records import Json


class Channel:
    """A channel that people forward from."""

    def __init__(self, chat_id: int, title: str, username: str | None = None) -> None:
        self.id = chat_id
        self.title = title
        self.username = username

    def as_json(self) -> Json:
        written: Json = {"id": self.id, "title": self.title, "type": "channel"}
        if self.username:
            written["username"] = self.username
        return written
