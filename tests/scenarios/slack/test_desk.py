"""What no clause answers goes to people, with consent, and their word comes back."""

from __future__ import annotations

from datetime import timedelta

from tests.scenarios.slack.conftest import Ministry
from tests.slack_emulator import Channel, Fault, Message
from tests.slack_emulator.user import SlackUser

NAMELESS, NAMED = "question_only", "question_and_name"


def _ask_desk(
    ministry: Ministry, person: SlackUser, answer: Message, words: str, consent: str = NAMELESS
) -> Message:
    """The question as the desk sees it."""
    person.press(answer, "Ask the desk").result()
    person.wait_for_modal().result()
    assert person.submit({"consent": consent}).result().acked
    return _at_desk(ministry, words)


def _at_desk(ministry: Ministry, words: str) -> Message:
    return ministry.slack.wait_for(
        lambda: next((m for m in ministry.desk.messages() if words in m.shown), None),
        what=f"{words!r} at the desk",
    ).result()


def _answer(ministry: Ministry, shown: Message, words: str) -> None:
    ministry.officer.press(shown, "Answer").result()
    ministry.officer.wait_for_modal(lambda seen: "answer" in seen.inputs).result()
    assert ministry.officer.submit({"answer": words}).result().acked


def _word(channel: Channel, piece: str, to: Message | None = None) -> Message:
    return channel.wait_for_reply(lambda seen: piece in seen.shown, to=to).result()


def test_nothing_is_sent_before_the_asker_agreed(ministry: Ministry, ada: SlackUser) -> None:
    answer = ministry.ask(ada, "Can I sing karaoke on Mondays?")
    ada.press(answer, "Ask the desk").result()
    window = ada.wait_for_modal().result()
    assert "Can I sing karaoke on Mondays?" in window
    assert "will see the words of your question" in window
    ada.close_modal().result()
    ministry.slack.quiet(0.1).result()
    assert not any("Mondays" in seen.shown for seen in ministry.desk.messages())


def test_the_desk_gets_the_question_without_a_name(ministry: Ministry, ada: SlackUser) -> None:
    answer = ministry.ask(ada, "Can I sing karaoke in June?")
    shown = _ask_desk(ministry, ada, answer, "karaoke in June")
    assert shown.quotations == ("Can I sing karaoke in June?",)
    assert ada.name not in shown.shown
    assert "Nearest, but not an answer: MFA-SMD v2 §23.2" in shown
    assert "Your question is at the desk." in _word(ada.dm, "at the desk")


def test_the_desk_gets_the_name_of_who_agreed(ministry: Ministry, ada: SlackUser) -> None:
    answer = ministry.ask(ada, "Can I sing karaoke in July?")
    shown = _ask_desk(ministry, ada, answer, "karaoke in July", NAMED)
    assert shown.shown.startswith(f"A question for the desk from {ada.name}")


def test_the_officers_word_comes_back_where_it_was_asked(
    ministry: Ministry, ada: SlackUser
) -> None:
    room = ministry.channel(ada)
    question = ada.mention_app("Can I sing karaoke in May?", to=room)
    answer = room.wait_for_reply(to=question).result()
    shown = _ask_desk(ministry, ada, answer, "karaoke in May")
    assert "at the desk" in ministry.whisper(ada, room)
    _answer(ministry, shown, "Yes, with <b>care</b> & a *smile*.")
    word = _word(room, "smile")
    assert word.thread_ts == question.ts
    assert word.quotations == ("Yes, with <b>care</b> & a *smile*.",)
    assert word.shown.startswith("Answer of the Public Diplomacy Directorate")
    assert "This is the desk's word, not the directive's." in word


def test_an_answered_question_says_so_at_the_desk(ministry: Ministry, ada: SlackUser) -> None:
    answer = ministry.ask(ada, "Can I sing karaoke in March?")
    shown = _ask_desk(ministry, ada, answer, "karaoke in March")
    _answer(ministry, shown, "No.")
    closed = ministry.settled(ministry.desk, shown, "Answered.")
    assert closed.button_labels == ()


