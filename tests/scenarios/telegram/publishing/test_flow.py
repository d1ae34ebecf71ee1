"""From the file to the day it is live, as admins see it."""

from __future__ import annotations

from collections.abc import Callable

from tests.scenarios.telegram.publishing.conftest import (
    V2,
    V2_CLAUSES,
    Bureau,
    buttons_gone,
    heard,
)

SCAN = "This PDF is a scan. Send the file that it was printed from."


def test_a_new_version_goes_live_by_two_admins(bureau: Bureau) -> None:
    bureau.workshop.may_prepare.clear()
    bureau.send(bureau.ada)
    assert heard(bureau.ada, "Reading “v2.md” …")
    read = heard(bureau.ada, "The plan is being made")
    assert read.text.startswith("“v2.md” is read: 3 clauses.")
    assert "in force from 2026-03-01" in read.text
    bureau.workshop.may_prepare.set()
    rehearsal = heard(bureau.ada, "Rehearsal:")
    assert rehearsal.labels == ("Request publication", "Another day", "Cancel")
    bureau.ada.press("Request publication")
    heard(bureau.ada, "Requested: MFA-SMD v2 is to go live at once. The other admins are asked")
    request = heard(bureau.ben, "Ada asks for approval: MFA-SMD v2 is to go live at once.")
    assert request.labels == ("Approve", "Reject")
    assert bureau.live == bureau.first
    bureau.ben.press("Approve")
    for admin in (bureau.ada, bureau.ben):
        assert "MFA-SMD v2 is live since" in heard(admin, "is live since").text
    assert bureau.live != bureau.first
    buttons_gone(bureau.telegram, bureau.ben, request)
    buttons_gone(bureau.telegram, bureau.ada, rehearsal)
    assert bureau.telegram.refusals == []
    assert "went live" in bureau.actions()


def test_the_plan_marks_the_words_and_comes_as_a_page_too(bureau: Bureau) -> None:
    bureau.prepared()
    plan = next(m for m in bureau.ada.chat.from_bot() if "MFA-SMD v1 → MFA-SMD v2" in m.text)
    assert plan.pieces("strikethrough") == ["may", "5"]
    assert plan.pieces("underline") == ["shall not", "2"]
    assert "§1.1 hardened" in plan.text
    assert "5 working days → 2 working days (shorter)" in plan.text
    page = next(m.document for m in bureau.ada.chat.from_bot() if m.document)
    assert page.name == "plan-MFA-SMD-v2.html"
    assert b"<del>" in page.content


def test_facts_are_asked_for_one_by_one(bureau: Bureau) -> None:
    bureau.send(bureau.ada, f"id: MFA-SMD\n\n{V2_CLAUSES}")
    asked = heard(bureau.ada, "Which version is it?")
    assert asked.text.startswith("“v2.md” is read: 3 clauses.")
    assert "short name MFA-SMD" in asked.text
    bureau.ada.send("two and a half")
    assert "A version is a number" in heard(bureau.ada, "A version").text
    bureau.ada.send("2")
    asked = heard(bureau.ada, "From which day is it in force?")
    bureau.ada.reply(asked, "next week")
    heard(bureau.ada, "That is no day")
    bureau.ada.send("1 March 2026")
    asked = heard(bureau.ada, "What is its rank?")
    assert asked.labels == ("directive", "circular", "practice note", "Cancel")
    bureau.ada.press("directive")
    heard(bureau.ada, "Where does it apply?")
    assert "✓ Rank: directive" in bureau.ada.chat.message(asked.id).text
    bureau.ada.press("home")
    heard(bureau.ada, "That is all I need.")
    heard(bureau.ada, "Rehearsal:")
    bureau.ada.press("Request publication")
    heard(bureau.ben, "Ada asks for approval: MFA-SMD v2")
    assert bureau.telegram.refusals == []


def test_a_question_is_answered_while_a_fact_is_asked_for(bureau: Bureau) -> None:
    bureau.send(bureau.ada, V2.replace("version: 2\n", ""))
    heard(bureau.ada, "Which version is it?")
    bureau.ada.send("May I like this?")
    heard(bureau.ada, "It depends on which account it is.")
    bureau.ada.send("2")
    heard(bureau.ada, "That is all I need.")


def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(bureau: Bureau) -> None:
    bureau.send(
        bureau.ada, "refuse: This PDF is a scan. Send the file that it was printed from.\n\n"
    )
    refused = heard(bureau.ada, "cannot be used")
    assert refused.text == f"“v2.md” cannot be used.\n{SCAN}"


