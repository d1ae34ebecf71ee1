"""An issued text and the facts about it that every answer carries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Rank(StrEnum):
    """How much a text weighs against another: a directive before a circular before a note."""

    DIRECTIVE = "directive"
    CIRCULAR = "circular"
    PRACTICE_NOTE = "practice note"


@dataclass(frozen=True, slots=True)
class Directive:
    """One version of an issued text. ``None`` dates mean that the source gave none ("undated")."""

    id: str
    title: str
    issuer: str = ""
    jurisdiction: str = ""
    rank: Rank = Rank.DIRECTIVE
    version: str = ""
    language: str = "en"
    in_force_from: date | None = None
    in_force_until: date | None = None
    supersedes: str = ""
    review_by: date | None = None
    source: str = ""

    @property
    def key(self) -> str:
        """The name of this version, as people write it: ``MFA-SMD v2``."""
        return f"{self.id} v{self.version}" if self.version else self.id

    @property
    def undated(self) -> bool:
        """True where the source says neither from when nor until when it is in force."""
        return self.in_force_from is None and self.in_force_until is None

    def in_force(self, day: date) -> bool:
        """Whether this version binds on ``day``; an undated text always does."""
        return (self.in_force_from is None or self.in_force_from <= day) and (
            self.in_force_until is None or day <= self.in_force_until
        )