def test_the_first_of_two_answers_counts(ministry: Ministry, ada: SlackUser) -> None:
    other = ministry.colleague("Officer")
    ministry.desk.invite(other)
    ministry.slack.set_usergroup(ministry.group, [ministry.officer, other])
    ministry.slack.wait_for(lambda: True).result()
    answer = ministry.ask(ada, "Can I sing karaoke in April?")
    shown = _ask_desk(ministry, ada, answer, "karaoke in April")
    for officer in (ministry.officer, other):
        # Both have the window open before either has answered.
        _opened(officer, shown)
    assert ministry.officer.submit({"answer": "No."}).result().acked
    _word(ada.dm, "No.")
    assert other.submit({"answer": "Well, yes."}).result().acked
    assert "not open any more" in _word(other.dm, "open")
    assert not any("Well, yes." in seen.shown for seen in ada.dm.messages())


def _opened(officer: SlackUser, shown: Message) -> None:
    for _ in range(20):
        officer.press(shown, "Answer").result()
        window = officer.wait_for_modal().result()
        if window.inputs:
            return
        officer.close_modal(all_=True)  # the group's new member is not known yet
    raise AssertionError("the officer is not let in")


def test_only_officers_answer_for_the_desk(ministry: Ministry, ada: SlackUser) -> None:
    passer_by = ministry.colleague()
    ministry.desk.invite(passer_by)
    answer = ministry.ask(ada, "Can I sing karaoke in August?")
    shown = _ask_desk(ministry, ada, answer, "karaoke in August")
    passer_by.press(shown, "Answer").result()
    window = passer_by.wait_for_modal().result()
    assert "Only officers of the desk can answer here." in window
    assert window.submit == ""


def test_an_open_question_can_be_withdrawn(ministry: Ministry, ada: SlackUser) -> None:
    answer = ministry.ask(ada, "Can I sing karaoke in winter?")
    shown = _ask_desk(ministry, ada, answer, "karaoke in winter")
    ada.press(_word(ada.dm, "at the desk"), "Withdraw my question").result()
    _word(ada.dm, "was withdrawn")
    closed = ministry.settled(ministry.desk, shown, "Withdrawn by the person who asked.")
    assert closed.button_labels == ()


def test_an_answered_question_cannot_be_withdrawn(ministry: Ministry, ada: SlackUser) -> None:
    answer = ministry.ask(ada, "Can I sing karaoke in spring?")
    shown = _ask_desk(ministry, ada, answer, "karaoke in spring")
    told = _word(ada.dm, "at the desk")
    _answer(ministry, shown, "No.")
    _word(ada.dm, "No.")
    ada.press(told, "Withdraw my question").result()
    assert "not open any more" in _word(ada.dm, "open any more")


def test_a_question_goes_to_the_desk_once(ministry: Ministry, ada: SlackUser) -> None:
    answer = ministry.ask(ada, "Can I sing karaoke in autumn?")
    _ask_desk(ministry, ada, answer, "karaoke in autumn")
    _ask_desk(ministry, ada, answer, "karaoke in autumn")
    ministry.slack.quiet(0.15).result()
    assert sum("in autumn" in seen.shown for seen in ministry.desk.messages()) == 1


def test_the_private_asker_of_a_command_hears_by_direct_message(
    ministry: Ministry, ada: SlackUser
) -> None:
    room = ministry.channel(ada)
    ada.command("/guideline", "Can I sing karaoke at noon?", at=room).result()
    shown = _ask_desk(ministry, ada, ministry.whisper(ada, room), "karaoke at noon")
    _answer(ministry, shown, "At noon, yes.")
    assert "You asked: Can I sing karaoke at noon?" in _word(ada.dm, "At noon, yes.")


def test_the_desk_is_reminded_after_a_working_day(ministry: Ministry, ada: SlackUser) -> None:
    answer = ministry.ask(ada, "Can I sing karaoke at night?")
    shown = _ask_desk(ministry, ada, answer, "karaoke at night")
    clock = ministry.served.clock
    clock.ahead += timedelta(days=4)
    try:
        reminder = ministry.slack.wait_for(
            lambda: next(
                (
                    seen
                    for seen in ministry.desk.thread(shown)
                    if "more than one working day" in seen.shown
                ),
                None,
            ),
            timeout=20,
            what="a reminder",
        ).result()
        assert reminder.thread_ts == shown.ts
    finally:
        clock.ahead -= timedelta(days=4)


def test_a_window_that_opens_too_late_is_told_of(ministry: Ministry, ada: SlackUser) -> None:
    room = ministry.channel(ada)
    answer = ministry.mention(ada, room, "Can I sing karaoke at dawn?")
    ministry.slack.add_fault(Fault.error("views.open", "expired_trigger_id"))
    ada.press(answer, "Ask the desk").result()
    assert "That took too long to open." in ministry.whisper(ada, room)
