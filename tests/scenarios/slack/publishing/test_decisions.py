"""What admins state, choose and decide; and what they hear when it cannot be so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.storage.database import utc_now
from tests.scenarios.slack.publishing.conftest import FACTS, STEADY, V2, V2_CLAUSES, Bureau, heard

TURNS_WRONG = V2.replace("\n\n", "\nturns wrong: May I like a post?\n\n", 1)


@pytest.mark.parametrize("mode", ["socket", "http"])
def test_what_is_missing_is_asked_for_in_one_window(
    open_bureau: Callable[..., Bureau], mode: str
) -> None:
    bureau = open_bureau(mode=mode)
    bureau.workshop.may_prepare.clear()
    bureau.send(bureau.ada, f"title: Social media\njurisdiction: home\n\n{V2_CLAUSES}")
    asked = heard(bureau.ada, "It does not say:")
    bureau.ada.press(asked, "State what is missing").result()
    window = bureau.ada.wait_for_modal().result()
    assert {"id", "version", "rank", "in_force_from"} <= set(window.inputs)
    filled = {"id": "MFA-SMD", "rank": "directive", "in_force_from": "2026-03-01"}
    filled |= {name: "en" for name in window.inputs if name == "language"}
    filled |= {name: "The Ministry" for name in window.inputs if name == "issuer"}
    wrong = bureau.ada.submit(filled | {"version": "two and a half"}).result()
    assert wrong.errors["version"].startswith("A version is a number or a short word")
    assert bureau.ada.submit({"version": "2"}).result().acked
    assert bureau.ada.modal is None
    assert bureau.now(bureau.ada, asked, "The plan is being made").button_labels == ()
    bureau.workshop.may_prepare.set()
    assert "MFA-SMD v1 → MFA-SMD v2" in heard(bureau.ada, "Rehearsal:")


def test_a_reason_is_wanted_where_answers_turn_wrong(bureau: Bureau) -> None:
    plan = bureau.prepared(TURNS_WRONG)
    assert "Answers with the update: 1 turned wrong. They are listed" in plan
    bureau.ada.press(plan, "Next ›").result()
    turned = bureau.now(bureau.ada, plan, "Page 2 of 2")
    assert "Right today, and wrong with the update:" in turned
    assert "“May I like a post?”" in turned
    bureau.ada.press(plan, "Request publication").result()
    bureau.ada.wait_for_modal().result()
    assert bureau.ada.submit({"reason": "New law."}).result().errors
    assert bureau.ada.submit({"reason": "The new law forbids it."}).result().acked
    request = heard(bureau.ben, "asks for approval")
    assert "Reason given for the answers that turn wrong: The new law forbids it." in request


def test_it_goes_live_on_the_day_that_was_chosen(bureau: Bureau) -> None:
    day = utc_now().date() + timedelta(days=40)
    request = bureau.requested(day=day.isoformat())
    bureau.ben.press(request, "Approve").result()
    line = f"MFA-SMD v2 goes live on {day.day} {day:%B %Y}."
    assert bureau.now(bureau.ben, request, line).button_labels == ()
    heard(bureau.ada, line)
    assert "is approved and goes live on" in bureau.home(bureau.ada, "goes live on")
    assert bureau.live == bureau.first


def test_a_day_that_is_over_is_not_taken(bureau: Bureau) -> None:
    bureau.request(bureau.prepared(), day="2026-01-01")
    heard(bureau.ada, "That day is over. Choose today or a later day.")


def test_a_request_is_turned_down(bureau: Bureau) -> None:
    request = bureau.requested()
    bureau.ben.press(request, "Reject").result()
    words = f"<@{bureau.ben.id}> turned down the publication of MFA-SMD v2."
    heard(bureau.ada, "turned down the publication of MFA-SMD v2.")
    assert any(words in one.text for one in bureau.said(bureau.ada, "turned down"))
    assert bureau.now(bureau.ben, request, "turned down").button_labels == ()
    assert bureau.live == bureau.first


def test_a_request_is_withdrawn(bureau: Bureau) -> None:
    plan = bureau.prepared()
    bureau.request(plan)
    request = heard(bureau.ben, "asks for approval")
    bureau.ada.press(bureau.now(bureau.ada, plan, "Requested"), "Withdraw the request").result()
    for admin, shown in ((bureau.ada, plan), (bureau.ben, request)):
        assert bureau.now(admin, shown, "was withdrawn").button_labels == ()


def test_an_update_is_given_up(bureau: Bureau) -> None:
    plan = bureau.prepared()
    bureau.ada.press(plan, "Cancel").result()
    assert bureau.now(bureau.ada, plan, "Cancelled. Nothing was published").button_labels == ()


def test_alone_one_approves_where_the_configuration_says_so(
    open_bureau: Callable[..., Bureau],
) -> None:
    bureau = open_bureau(two_persons=False)
    plan = bureau.prepared()
    bureau.request(plan)
    own = bureau.now(bureau.ada, plan, "You may approve it yourself.")
    assert own.button_labels == ("Approve", "Withdraw the request")
    bureau.ada.press(own, "Approve").result()
    bureau.now(bureau.ada, plan, "is live since")
    assert bureau.live != bureau.first


def test_nobody_else_to_approve_is_said(open_bureau: Callable[..., Bureau]) -> None:
    bureau = open_bureau()
    bureau.slack.set_usergroup(bureau.group, [])
    bureau.request(bureau.prepared())
    heard(bureau.ada, "There is no other admin who could approve it.")


def test_of_two_who_press_at_once_the_second_hears_so(bureau: Bureau) -> None:
    cleo = bureau.eve_as_admin()
    request = bureau.requested()
    other = heard(cleo, "asks for approval")
    presses = bureau.ben.press(request, "Approve"), cleo.press(other, "Reject")
    assert all(press.result().acked for press in presses)
    said = [bureau.said(admin, "decided already") for admin in (bureau.ben, cleo)]
    assert sorted(map(len, said)) == [0, 1]
    assert bureau.actions().count("publication approved") <= 1


def test_an_admin_no_more_is_refused(open_bureau: Callable[..., Bureau]) -> None:
    bureau = open_bureau(pace=replace(STEADY, acquaintance=0))
    request = bureau.requested()
    bureau.slack.set_usergroup(bureau.group, [])
    bureau.ben.press(request, "Approve").result()
    heard(bureau.ben, "Only admins can update directives.")
    assert bureau.live == bureau.first


def test_an_old_button_shows_how_things_stand(bureau: Bureau) -> None:
    plan = bureau.prepared()
    home = bureau.home(bureau.ada, "waits for your request")
    bureau.ada.press(home, "Show").result()
    copy = bureau.ada.dm.wait_for_reply(
        lambda seen: "Rehearsal:" in seen and seen.ts > plan.ts
    ).result()
    bureau.ada.press(plan, "Cancel").result()
    bureau.now(bureau.ada, plan, "Cancelled")
    bureau.ada.press(copy, "Request publication").result()
    assert "That step is over already." in bureau.ada.wait_for_modal().result()
    bureau.ada.close_modal()
    bureau.ada.press(copy, "Cancel").result()
    heard(bureau.ada, "That step is over already.")
    assert bureau.now(bureau.ada, copy, "Cancelled").button_labels == ()


def test_a_plan_that_something_overtook_is_made_anew(bureau: Bureau) -> None:
    request = bureau.requested()
    bureau.workshop.make_live(f"{FACTS}version: 1\nin_force_from: 2025-01-01\n\n1.1 Other.\n")
    bureau.ben.press(request, "Approve").result()
    heard(bureau.ben, "Another update went live since this plan was made")
    assert bureau.now(bureau.ben, request, "is void").button_labels == ()
    again = heard(bureau.ada, "Rehearsal:")
    assert "Request publication" in again.button_labels


def test_an_admin_goes_back_from_the_home_tab(bureau: Bureau) -> None:
    bureau.approved()
    second = bureau.live
    bureau.ada.press(bureau.home(bureau.ada, "Go back"), "Go back").result()
    heard(bureau.ben, "went back to the state before.")
    assert bureau.live == bureau.first != second
    assert "rolled back" in bureau.actions()


def test_others_see_nothing_of_publishing_on_the_home_tab(bureau: Bureau) -> None:
    assert "Publishing" not in bureau.home(bureau.eve, "My profile")
