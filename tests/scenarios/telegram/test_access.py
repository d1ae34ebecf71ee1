"""Closed by default: whoever was not invited learns nothing."""

from __future__ import annotations

from datetime import timedelta

from bot.access.invitations import Invitations
from bot.access.roster import Roster
from bot.storage.identity import Identity
from bot.storage.people import People
from bot.storage.role import Role
from tests.scenarios.telegram.conftest import Office
from tests.scenarios.telegram.test_questions import ask
from tests.telegram_emulator import Person


def _settled(office: Office, person: Person) -> None:
    """Waits until everything that came before has been worked."""
    office.telegram.wait_until_sync(lambda: not office.telegram.delivery.waiting)
    witness = office.diplomat()
    ask(witness, "/help")


def test_a_stranger_hears_one_neutral_sentence_and_then_nothing(office: Office) -> None:
    stranger = office.stranger()
    stranger.send("May I like this?")
    assert stranger.chat.wait_for_reply_sync().text == "This is a private service."
    assert stranger.chat.wait_for_reply_sync().buttons == ()
    for words in ("hello?", "/help", "/start", "/clause 23.1"):
        stranger.send(words)
    _settled(office, stranger)
    assert len(stranger.chat.from_bot()) == 1


def test_an_invitation_lets_in_one_person_once(office: Office) -> None:
    link = office.served.invite()
    first, second = office.stranger(), office.stranger()
    first.start(link)
    assert first.chat.wait_for_reply_sync().text.startswith("You have access.")
    second.start(link)
    assert "cannot be used" in second.chat.wait_for_reply_sync().text
    second.send("May I like this?")
    _settled(office, second)
    assert len(second.chat.from_bot()) == 1


def test_the_invited_may_open_the_link_again(office: Office) -> None:
    link = office.served.invite()
    person = office.stranger()
    for _ in range(2):
        person.start(link)
        assert person.chat.wait_for_reply_sync().text.startswith("You have access.")


def test_an_expired_invitation_lets_nobody_in(office: Office) -> None:
    invited = Invitations(office.database).invite(
        Role.DIPLOMAT, by=None, valid_for=timedelta(seconds=-1)
    )
    person = office.stranger()
    person.start(invited.start_parameter)
    assert "cannot be used" in person.chat.wait_for_reply_sync().text


def test_a_made_up_code_lets_nobody_in(office: Office) -> None:
    person = office.stranger()
    person.start("i_AAAAAAAAAAAAAAAAAAAAAA")
    assert "cannot be used" in person.chat.wait_for_reply_sync().text


def test_the_revoked_are_strangers_again(office: Office, ada: Person) -> None:
    answer = ask(ada, "May I like this?")
    person = People(office.database).find(Identity.telegram(ada.id))
    assert person is not None
    Roster(office.database).revoke(person.id, by=None)
    assert ask(ada, "May I like that?").text == "This is a private service."
    press = ada.press("Why?", message=answer)
    assert press.wait_for_answer_sync().text in (None, "")
    assert "makes it" not in ada.chat.message(answer.id).text


def test_a_stranger_in_a_group_learns_nothing(office: Office, ada: Person) -> None:
    guest = office.stranger()
    group = office.telegram.group("Reception", ada, guest)
    guest.command("ask", "May I like this?", chat=group)
    assert group.wait_for_reply_sync().text == "This is a private service."
