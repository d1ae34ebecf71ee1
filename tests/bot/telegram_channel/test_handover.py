"""What Slack hands over is drawn and sent here, and what was asked from there goes back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.desk.desk import Desk
from bot.desk.handover import hand_over_question, hand_over_word
from bot.desk.outcomes import DeskWord
from bot.desk.working_days import WorkingCalendar
from bot.storage.escalations import Consent, DeskQuestion
from bot.storage.identity import Address, Identity, Platform
from bot.storage.outbox import Outbox
from bot.storage.people import People, Person
from bot.storage.role import Role
from tests.scenarios.telegram.model_engine import ModelEngine
from tests.scenarios.telegram.served import ServedBot
from tests.telegram_emulator import Person as Phone
from tests.telegram_emulator import TelegramEmulator

SLACK_DESK = Address(Platform.SLACK, "C1", team="T1")


@pytest.fixture
def telegram() -> Iterator[TelegramEmulator]:
    with TelegramEmulator() as emulator:
        yield emulator
        assert emulator.violations == []


def _asked(served: ServedBot, asker: Address) -> DeskQuestion:
    person = People(served.database).add(Identity.slack("T1", "U1"), invited_role=Role.STAFF)
    return DeskQuestion(person.id, asker, "May I sing?", Consent.QUESTION_AND_NAME)


def _person(served: ServedBot, phone: Phone) -> Person:
    found = People(served.database).find(Identity.telegram(phone.id))
    assert found is not None
    return found


def test_a_question_from_slack_is_shown_at_the_desk_here_and_its_answer_goes_back(
    telegram: TelegramEmulator, tmp_path: Path
) -> None:
    officer = telegram.person("Officer")
    group = telegram.group("The desk", officer)
    with ServedBot(telegram, tmp_path, ModelEngine(), desk_chat=group.id) as served:
        served.let_in(officer, role=Role.DESK)
        raised = served.channel.desk.raise_question(_asked(served, SLACK_DESK.at("1.2")))
        outbox = Outbox(served.database, worker="slack")
        hand_over_question(outbox, raised, here=Platform.SLACK, name="Ada")
        shown = group.wait_for_reply_sync(lambda seen: "May I sing?" in seen.text, timeout=10)
        assert shown.text.startswith("A question for the desk from Ada:")
        officer.reply(shown, "Yes.")
        group.wait_for_reply_sync(lambda seen: "Delivered" in seen.text)
        (waiting,) = outbox.unsettled(Platform.SLACK)
        assert waiting.to == SLACK_DESK
        assert waiting.payload == {"show": "desk_word", "escalation": raised.escalation.id}


def test_the_word_of_a_desk_in_slack_reaches_the_asker_here(
    telegram: TelegramEmulator, tmp_path: Path
) -> None:
    ada = telegram.person("Ada")
    with ServedBot(telegram, tmp_path, ModelEngine()) as served:
        served.let_in(ada)
        officer = People(served.database).add(Identity.slack("T1", "U2"), invited_role=Role.DESK)
        desk = Desk(served.database, WorkingCalendar(), (SLACK_DESK,))
        asker = Address(Platform.TELEGRAM, str(ada.id))
        asked = DeskQuestion(_person(served, ada).id, asker, "May I sing?", Consent.QUESTION_ONLY)
        name = desk.raise_question(asked).escalation.id
        word = desk.answer(name, officer, "Yes, softly.")
        assert isinstance(word, DeskWord)
        outbox = Outbox(served.database, worker="slack")
        hand_over_word(outbox, word, here=Platform.SLACK, escalation=name)
        reply = ada.chat.wait_for_reply_sync(lambda seen: "softly" in seen.text, timeout=10)
        assert reply.text.endswith("This is the desk's word, not the directive's.")
        assert telegram.wait_until_sync(lambda: not outbox.unsettled(Platform.TELEGRAM))
