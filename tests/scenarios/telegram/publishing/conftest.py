"""A bot of each test's own, a directive that is live, and two admins who may update it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from bot.storage.audit import AuditLog
from bot.storage.identity import Identity
from bot.storage.people import People
from bot.storage.role import Role
from tests.scenarios.telegram.model_engine import ModelEngine
from tests.scenarios.telegram.publishing.model_workshop import ModelWorkshop
from tests.scenarios.telegram.served import ServedBot, make_database
from tests.telegram_emulator import Person, SeenMessage, TelegramEmulator

# Nothing takes so long but on a machine that is busy with other things.
PATIENCE = 30
FACTS = "id: MFA-SMD\ntitle: Social media\nrank: directive\njurisdiction: home\n"
V1 = (
    f"{FACTS}version: 1\nin_force_from: 2025-01-01\n\n"
    "1.1 Staff may like posts on a personal account.\n"
    "1.2 Staff shall report a hacked account within 5 working days.\n"
    "1.3 Staff shall not post passwords.\n"
)
V2_CLAUSES = (
    "1.1 Staff shall not like posts on a personal account.\n"
    "1.2 Staff shall report a hacked account within 2 working days.\n"
    "1.3 Staff shall not post passwords.\n"
)
V2 = f"{FACTS}version: 2\nin_force_from: 2026-03-01\n\n{V2_CLAUSES}"


class Bureau:
    """The bot with its workshop, and its admins."""

    def __init__(self, serve: Callable[[], ServedBot], workshop: ModelWorkshop) -> None:
        self._serve = serve
        self._serving = ExitStack()
        self.workshop = workshop
        self.served = self._serving.enter_context(serve())
        self.first = workshop.make_live(V1)
        self.ada, self.ben = self.admin("Ada"), self.admin("Ben")

    def stop(self) -> None:
        self._serving.close()

    def restart(self) -> None:
        """The process ends and another one begins, on the same database."""
        self.stop()
        self.served = self._serving.enter_context(self._serve())

    @property
    def telegram(self) -> TelegramEmulator:
        return self.served.telegram

    @property
    def live(self) -> str:
        return self.served.publishing.store.current()

    def admin(self, name: str) -> Person:
        person = self.telegram.person(name)
        self.served.let_in(person, role=Role.ADMIN)
        people = People(self.served.database)
        known = people.find(Identity.telegram(person.id))
        assert known is not None
        people.set_label(known.id, name)
        return person

    def actions(self) -> list[str]:
        """What the audit log holds, the oldest first."""
        return [entry.action for entry in reversed(AuditLog(self.served.database).latest(200))]

    def send(self, person: Person, text: str = V2, name: str = "v2.md", **more: Any) -> SeenMessage:
        return person.document(name, text.encode(), **more)

    def prepared(self, text: str = V2) -> SeenMessage:
        """Ada sends the file, and has the rehearsal with its buttons before her."""
        self.send(self.ada, text)
        return heard(self.ada, "Rehearsal:")

    def requested(self, text: str = V2) -> SeenMessage:
        """Ada requests the publication, and Ben has the request before him."""
        self.prepared(text)
        self.ada.press("Request publication")
        heard(self.ada, "Requested: MFA-SMD v2 is to go live at once.")
        return heard(self.ben, "Ada asks for approval: MFA-SMD v2 is to go live at once.")


def heard(person: Person, words: str) -> SeenMessage:
    """Waits for a message of the bot's that holds these words."""
    return person.chat.wait_for_reply_sync(lambda seen: words in seen.text, timeout=PATIENCE)


def buttons_gone(telegram: TelegramEmulator, person: Person, message: SeenMessage) -> None:
    """Waits until the message has no buttons any more."""
    telegram.wait_until_sync(lambda: not person.chat.message(message.id).buttons, PATIENCE)


@pytest.fixture
def telegram() -> Iterator[TelegramEmulator]:
    with TelegramEmulator(retry_pace=0.05) as emulator:
        yield emulator


@pytest.fixture
def open_bureau(telegram: TelegramEmulator, tmp_path: Path) -> Iterator[Callable[..., Bureau]]:
    with ExitStack() as stack:

        def start(**options: Any) -> Bureau:
            def serve() -> ServedBot:
                return ServedBot(telegram, tmp_path, ModelEngine(), **options)

            make_database(tmp_path)
            workshop = stack.enter_context(ModelWorkshop(tmp_path))
            bureau = Bureau(serve, workshop)
            stack.callback(bureau.stop)
            return bureau

        yield start


@pytest.fixture
def bureau(open_bureau: Callable[..., Bureau]) -> Bureau:
    return open_bureau()


@pytest.fixture(autouse=True)
def no_violations(telegram: TelegramEmulator) -> Iterator[None]:
    """Each scenario leaves the emulator's list of violations empty."""
    yield
    assert telegram.violations == []
