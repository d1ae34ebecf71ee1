"""What a person asked, with what is known of the person and of the post in question."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from knowledge.situation import Situation


@dataclass(frozen=True, slots=True)
class Question:
    """A question as a channel hands it over.

    ``profile`` holds what the person has told before or chosen now (account, role, country);
    ``post`` is the text of a post the question is about; ``before`` is the question this one
    follows up in the same conversation; ``day`` is the day it is asked about (default: today).
    """

    text: str
    profile: Situation = field(default_factory=Situation)
    post: str = ""
    day: date | None = None
    language: str = ""
    before: Question | None = None
