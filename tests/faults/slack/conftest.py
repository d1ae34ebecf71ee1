"""A bot and an emulator of each fault's own: what is broken must not leak into the next test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.scenarios.slack.served import MANIFEST, ServedSlack
from tests.scenarios.telegram.model_engine import ModelEngine
from tests.slack_emulator import SlackEmulator
from tests.slack_emulator.user import SlackUser


@pytest.fixture
def slack() -> Iterator[SlackEmulator]:
    with SlackEmulator(MANIFEST) as emulator:
        yield emulator
        assert emulator.violations == []


@pytest.fixture
def serve(slack: SlackEmulator, tmp_path: Path) -> Iterator[Callable[..., ServedSlack]]:
    """Starts a bot on the test's one database; it stops with the test."""
    with ExitStack() as stack:

        def start(**options: Any) -> ServedSlack:
            options.setdefault("engine", ModelEngine())
            return stack.enter_context(ServedSlack(slack, tmp_path, **options))

        yield start


@pytest.fixture
def served(serve: Callable[..., ServedSlack]) -> ServedSlack:
    return serve()


@pytest.fixture
def ada(slack: SlackEmulator) -> SlackUser:
    return slack.add_user("Ada")
