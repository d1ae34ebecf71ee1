"""Who is let in: the ministry's own people, by workspace; nobody else learns anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.access.limits import Rate
from bot.access.linking import Linking
from bot.storage.identity import Identity
from bot.storage.people import People
from bot.storage.role import Role
from tests.scenarios.slack.conftest import Ministry
from tests.scenarios.slack.served import MANIFEST, ServedSlack
from tests.scenarios.telegram.model_engine import LIKE_PERSONAL, ModelEngine
from tests.slack_emulator import SlackEmulator
from tests.slack_emulator.user import SlackUser

NEUTRAL = "This is a private service."


@pytest.mark.parametrize("kind", ["guest", "single_channel_guest"])
def test_a_guest_hears_one_neutral_sentence(ministry: Ministry, kind: str) -> None:
    guest = ministry.slack.add_user(f"Guest {kind}", kind=kind)  # type: ignore[arg-type]
    answer = ministry.ask(guest, "May I like this?")
    assert answer.shown == NEUTRAL
    assert answer.button_labels == ()


def test_a_stranger_in_a_shared_channel_is_answered_to_nobody_else(
    ministry: Ministry, ada: SlackUser
) -> None:
    elsewhere = ministry.slack.add_workspace("Another ministry")
    stranger = ministry.slack.add_user("Stranger", team=elsewhere)
    room = ministry.channel(ada, stranger, shared_with=[elsewhere])
    stranger.mention_app("May I like this?", to=room)
    assert ministry.whisper(stranger, room).shown == NEUTRAL
    assert [seen for seen in room.messages(ada) if seen.is_from_app] == []


def test_another_bot_is_turned_away(ministry: Ministry, ada: SlackUser) -> None:
    bot = ministry.slack.add_user("Robot", kind="bot")
    room = ministry.channel(ada, bot)
    question = bot.mention_app("May I like this?", to=room)
    assert room.wait_for_reply(to=question).result().shown == NEUTRAL


def test_a_guest_presses_in_vain(ministry: Ministry, ada: SlackUser) -> None:
    guest = ministry.slack.add_user("Guest with fingers", kind="guest")
    room = ministry.channel(ada, guest)
    answer = ministry.mention(ada, room, "May I like this?")
    guest.press(answer, "Send to my DM").result()
    assert ministry.whisper(guest, room).shown == NEUTRAL


def test_a_guests_command_is_refused_privately(ministry: Ministry, ada: SlackUser) -> None:
    guest = ministry.slack.add_user("Guest at the prompt", kind="guest")
    room = ministry.channel(ada, guest)
    guest.command("/guideline", "May I like this?", at=room).result()
    assert ministry.whisper(guest, room).shown == NEUTRAL


def test_a_role_comes_with_a_user_group(ministry: Ministry, ada: SlackUser) -> None:
    ministry.ask(ada, "May I like this?")
    ministry.ask(ministry.officer, "May I like this?")
    assert ministry.served.database is not None
    people = People(ministry.served.database)
    team = ministry.slack.team.id
    colleague, officer = (
        people.find(Identity.slack(team, user.id)) for user in (ada, ministry.officer)
    )
    assert colleague is not None
    assert officer is not None
    assert (colleague.role, officer.role) == (Role.STAFF, Role.DESK)


def test_whoever_is_revoked_is_a_stranger(ministry: Ministry, ada: SlackUser) -> None:
    ministry.ask(ada, "May I like this?")
    assert ministry.served.database is not None
    people = People(ministry.served.database)
    person = people.find(Identity.slack(ministry.slack.team.id, ada.id))
    assert person is not None
    people.revoke(person.id)
    assert ministry.ask(ada, "May I like this?").shown == NEUTRAL


def test_a_code_is_given_for_telegram(ministry: Ministry, ada: SlackUser) -> None:
    room = ministry.channel(ada)
    ada.command("/link", "", at=room).result()
    assert "Open the bot in Telegram within ten minutes" in ministry.whisper(ada, room)


def test_a_code_from_telegram_joins_both_accounts(ministry: Ministry, ada: SlackUser) -> None:
    assert ministry.served.database is not None
    people = People(ministry.served.database)
    diplomat = people.add(Identity.telegram(4711), invited_role=Role.DIPLOMAT)
    code = Linking(ministry.served.database).begin(diplomat.id)
    room = ministry.channel(ada)
    ada.command("/link", code, at=room).result()
    assert "both accounts are yours" in ministry.whisper(ada, room)
    joined = people.find(Identity.slack(ministry.slack.team.id, ada.id))
    assert joined is not None
    assert Identity.telegram(4711) in joined.identities


def test_a_wrong_code_joins_nothing(ministry: Ministry, ada: SlackUser) -> None:
    room = ministry.channel(ada)
    ada.command("/link", "nonsense", at=room).result()
    assert "No such code is known." in ministry.whisper(ada, room)


def test_a_hasty_person_is_asked_to_wait(tmp_path: Path) -> None:
    with SlackEmulator(MANIFEST) as slack:
        ada = slack.add_user("Ada")
        slow = Rate(per_minute=1, burst=1)
        with ServedSlack(slack, tmp_path, ModelEngine(), rate=slow):
            ada.dm.wait_for_reply(to=ada.say("May I like this personally?")).result()
            second = ada.dm.wait_for_reply(to=ada.say("What is the purpose?")).result()
            assert "That was quick." in second
        slack.assert_clean()


def test_a_stranger_is_told_once_and_then_hears_nothing(tmp_path: Path) -> None:
    with SlackEmulator(MANIFEST) as slack:
        guest, ada = slack.add_user("Guest", kind="guest"), slack.add_user("Ada")
        rare = Rate(per_minute=1 / 30, burst=1)
        with ServedSlack(slack, tmp_path, ModelEngine(), strangers=rare):
            guest.dm.wait_for_reply(to=guest.say("Hello?")).result()
            guest.say("Anybody?")
            ada.dm.wait_for_reply(to=ada.say("May I like this personally?")).result()
            assert len([seen for seen in guest.dm.messages() if seen.is_from_app]) == 1
        slack.assert_clean()


def test_an_enterprise_id_lets_its_workspaces_in(tmp_path: Path) -> None:
    with SlackEmulator(MANIFEST) as slack:
        elsewhere = slack.add_workspace("Embassy", enterprise="Government")
        ada = slack.add_user("Ada", team=elsewhere)
        room = slack.add_channel("all", members=[ada], shared_with=[elsewhere])
        allowed = {"allowed_teams": [elsewhere.enterprise_id]}
        with ServedSlack(slack, tmp_path, ModelEngine(), settings=allowed):
            question = ada.mention_app("May I like this personally?", to=room)
            answer = room.wait_for_reply(to=question).result()
            assert answer.quotations == (LIKE_PERSONAL,)
        slack.assert_clean()
