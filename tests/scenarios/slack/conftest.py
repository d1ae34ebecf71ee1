"""One bot for all scenarios of a mode, and people and channels of each scenario's own."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from tests.scenarios.slack.served import MANIFEST, ServedSlack, desk_in
from tests.scenarios.telegram.model_engine import ModelEngine
from tests.slack_emulator import Channel, Message, SlackEmulator
from tests.slack_emulator.user import SlackUser

_NAMES = itertools.count(1)


class Ministry:
    """The workspace, the bot in it, the desk's channel, and the officer who sits there."""

    def __init__(self, served: ServedSlack, desk: Channel, officer: SlackUser, group: str) -> None:
        self.served = served
        self.slack = served.slack
        self.desk = desk
        self.officer = officer
        self.group = group

    @property
    def engine(self) -> ModelEngine:
        assert isinstance(self.served.engine, ModelEngine)
        return self.served.engine

    def colleague(self, name: str = "Colleague") -> SlackUser:
        return self.slack.add_user(f"{name} {next(_NAMES)}")

    def channel(self, *members: SlackUser, **how: object) -> Channel:
        return self.slack.add_channel(f"room-{next(_NAMES)}", members=members, **how)  # type: ignore[arg-type]

    def ask(self, person: SlackUser, words: str) -> Message:
        """A question in the direct message, and its answer."""
        question = person.say(words)
        return person.dm.wait_for_reply(to=question).result()

    def mention(self, person: SlackUser, channel: Channel, words: str) -> Message:
        """A question in a channel, and its answer."""
        question = person.mention_app(words, to=channel)
        return channel.wait_for_reply(to=question).result()

    def whisper(self, person: SlackUser, channel: Channel, piece: str = "") -> Message:
        """What the bot says to one person in a channel."""
        return channel.wait_for_reply(
            lambda seen: seen.is_ephemeral and piece in seen.shown, viewer=person
        ).result()

    def settled(self, channel: Channel, message: Message, piece: str) -> Message:
        """A message, once it reads so."""

        def probe() -> Message | None:
            newest = channel.latest(message)
            return newest if newest and piece in newest.shown else None

        return self.slack.wait_for(probe, what=f"{piece!r} in a message").result()

    def posted(self, channel: Channel) -> list[Message]:
        """All that the bot said, once it says nothing more."""
        self.slack.quiet(0.15).result()
        return [message for message in channel.messages() if message.is_from_app]


@pytest.fixture(scope="session", params=["socket", pytest.param("http", marks=pytest.mark.slow)])
def ministry(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ministry]:
    with SlackEmulator(MANIFEST) as slack:
        officer = slack.add_user("Head of the desk")
        group = slack.add_usergroup("desk", [officer])
        desk = slack.add_channel("desk", members=[officer])
        folder = tmp_path_factory.mktemp(f"ministry_{request.param}")
        served = ServedSlack(
            slack,
            folder,
            ModelEngine(),
            mode=request.param,
            places=(desk_in(desk.id),),
            settings={"desk": [group]},
        )
        with served:
            yield Ministry(served, desk, officer, group)


@pytest.fixture(autouse=True)
def no_violations(ministry: Ministry) -> Iterator[None]:
    """Each scenario leaves the emulator's list of violations empty."""
    before = len(ministry.slack.violations)
    yield
    assert ministry.slack.violations[before:] == []


@pytest.fixture
def ada(ministry: Ministry) -> SlackUser:
    """Somebody from the ministry."""
    return ministry.colleague("Ada")
