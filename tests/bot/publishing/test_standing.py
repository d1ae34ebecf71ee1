"""Who did it, by the name in the audit log."""

from __future__ import annotations

import pytest

from bot.publishing.standing import person_of
from bot.storage.audit import SHELL, SYSTEM, actor_of


@pytest.mark.parametrize(
    ("actor", "person"),
    [(actor_of(7), 7), (SHELL, None), (f"{SHELL} operator", None), (SYSTEM, None)],
)
def test_only_a_person_has_a_number(actor: str, person: int | None) -> None:
    assert person_of(actor) == person
