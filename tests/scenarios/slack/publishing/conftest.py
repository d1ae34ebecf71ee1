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
from bot.storage.database import Database, open_database
from tests.scenarios.slack.served import MANIFEST, QUICK, ServedSlack
from tests.scenarios.telegram.model_engine import ModelEngine
from tests.scenarios.telegram.publishing.model_workshop import ModelWorkshop
from tests.scenarios.telegram.served import make_database
from tests.slack_emulator import Message, SlackEmulator, Upload, View
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
STEADY = replace(QUICK, ping=3, deaf=8, fetches=3)


@dataclass
class Bureau:
    """The bot with its workshop, its admins, and somebody who is none."""

    start: Callable[[], ServedSlack]
    served: ServedSlack
    database: Database
    publishing: Publishing
    workshop: ModelWorkshop
    first: str
    ada: SlackUser
    ben: SlackUser
    eve: SlackUser
    group: str

    @property
    def slack(self) -> SlackEmulator:
        return self.served.slack

    @property
    def live(self) -> str:
        return self.publishing.store.current()

    def restart(self) -> None:
        """Stops the bot, and starts another on the same database."""
        self.served.__exit__(None, None, None)
        self.served = self.start()
        self.served.__enter__()

    def eve_as_admin(self) -> SlackUser:
        """Eve joins the admins' group."""
        self.slack.set_usergroup(self.group, [self.ben, self.eve])
        return self.eve

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
        self.request(self.prepared(text), **filled)
        return heard(self.ben, "asks for approval")

    def request(self, plan: Message, **filled: str) -> None:
        self.ada.press(plan, "Request publication").result()
        self.ada.wait_for_modal().result()
        assert self.ada.submit(filled).result().acked

    def approved(self) -> None:
        """Version 2 is live, by Ada and Ben."""
        request = self.requested()
        self.ben.press(request, "Approve").result()
        self.now(self.ben, request, "is live since")

    def now(self, person: SlackUser, message: Message, words: str) -> Message:
        """A message, once it reads so."""

        def probe() -> Message | None:
            newest = person.dm.latest(message)
            return newest if newest and words in newest else None

        return self.slack.wait_for(probe, what=f"{words!r} in a message").result()

    def home(self, person: SlackUser, words: str = "") -> View:
        person.open_home()
        return person.wait_for_home(lambda seen: words in seen).result()

    def said(self, person: SlackUser, words: str) -> list[Message]:
        """All messages of the bot's to a person that hold these words, once it says no more."""
        self.slack.quiet(0.25).result()
        return [one for one in person.dm.messages() if one.is_from_app and words in one]


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
    make_database(tmp_path)
    database = open_database(f"sqlite:///{tmp_path / 'attache.sqlite'}")
    with ExitStack() as stack:
        stack.callback(database.close)

        def open_one(**options: Any) -> Bureau:
            ada, ben, eve = (slack.add_user(name) for name in ("Ada Byron", "Ben Okri", "Eve"))
            group = slack.add_usergroup("directive-admins", [ben])
            options = {"settings": {"admins": [ada.id, group]}, "pace": STEADY} | options

            def start() -> ServedSlack:
                return ServedSlack(slack, tmp_path, ModelEngine(), database=database, **options)

            served = start()
            publishing = open_publishing(served.channel.settings, database)
            workshop = stack.enter_context(ModelWorkshop(tmp_path))
            first = workshop.make_live(V1)
            served.__enter__()
            made = Bureau(
                start, served, database, publishing, workshop, first, ada, ben, eve, group
            )
            stack.callback(lambda: made.served.__exit__(None, None, None))
            return made

        yield open_one


@pytest.fixture
def bureau(open_bureau: Callable[..., Bureau]) -> Bureau:
    return open_bureau()


@pytest.fixture(autouse=True)
def no_violations(slack: SlackEmulator) -> Iterator[None]:
    """Each scenario leaves the emulator's list of violations empty."""
    yield
    slack.assert_clean()
