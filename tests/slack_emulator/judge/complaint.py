"""One thing that is wrong with a payload, and where."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Complaint:
    """A fault in a payload, worded and placed as Slack words and places it."""

    message: str
    pointer: str

    def __str__(self) -> str:
        return f"{self.message} [json-pointer:{self.pointer}]"
