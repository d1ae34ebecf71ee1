"""The same bot behind signed HTTP; the whole list is played there too, in the slow tier."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.scenarios.slack.served import MANIFEST, ServedSlack, desk_in
from tests.scenarios.telegram.model_engine import LIKE_OFFICIAL, LIKE_PERSONAL, ModelEngine
from tests.slack_emulator import SlackEmulator

ASK = "May I like this on my personal account?"


@pytest.fixture(scope="module")
def slack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SlackEmulator]:
    with SlackEmulator(MANIFEST) as emulator:
        officer = emulator.add_user("Officer")
        desk = emulator.add_channel("desk", members=[officer])
        folder = tmp_path_factory.mktemp("http")
        places, roles = (desk_in(desk.id),), {"desk": [officer.id]}
        with ServedSlack(
            emulator, folder, ModelEngine(), mode="http", places=places, settings=roles
        ):
            yield emulator
        emulator.assert_clean()


def test_a_direct_message_is_answered(slack: SlackEmulator) -> None:
    ada = slack.add_user("Ada")
    assert ada.dm.wait_for_reply(to=ada.say(ASK)).result().quotations == (LIKE_PERSONAL,)


def test_a_mention_is_answered_once(slack: SlackEmulator) -> None:
    ada = slack.add_user("Ada")
    room = slack.add_channel("mentions", members=[ada])
    room.wait_for_reply(to=ada.mention_app(ASK, to=room)).result()
    slack.quiet(0.15).result()
    assert len([seen for seen in room.messages() if seen.is_from_app]) == 1


def test_a_command_and_its_buttons_work(slack: SlackEmulator) -> None:
    ada = slack.add_user("Ada")
    room = slack.add_channel("commands", members=[ada])
    assert ada.command("/guideline", "May I like this?", at=room).result().acked
    whisper = room.wait_for_reply(lambda seen: seen.is_ephemeral, viewer=ada).result()
    ada.press(whisper, "Official account").result()
    narrowed = room.wait_for_reply(lambda seen: len(seen.quotations) == 1, viewer=ada).result()
    assert narrowed.quotations == (LIKE_OFFICIAL,)


def test_a_question_goes_to_the_desk_and_comes_back(slack: SlackEmulator) -> None:
    ada, officer = slack.add_user("Ada"), slack.channel("desk").record.members[0]
    asked = f"Can {ada.id} sing karaoke?"  # the emulator serves other runs of this test too
    answer = ada.dm.wait_for_reply(to=ada.say(asked)).result()
    ada.press(answer, "Ask the desk").result()
    ada.wait_for_modal().result()
    ada.submit({"consent": "question_only"}).result()
    shown = slack.channel("desk").wait_for_reply(lambda seen: ada.id in seen.shown).result()
    slack.user(officer).press(shown, "Answer").result()
    slack.user(officer).wait_for_modal().result()
    slack.user(officer).submit({"answer": "Sing well."}).result()
    assert ada.dm.wait_for_reply(lambda seen: "Sing well." in seen.shown).result()


def test_the_request_url_proves_itself(slack: SlackEmulator) -> None:
    assert slack.check_ssl().result() == 200
    assert slack.tell_rate_limited().result() == 200
