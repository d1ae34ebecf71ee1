"""What no clause answers goes to people, with consent, and their word comes back."""

from __future__ import annotations

from tests.scenarios.telegram.conftest import Office
from tests.scenarios.telegram.test_questions import ask
from tests.telegram_emulator import Person, SeenMessage


def _ask_desk(office: Office, person: Person, words: str, button: str) -> SeenMessage:
    ask(person, words)
    person.press("Ask the desk")
    person.chat.wait_for_reply_sync(lambda seen: button in seen.labels)
    person.press(button)
    return office.telegram.wait_until_sync(
        lambda: next((m for m in office.desk_group.from_bot() if words in m.text), None)
    )


def test_nothing_is_sent_before_the_asker_agreed(office: Office, ada: Person) -> None:
    ask(ada, "Can I sing karaoke on Mondays?")
    ada.press("Ask the desk")
    reply = ada.chat.wait_for_reply_sync()
    assert "They will see the words of your question" in reply.text
    assert reply.labels == ("Send without my name", "Send with my name", "Cancel")
    assert not any("Mondays" in message.text for message in office.desk_group.from_bot())


def test_the_asker_may_think_better_of_it(office: Office, ada: Person) -> None:
    ask(ada, "Can I sing karaoke on Tuesdays?")
    ada.press("Ask the desk")
    ada.chat.wait_for_reply_sync()
    ada.press("Cancel")
    reply = ada.chat.wait_for_reply_sync(lambda seen: "Ask the desk" in seen.labels)
    assert "They will see" not in reply.text
    assert not any("Tuesdays" in message.text for message in office.desk_group.from_bot())


def test_the_desk_gets_the_question_without_a_name(office: Office, ada: Person) -> None:
    shown = _ask_desk(office, ada, "Can I sing karaoke in June?", "Send without my name")
    assert shown.pieces("blockquote") == ["Can I sing karaoke in June?"]
    assert ada.user.name not in shown.text
    assert "Nearest, but not an answer: MFA-SMD v2 §23.2" in shown.text


def test_the_desk_gets_the_name_of_who_agreed(office: Office, ada: Person) -> None:
    shown = _ask_desk(office, ada, "Can I sing karaoke in July?", "Send with my name")
    assert shown.text.startswith(f"A question for the desk from {ada.user.name}:")


def test_the_officers_reply_comes_back_as_the_desks_word(office: Office, ada: Person) -> None:
    shown = _ask_desk(office, ada, "Can I sing karaoke in May?", "Send without my name")
    office.officer.reply(shown, "Yes, with <b>care</b> & a *smile*.")
    word = ada.chat.wait_for_reply_sync(lambda seen: "smile" in seen.text)
    assert word.text.startswith("Answer of the Public Diplomacy Directorate")
    assert "Yes, with <b>care</b> & a *smile*." in word.text
    assert word.text.endswith("This is the desk's word, not the directive's.")
    assert word.reply_to is not None


def test_the_first_of_two_answers_counts(office: Office, ada: Person) -> None:
    shown = _ask_desk(office, ada, "Can I sing karaoke in March?", "Send without my name")
    office.officer.reply(shown, "No.")
    ada.chat.wait_for_reply_sync(lambda seen: "No." in seen.text)
    office.officer.reply(shown, "Well, yes.")
    office.desk_group.wait_for_reply_sync(lambda seen: "not open any more" in seen.text)
    assert not any("Well, yes." in message.text for message in ada.chat.from_bot())


def test_only_officers_answer_for_the_desk(office: Office, ada: Person) -> None:
    shown = _ask_desk(office, ada, "Can I sing karaoke in April?", "Send without my name")
    guest = office.stranger()
    office.desk_group.join(guest)
    guest.reply(shown, "Of course!")
    office.desk_group.wait_for_reply_sync(lambda seen: "Only officers" in seen.text)
    assert not any("Of course!" in message.text for message in ada.chat.from_bot())


def test_an_open_question_can_be_withdrawn(office: Office, ada: Person) -> None:
    shown = _ask_desk(office, ada, "Can I sing karaoke in August?", "Send without my name")
    ada.chat.wait_for_reply_sync(lambda seen: "Withdraw my question" in seen.labels)
    ada.press("Withdraw my question")
    ada.chat.wait_for_reply_sync(lambda seen: "was withdrawn" in seen.text)
    note = office.telegram.wait_until_sync(
        lambda: next((m for m in office.desk_group.from_bot() if "Withdrawn" in m.text), None)
    )
    assert note.reply_to == shown.id


def test_an_answered_question_cannot_be_withdrawn(office: Office, ada: Person) -> None:
    shown = _ask_desk(office, ada, "Can I sing karaoke at dawn?", "Send without my name")
    ada.chat.wait_for_reply_sync(lambda seen: "Withdraw my question" in seen.labels)
    office.officer.reply(shown, "At dusk only.")
    ada.chat.wait_for_reply_sync(lambda seen: "At dusk only." in seen.text)
    press = ada.press("Withdraw my question")
    assert press.wait_for_answer_sync().text == "This question is not open any more."


def test_asked_twice_the_desk_sees_the_question_once(office: Office, ada: Person) -> None:
    _ask_desk(office, ada, "Can I sing karaoke at noon?", "Send without my name")
    ada.chat.wait_for_reply_sync(lambda seen: "is at the desk" in seen.text)
    press = ada.press("Send without my name", stale=True)
    press.wait_for_answer_sync()
    ada.chat.wait_for_reply_sync(lambda seen: "is at the desk" in seen.text)
    shown = [m for m in office.desk_group.from_bot() if "at noon?" in m.text]
    assert len(shown) == 1