def test_golden_answers_that_turn_wrong_need_a_reason(bureau: Bureau) -> None:
    text = V2.replace("\n\n", "\nturns wrong: May I like this?\n\n", 1)
    rehearsal = bureau.prepared(text)
    assert "Right today, and wrong with the update:\n\n“May I like this?”" in rehearsal.text
    bureau.ada.press("Request publication")
    heard(bureau.ada, "write the reason")
    bureau.ada.send("Because.")
    heard(bureau.ada, "write the reason")
    bureau.ada.send("The minister wants liking forbidden.")
    heard(bureau.ada, "Requested:")
    request = heard(bureau.ben, "Ada asks for approval")
    assert "turn wrong: The minister wants liking forbidden." in request.text
    assert bureau.live == bureau.first


def test_it_can_go_live_on_a_later_day(bureau: Bureau) -> None:
    bureau.prepared()
    bureau.ada.press("Another day")
    heard(bureau.ada, "On which day shall it go live?")
    bureau.ada.send("2020-01-01")
    heard(bureau.ada, "That day is over.")
    bureau.ada.send("31 December 2099")
    heard(bureau.ada, "Requested: MFA-SMD v2 is to go live on 31 December 2099.")
    request = heard(bureau.ben, "to go live on 31 December 2099.")
    bureau.ben.press("Approve")
    for admin in (bureau.ada, bureau.ben):
        heard(admin, "Approved by Ben. MFA-SMD v2 goes live on 31 December 2099.")
    buttons_gone(bureau.telegram, bureau.ben, request)
    assert bureau.live == bureau.first


def test_its_day_of_force_is_offered_where_that_is_to_come(bureau: Bureau) -> None:
    rehearsal = bureau.prepared(V2.replace("2026-03-01", "2099-03-01"))
    assert rehearsal.labels[1] == "Request publication for 1 March 2099"
    bureau.ada.press("Request publication for 1 March 2099")
    heard(bureau.ada, "MFA-SMD v2 is to go live on 1 March 2099.")


def test_a_rejected_request_leaves_what_is_live(bureau: Bureau) -> None:
    bureau.requested()
    bureau.ben.press("Reject")
    for admin in (bureau.ada, bureau.ben):
        heard(admin, "Ben turned down the publication of MFA-SMD v2. What is live stays so.")
    withdraw = next(m for m in bureau.ada.chat.from_bot() if m.text.startswith("Requested:"))
    buttons_gone(bureau.telegram, bureau.ada, withdraw)
    assert bureau.live == bureau.first


def test_a_request_can_be_withdrawn(bureau: Bureau) -> None:
    request = bureau.requested()
    bureau.ada.press("Withdraw the request")
    heard(bureau.ben, "The request to publish MFA-SMD v2 was withdrawn.")
    buttons_gone(bureau.telegram, bureau.ben, request)


def test_an_update_can_be_cancelled_before_it_is_requested(bureau: Bureau) -> None:
    rehearsal = bureau.prepared()
    bureau.ada.press("Cancel")
    heard(bureau.ada, "Cancelled. Nothing was published")
    buttons_gone(bureau.telegram, bureau.ada, rehearsal)
    bureau.ada.command("publications")
    heard(bureau.ada, "Nothing is under way.")


def test_one_person_is_enough_where_the_rule_is_off(open_bureau: Callable[..., Bureau]) -> None:
    bureau = open_bureau(two_persons=False)
    bureau.prepared()
    bureau.ada.press("Request publication")
    heard(bureau.ada, "You may approve it yourself.")
    bureau.ada.press("Approve")
    heard(bureau.ada, "MFA-SMD v2 is live since")


def test_going_back_is_asked_twice_and_told_to_all(bureau: Bureau) -> None:
    bureau.requested()
    bureau.ben.press("Approve")
    heard(bureau.ada, "is live since")
    bureau.ada.command("rollback")
    asked = heard(bureau.ada, "Go back to what was live before?")
    assert "No longer there: MFA-SMD v2." in asked.text
    bureau.ada.press("Keep what is live")
    heard(bureau.ada, "Nothing was changed.")
    bureau.ada.command("rollback")
    heard(bureau.ada, "Go back to what was live before?")
    bureau.ada.press("Go back")
    for admin in (bureau.ada, bureau.ben):
        heard(admin, "Ada went back to the state before.")
    assert bureau.live == bureau.first
    bureau.ada.command("rollback")
    heard(bureau.ada, "There is no earlier state to go back to.")


def test_what_is_under_way_can_be_shown_anew(bureau: Bureau) -> None:
    bureau.requested()
    bureau.send(bureau.ben, V2.replace("version: 2", "version: 3"), "v3.md")
    heard(bureau.ben, "Rehearsal:")
    bureau.ben.command("publications")
    listed = heard(bureau.ben, "Under way")
    assert "“v3.md” waits for your request." in listed.text
    assert "MFA-SMD v2, requested by Ada, waits for approval." in listed.text
    bureau.ben.press("Show MFA-SMD v2")
    heard(bureau.ben, "Ada asks for approval")
    bureau.ben.press("Approve")
    heard(bureau.ben, "MFA-SMD v2 is live since")
