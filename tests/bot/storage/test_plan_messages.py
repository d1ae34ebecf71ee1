"""Where the plan of an update is shown."""

from __future__ import annotations

from bot.storage.database import Database
from bot.storage.identity import Address, Platform
from bot.storage.plan_messages import Awaited, PlanMessages
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
    messages.tie("another", there.at("9"))
    assert messages.of("another", Platform.TELEGRAM) == ()


def test_a_written_answer_belongs_to_the_message_that_asked_for_it_last(database: Database) -> None:
    chat = Address(Platform.TELEGRAM, "7")
    for name in ("one", "two"):
        Submissions(database).add(name, "v2.docx", "sha256:00", by=1, where=chat)
    messages = PlanMessages(database)
    messages.tie("one", chat.at("8"), awaits="fact version")
    messages.tie("one", chat.at("9"))
    messages.tie("two", chat.at("10"), awaits="reason")
    assert messages.awaited_at(chat.at("8")) == Awaited("one", "fact version", chat.at("8"))
    assert messages.awaited_at(chat.at("9")) is None
    assert messages.awaited_in(chat) == Awaited("two", "reason", chat.at("10"))
    assert messages.untie(chat.at("10"))
    assert not messages.untie(chat.at("10"))
    assert messages.awaited_in(chat) == Awaited("one", "fact version", chat.at("8"))
    assert messages.of("two", Platform.TELEGRAM) == ()
