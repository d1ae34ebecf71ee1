"""A bot and an emulator of each fault's own: what is broken must not leak into the next test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.scenarios.telegram.model_engine import ModelEngine
from tests.scenarios.telegram.served import ServedBot
from tests.telegram_emulator import Person, TelegramEmulator


@pytest.fixture
def telegram() -> Iterator[TelegramEmulator]:
    with TelegramEmulator(retry_pace=0.05, webhook_timeout=2.0) as emulator:
        yield emulator
        assert emulator.violations == []


@pytest.fixture
def serve(telegram: TelegramEmulator, tmp_path: Path) -> Iterator[Callable[..., ServedBot]]:
    """Starts a bot on the test's one database; it stops with the test."""
    with ExitStack() as stack:

        def start(**options: Any) -> ServedBot:
            options.setdefault("engine", ModelEngine())
            return stack.enter_context(ServedBot(telegram, tmp_path, **options))

        yield start


@pytest.fixture
def served(serve: Callable[..., ServedBot]) -> ServedBot:
    return serve()


@pytest.fixture
def ada(served: ServedBot) -> Person:
    person = served.telegram.person("Ada")
    served.let_in(person)
    return person
