"""Where the plan of an update is shown."""

from __future__ import annotations

from bot.storage.database import Database
from bot.storage.identity import Address, Platform
from bot.storage.plan_messages import PlanMessages
from bot.storage.submissions import Submissions


def test_messages_are_found_by_submission_and_platform(database: Database) -> None:
    here, there = Address(Platform.SLACK, "D1", "1.0", "2.0"), Address(Platform.TELEGRAM, "7")
    Submissions(database).add("one", "v2.docx", "sha256:00", by=1, where=here.place)
    messages = PlanMessages(database)
    messages.tie("one", here)
    messages.tie("one", here)
    messages.tie("one", there.at("8"))
    assert messages.of("one", Platform.SLACK) == (here,)
    assert messages.of("one", Platform.TELEGRAM) == (there.at("8"),)
    assert messages.of("another", Platform.SLACK) == ()
