"""A quarter in which people asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.storage.database import Database
from bot.storage.gaps import Gaps
from bot.storage.identity import Identity, Platform
from bot.storage.people import People
from bot.storage.receipts import Answered, QuotedClause, Receipts
from bot.storage.role import Role
from knowledge.clause import ClauseRef
from knowledge.situation import Situation

Asking = Callable[..., str]


@pytest.fixture
def person(database: Database) -> int:
    return People(database).add(Identity.telegram(1), invited_role=Role.DIPLOMAT).id


@pytest.fixture
def asks(database: Database, person: int) -> Asking:
    """A question with its answer, from a clause or, without ``number``, from none; its receipt."""

    def ask(question: str, number: str = "", *, kept: bool = True) -> str:
        ref = ClauseRef("MFA-SMD", "2", number)
        receipt = Receipts(database, keep_questions=kept).write(
            Answered(
                person,
                Platform.TELEGRAM,
                question,
                "ruled" if number else "not_covered",
                "s1",
                verdict="forbidden" if number else None,
                quotes=(QuotedClause(ref, f"sha256:{number}"),) if number else (),
            )
        )
        if not number:
            Gaps(database, keep_questions=kept).note(
                receipt,
                question,
                person_id=person,
                platform=Platform.TELEGRAM,
                situation=Situation(action="post", account="personal"),
                nearest=("MFA-SMD v2 §9.1",),
            )
        return receipt

    return ask
