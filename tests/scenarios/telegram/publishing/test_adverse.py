"""Double deliveries, restarts, two hands at once, old screens, broken downloads: done once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.storage.identity import Identity
from bot.storage.merging import merge
from bot.storage.people import People
from bot.storage.role import Role
from tests.scenarios.telegram.publishing.conftest import (
    V2,
    V2_CLAUSES,
    Bureau,
    buttons_gone,
    heard,
)
from tests.telegram_emulator import Person, TelegramEmulator

pytestmark = pytest.mark.thorough

BARE = f"id: MFA-SMD\n\n{V2_CLAUSES}"


def _sent(bureau: Bureau) -> int:
    """How many files were taken in."""
    return bureau.actions().count("directive sent")


def test_an_update_that_comes_twice_is_worked_once(bureau: Bureau) -> None:
    bureau.telegram.delivery.duplicate_next()
    bureau.requested()
    bureau.telegram.delivery.duplicate_next()
    bureau.ben.press("Approve")
    heard(bureau.ada, "is live since")
    assert _sent(bureau) == 1
    assert bureau.actions().count("went live") == 1


def test_a_restart_between_any_two_steps_loses_nothing(bureau: Bureau) -> None:
    bureau.workshop.may_prepare.clear()
    bureau.send(bureau.ada, f"turns wrong: May I like this?\n{BARE}")
    heard(bureau.ada, "Which version is it?")
    bureau.restart()
    bureau.ada.send("2")
    heard(bureau.ada, "From which day")
    bureau.restart()
    bureau.ada.send("2026-03-01")
    heard(bureau.ada, "What is its rank?")
    bureau.restart()
    bureau.ada.press("directive")
    heard(bureau.ada, "Where does it apply?")
    bureau.ada.press("home")
    heard(bureau.ada, "That is all I need.")
    bureau.stop()
    bureau.workshop.may_prepare.set()
    bureau.restart()
    heard(bureau.ada, "Rehearsal:")
    bureau.restart()
    bureau.ada.press("Request publication")
    heard(bureau.ada, "write the reason")
    bureau.restart()
    bureau.ada.send("The minister wants liking forbidden.")
    request = heard(bureau.ben, "Ada asks for approval")
    bureau.restart()
    bureau.ben.press("Approve")
    heard(bureau.ada, "is live since")
    heard(bureau.ben, "is live since")
    buttons_gone(bureau.telegram, bureau.ben, request)
    assert bureau.actions().count("went live") == 1


def test_a_file_that_was_on_its_way_at_a_restart_is_taken_in_once(bureau: Bureau) -> None:
    hanging = bureau.telegram.faults.hang("file", 20)
    bureau.send(bureau.ada)
    bureau.telegram.wait_until_sync(lambda: hanging.hits)
    bureau.restart()
    heard(bureau.ada, "Rehearsal:")
    assert _sent(bureau) == 1


def test_of_two_admins_who_press_at_once_one_decides(bureau: Bureau) -> None:
    cleo = bureau.admin("Cleo")
    bureau.requested()
    heard(cleo, "Ada asks for approval")
    bureau.telegram.delivery.hold()
    presses = [bureau.ben.press("Approve"), cleo.press("Reject")]
    bureau.telegram.delivery.release()
    answers = sorted(press.wait_for_answer_sync().text for press in presses)
    assert answers == ["", "This request is decided already."]
    decided = [a for a in bureau.actions() if a in ("publication approved", "publication rejected")]
    assert len(decided) == 1


def test_a_button_of_an_old_screen_says_that_the_step_is_over(bureau: Bureau) -> None:
    bureau.requested()
    for label in ("Request publication", "Another day", "Cancel"):
        press = bureau.ada.press(label, stale=True)
        assert "That step is over already." in press.wait_for_answer_sync().text
    bureau.ben.press("Approve")
    heard(bureau.ben, "is live since")
    press = bureau.ben.press("Reject", stale=True)
    assert press.wait_for_answer_sync().text == "This request is decided already."
    assert bureau.telegram.refusals == []


def test_nobody_approves_what_they_requested(bureau: Bureau) -> None:
    bureau.requested()
    people = People(bureau.served.database)
    ada, ben = (people.find(Identity.telegram(each.id)) for each in (bureau.ada, bureau.ben))
    assert ada
    assert ben
    merge(bureau.served.database, ada.id, ben.id)
    press = bureau.ben.press("Approve")
    assert press.wait_for_answer_sync().text == (
        "You requested this publication, so another admin must approve it."
    )
    assert bureau.live == bureau.first


def test_who_is_no_admin_any_more_decides_nothing(bureau: Bureau) -> None:
    bureau.requested()
    people = People(bureau.served.database)
    ben = people.find(Identity.telegram(bureau.ben.id))
    assert ben
    people.set_invited_role(ben.id, Role.STAFF)
    press = bureau.ben.press("Approve")
    assert press.wait_for_answer_sync().text == "Only admins can update directives."
    assert bureau.live == bureau.first


def test_a_plan_that_was_overtaken_is_made_anew(bureau: Bureau) -> None:
    bureau.requested()
    bureau.workshop.make_live(V2.replace("version: 2", "version: 1.5"))
    bureau.ben.press("Approve")
    heard(bureau.ben, "Another update went live since this plan was made")
    heard(bureau.ada, "The request to publish MFA-SMD v2 is void.")
    plan = heard(bureau.ada, "MFA-SMD v1.5 → MFA-SMD v2")
    assert plan.buttons == ()
    bureau.ada.chat.wait_for_reply_sync(lambda seen: "Request publication" in seen.labels)
    bureau.ada.press("Request publication")
    bureau.ben.chat.wait_for_reply_sync(lambda seen: "Approve" in seen.labels)
    bureau.ben.press("Approve")
    heard(bureau.ben, "is live since")


def test_news_that_cannot_be_told_keeps_nothing_else_back(bureau: Bureau) -> None:
    rehearsal = {"of": "another version of this program"}
    bureau.workshop.may_prepare.clear()
    bureau.send(bureau.ada)
    heard(bureau.ada, "The plan is being made")
    bureau.workshop.fail_to_prepare(rehearsal)
    heard(bureau.ada, "There is news of an update, but it cannot be shown")
    bureau.ada.command("publications")
    heard(bureau.ada, "Under way")


DOWNLOADS: dict[str, Callable[[TelegramEmulator], object]] = {
    "a broken connection": lambda t: t.faults.abort("file", times=2),
    "half a file": lambda t: t.faults.truncate("file", 10),
    "an hour that is over": lambda t: t.faults.refuse("file", 404),
    "a fault of Telegram's": lambda t: t.faults.refuse("file", 500, times=2),
    "flood control": lambda t: t.faults.flood("getFile", 1),
    "a file that is not there yet": lambda t: t.faults.refuse(
        "getFile", 400, "Bad Request: wrong file_id or the file is temporarily unavailable"
    ),
}


@pytest.mark.parametrize("fault", DOWNLOADS)
def test_a_download_that_fails_is_tried_again(bureau: Bureau, fault: str) -> None:
    DOWNLOADS[fault](bureau.telegram)
    bureau.send(bureau.ada)
    heard(bureau.ada, "Rehearsal:")
    assert _sent(bureau) == 1


def test_a_file_that_telegram_has_lost_is_asked_for_again(bureau: Bureau) -> None:
    words = "Bad Request: wrong file_id or the file is temporarily unavailable"
    bureau.telegram.faults.refuse("getFile", 400, words, times=None)
    bureau.send(bureau.ada)
    heard(bureau.ada, "Telegram does not have this file any more. Send it again.")


def test_a_file_that_cannot_be_fetched_is_told_of(bureau: Bureau) -> None:
    bureau.telegram.faults.refuse("file", 502, times=None)
    bureau.send(bureau.ada)
    heard(bureau.ada, "The file could not be fetched from Telegram.")
    bureau.ada.command("publications")
    heard(bureau.ada, "Nothing is under way.")


def test_a_file_of_more_than_telegram_hands_out_is_refused(bureau: Bureau) -> None:
    bureau.ada.document("atlas.pdf", claimed_size=20 * 1024 * 1024 + 1)
    heard(bureau.ada, "The file is too large: at most 20 MB.")


def test_an_empty_file_is_refused(bureau: Bureau) -> None:
    bureau.ada.document("empty.md", b"  ")
    heard(bureau.ada, "The file is empty.")


def test_flood_control_holds_the_plan_up_and_loses_none_of_it(bureau: Bureau) -> None:
    bureau.telegram.faults.flood("sendDocument", 1)
    bureau.telegram.faults.flood("sendMessage", 1)
    bureau.prepared()
    assert sum(bool(m.document) for m in bureau.ada.chat.from_bot()) == 1


def _diplomat(bureau: Bureau) -> Person:
    person = bureau.telegram.person("Dawit")
    bureau.served.let_in(person)
    return person


def test_only_admins_update_directives(bureau: Bureau) -> None:
    dawit = _diplomat(bureau)
    bureau.send(dawit)
    heard(dawit, "Only admins can update directives.")
    for command in ("publications", "rollback"):
        dawit.command(command)
        heard(dawit, "Only admins can update directives.")
    assert _sent(bureau) == 0


def test_a_stranger_learns_nothing_of_it(bureau: Bureau) -> None:
    stranger = bureau.telegram.person("Eve")
    bureau.send(stranger)
    assert stranger.chat.wait_for_reply_sync().text == "This is a private service."


def test_in_a_group_nothing_is_shown_of_it(bureau: Bureau) -> None:
    group = bureau.telegram.group("Press office", bureau.ada)
    bureau.ada.command("publications", chat=group)
    assert "There is no such command." in group.wait_for_reply_sync().text
    bureau.send(bureau.ada, chat=group, caption="@attache_desk_bot the new one")
    bureau.ada.command("help", chat=group)
    group.wait_for_reply_sync(lambda seen: "Ask a question" in seen.text)
    assert _sent(bureau) == 0


def test_the_menu_of_an_admin_lists_what_admins_can_do(bureau: Bureau) -> None:
    def commands(person: Person) -> list[str]:
        return [line.command for line in person.chat.commands_for(person)]

    bureau.telegram.wait_until_sync(lambda: "rollback" in commands(bureau.ben))
    assert "publications" in commands(bureau.ben)
    assert "publications" not in commands(_diplomat(bureau))
    people = People(bureau.served.database)
    ben = people.find(Identity.telegram(bureau.ben.id))
    assert ben
    people.set_invited_role(ben.id, Role.STAFF)
    bureau.telegram.wait_until_sync(lambda: "rollback" not in commands(bureau.ben))
