"""The circumstances of a question: what is done, from which account, on what topic, by whom."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of the situation; ``None`` is "not known". Names are those of the vocabulary.

    ``action``: like, share, comment, …; ``account``: personal or official; ``topic``:
    foreign_affairs, personal_matters, …; ``role``: head_of_mission, …; ``platform``: telegram, …;
    ``country``: a jurisdiction named in the question; ``day``: the date the question is about;
    ``approved``: whether the approval that a clause asks for was given.
    """

    action: str | None = None
    account: str | None = None
    topic: str | None = None
    role: str | None = None
    platform: str | None = None
    country: str | None = None
    day: date | None = None
    approved: bool | None = None

    def filled_from(self, other: Situation) -> Situation:
        """This situation, with what it does not know taken from ``other``."""
        return replace(
            self,
            **{
                field.name: getattr(other, field.name)
                for field in fields(self)
                if getattr(self, field.name) is None
            },
        )
