"""What of an answer is unfolded, and where it stands; written into the buttons below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class View:
    """``private``: only one person reads it. ``whisper``: it is an ephemeral message, which can
    be shared."""

    why: bool = False
    more: bool = False
    private: bool = True
    whisper: bool = False

    def value(self, receipt: str) -> str:
        """What a button carries."""
        flags = "".join(
            sign
            for sign, on in zip(
                "wmpe", (self.why, self.more, self.private, self.whisper), strict=True
            )
            if on
        )
        return f"{receipt}:{flags}"

    @classmethod
    def read(cls, value: str) -> tuple[str, Self]:
        """The receipt and the view that a button carries."""
        receipt, _, flags = value.partition(":")
        return receipt, cls("w" in flags, "m" in flags, "p" in flags, "e" in flags)
