"""What a person asked, with what is known of the person and of the post in question."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from knowledge.situation import Situation


@dataclass(frozen=True, slots=True)
class Question:
    """A question as a channel hands it over.

    ``profile`` holds what the person has told of themselves (account, role, country), ``chosen``
    what they chose in this conversation, by a button or a number; ``post`` is the text of a post
    the question is about; ``before`` is the question this one follows up in the same
    conversation; ``day`` is the day it is asked about (default: today).
    """

    text: str
    profile: Situation = field(default_factory=Situation)
    chosen: Situation = field(default_factory=Situation)
    post: str = ""
    day: date | None = None
    language: str = ""
    before: Question | None = None

    @property
    def known(self) -> Situation:
        """What is known besides the question's own words: what was chosen, then the profile."""
        return self.chosen.filled_from(self.profile)
