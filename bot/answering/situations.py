"""Puts a choice that a person made into the situation of the question."""

from __future__ import annotations

from dataclasses import replace

from knowledge.situation import Situation


def with_choice(situation: Situation, about: str, option: str) -> Situation:
    """``situation`` with the fact that was chosen: account, topic, role or approval."""
    if about == "approved":
        return replace(situation, approved=option == "yes")
    chosen = Situation(**{about: option})  # type: ignore[arg-type]  # the other facts are texts
    return chosen.filled_from(situation)
