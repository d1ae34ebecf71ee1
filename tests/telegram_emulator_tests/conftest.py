"""An emulator that serves, and a bot that is nothing but HTTP."""

from collections.abc import Iterator

import pytest

from tests.telegram_emulator import Person, TelegramEmulator

from .raw_bot import RawBot


@pytest.fixture
def telegram() -> Iterator[TelegramEmulator]:
    with TelegramEmulator(retry_pace=0.01) as emulator:
        yield emulator


@pytest.fixture
def bot(telegram: TelegramEmulator) -> RawBot:
    return RawBot(telegram)


@pytest.fixture
def ada(telegram: TelegramEmulator) -> Person:
    """Someone who has started the bot."""
    person = telegram.person("Ada", last_name="Okafor", username="ada_okafor")
    person.start()
    return person
