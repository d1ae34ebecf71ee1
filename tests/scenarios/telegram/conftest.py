"""One bot for all scenarios of a mode, and people of each scenario's own."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from bot.storage.role import Role
from tests.scenarios.telegram.model_engine import ModelEngine
from tests.scenarios.telegram.served import ServedBot
from tests.telegram_emulator import Group, Person, TelegramEmulator

_NAMES = itertools.count(1)


@pytest.fixture(scope="session", params=["polling", "webhook"])
def office(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    with TelegramEmulator(retry_pace=0.05) as telegram:
        head = telegram.person("Head of the desk")
        desk_group = telegram.group("The desk", head)
        folder = tmp_path_factory.mktemp(f"office_{request.param}")
        served = ServedBot(
            telegram, folder, ModelEngine(), mode=request.param, desk_chat=desk_group.id
        )
        with served:
            served.let_in(head, role=Role.DESK)
            yield Office(served, desk_group, head)
    assert served.failure is None


class Office:
    """The bot, the desk's group, and the officer who sits there."""

    def __init__(self, served: ServedBot, desk_group: Group, officer: Person) -> None:
        self.served = served
        self.telegram = served.telegram
        self.database = served.database
        self.desk_group = desk_group
        self.officer = officer

    @property
    def engine(self) -> ModelEngine:
        assert isinstance(self.served.engine, ModelEngine)
        return self.served.engine

    def stranger(self, language: str = "en") -> Person:
        return self.telegram.person(f"Person {next(_NAMES)}", language_code=language)

    def diplomat(self, language: str = "en") -> Person:
        person = self.stranger(language)
        self.served.let_in(person)
        return person


@pytest.fixture(autouse=True)
def no_violations(office: Office) -> Iterator[None]:
    """Each scenario leaves the emulator's list of violations, and of refusals, empty."""
    before = len(office.telegram.refusals)
    yield
    assert office.telegram.violations == []
    assert office.telegram.refusals[before:] == []


@pytest.fixture
def ada(office: Office) -> Person:
    """A diplomat who may ask."""
    return office.diplomat()
