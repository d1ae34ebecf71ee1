"""What is unfolded under an answer, as the buttons carry it: no state but in the message itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """Which parts of an answer are shown. ``vote`` is what its reader said of it."""

    why: bool = False
    more: bool = False
    consent: bool = False
    vote: bool | None = None

    def __str__(self) -> str:
        vote = "" if self.vote is None else "hn"[not self.vote]
        return "w" * self.why + "m" * self.more + "d" * self.consent + vote

    @classmethod
    def parse(cls, flags: str) -> View:
        """The view that ``flags`` name; what is not known is left out."""
        vote = True if "h" in flags else False if "n" in flags else None
        return cls("w" in flags, "m" in flags, "d" in flags, vote)
