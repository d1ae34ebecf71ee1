"""The Home tab, the agent's prompts, the profile."""

from __future__ import annotations

from tests.scenarios.slack.conftest import Ministry
from tests.scenarios.telegram.model_engine import LIKE_OFFICIAL
from tests.slack_emulator import Fault
from tests.slack_emulator.user import SlackUser


def test_the_home_tab_shows_what_is_in_force_and_what_changed(
    ministry: Ministry, ada: SlackUser
) -> None:
    ada.open_home()
    home = ada.wait_for_home().result()
    assert "MFA-SMD v2 · Directive on the Use of Social Media" in home
    assert "MFA-SMD v1 ·" not in home
    assert "MFA-SMD v2 came into force, in place of MFA-SMD v1." in home
    assert "No answers of yours are on record." in home


def test_the_home_tab_shows_recent_answers(ministry: Ministry, ada: SlackUser) -> None:
    ministry.ask(ada, "May I like this on my personal account?")
    ada.open_home()
    home = ada.wait_for_home(lambda seen: "forbidden" in seen).result()
    assert "MFA-SMD v2 §23.1" in home
    assert "May I like this on my personal account?" in home


def test_a_stranger_finds_an_empty_home(ministry: Ministry) -> None:
    guest = ministry.slack.add_user("Guest at home", kind="guest")
    guest.open_home()
    assert guest.wait_for_home().result().shown == "This is a private service."


def test_a_profile_is_told_once_and_used_from_then_on(ministry: Ministry, ada: SlackUser) -> None:
    ada.open_home()
    ada.press(ada.wait_for_home().result(), "Change").result()
    ada.wait_for_modal().result()
    assert ada.submit({"account": "official", "role": "head_of_mission"}).result().acked
    home = ada.wait_for_home(lambda seen: "an official account" in seen).result()
    assert "I am: head of mission" in home
    answer = ministry.ask(ada, "May I like this?")
    assert answer.quotations == (LIKE_OFFICIAL,)
    assert ministry.engine.asked[-1].profile.role == "head_of_mission"


def test_everything_kept_can_be_deleted(ministry: Ministry, ada: SlackUser) -> None:
    ministry.ask(ada, "May I like this on my personal account?")
    ada.open_home()
    home = ada.wait_for_home(lambda seen: "forbidden" in seen).result()
    ada.press(home, "Delete what is kept about me").result()
    ada.wait_for_home(lambda seen: "No answers of yours are on record." in seen).result()
    assert "Deleted:" in ada.dm.wait_for_reply(lambda seen: "Deleted" in seen).result()


def test_the_agent_offers_questions(ministry: Ministry, ada: SlackUser) -> None:
    ada.open_agent()
    prompts = ada.dm.wait_for_prompts().result()
    assert prompts.title == "Ask what the directive says, for instance:"
    question = ada.choose_prompt("Liking a post")
    assert ada.dm.wait_for_reply(to=question).result().quotations


def test_a_plain_workspace_without_agent_features_is_served_too(
    ministry: Ministry, ada: SlackUser
) -> None:
    ministry.slack.add_fault(Fault.error("assistant.threads.setStatus", "internal_error", times=1))
    assert ministry.ask(ada, "May I like this officially?").quotations == (LIKE_OFFICIAL,)
