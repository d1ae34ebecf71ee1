"""A bot of each test's own, a directive that is live, and two admins who may update it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from bot.publishing.publishing import Publishing, open_publishing
from bot.storage.audit import AuditLog
from bot.storage.database import Database
from tests.scenarios.slack.served import MANIFEST, QUICK, ServedSlack
from tests.scenarios.telegram.model_engine import ModelEngine
from tests.scenarios.telegram.publishing.model_workshop import ModelWorkshop
from tests.slack_emulator import Message, SlackEmulator, Upload
from tests.slack_emulator.user import SlackUser

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


# The first plan imports what compares texts, which on a busy machine outlasts a quick ping.
STEADY = replace(QUICK, ping=3, deaf=8)


@dataclass
class Bureau:
    """The bot with its workshop, its admins, and somebody who is none."""

    served: ServedSlack
    publishing: Publishing
    workshop: ModelWorkshop
    first: str
    ada: SlackUser
    ben: SlackUser
    eve: SlackUser

    @property
    def slack(self) -> SlackEmulator:
        return self.served.slack

    @property
    def database(self) -> Database:
        assert self.served.database is not None
        return self.served.database

    @property
    def live(self) -> str:
        return self.publishing.store.current()

    def actions(self) -> list[str]:
        """What the audit log holds, the oldest first."""
        return [entry.action for entry in reversed(AuditLog(self.database).latest(200))]

    def send(self, person: SlackUser, text: str = V2, name: str = "v2.md", **how: Any) -> Message:
        return person.say("", files=[Upload(name, text.encode(), **how)])

    def prepared(self, text: str = V2) -> Message:
        """Ada sends the file, and has the plan with its buttons before her."""
        self.send(self.ada, text)
        return heard(self.ada, "Rehearsal:")

    def requested(self, text: str = V2, **filled: str) -> Message:
        """Ada requests the publication, and Ben has the request before him."""
        plan = self.prepared(text)
        self.request(plan, **filled)
        return heard(self.ben, "asks for approval")

    def request(self, plan: Message, **filled: str) -> None:
        self.ada.press(plan, "Request publication").result()
        self.ada.wait_for_modal().result()
        assert self.ada.submit(filled).result().acked

    def now(self, person: SlackUser, message: Message, words: str) -> Message:
        """A message, once it reads so."""

        def probe() -> Message | None:
            newest = person.dm.latest(message)
            return newest if newest and words in newest else None

        return self.slack.wait_for(probe, what=f"{words!r} in a message").result()


def heard(person: SlackUser, words: str) -> Message:
    """Waits for a message of the bot's, after the person's last, that holds these words."""
    return person.dm.wait_for_reply(lambda seen: words in seen, timeout=10).result(15)


@pytest.fixture
def slack() -> Iterator[SlackEmulator]:
    with SlackEmulator(MANIFEST) as emulator:
        yield emulator


@pytest.fixture
def open_bureau(slack: SlackEmulator, tmp_path: Path) -> Iterator[Callable[..., Bureau]]:
    """Starts a bot on the test's one database; it stops with the test."""
    with ExitStack() as stack:
        ada, ben = slack.add_user("Ada Byron"), slack.add_user("Ben Okri")

        def start(**options: Any) -> Bureau:
            group = slack.add_usergroup("directive-admins", [ben])
            options.setdefault("settings", {"admins": [ada.id, group]})
            options.setdefault("pace", STEADY)
            served = ServedSlack(slack, tmp_path, ModelEngine(), **options)
            assert served.database is not None
            publishing = open_publishing(served.channel.settings, served.database)
            workshop = ModelWorkshop(served.database, publishing)
            first = workshop.make_live(V1)
            stack.enter_context(served)
            stack.enter_context(workshop)
            eve = slack.add_user("Eve Laurent")
            return Bureau(served, publishing, workshop, first, ada, ben, eve)

        yield start


@pytest.fixture
def bureau(open_bureau: Callable[..., Bureau]) -> Bureau:
    return open_bureau()


@pytest.fixture(autouse=True)
def no_violations(slack: SlackEmulator) -> Iterator[None]:
    """Each scenario leaves the emulator's list of violations empty."""
    yield
    slack.assert_clean()
