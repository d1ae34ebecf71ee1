"""Questions to the real engine over the model directive: clauses, verdicts, and exact quotes."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console

from bot.answering.answer import NotCovered, Quoted, Refused, Ruled, Unavailable, Verdict
from bot.answering.engine import Engine, UnknownNameError
from bot.answering.overview import Overview
from bot.answering.question import Question
from bot.console.render import render as render_for_terminal
from bot.evaluation.golden import quotes_of
from bot.settings import AnsweringSettings
from bot.slack_channel.render.answer import render as render_for_slack
from bot.telegram_channel.render.answer import render as render_for_telegram
from knowledge.clause import digest_of
from knowledge.situation import Situation
from knowledge.snapshot.live import LiveSnapshot
from knowledge.snapshot.opened import Snapshot

PERSONAL = Situation(account="personal")


def test_may_i_like_this_post_depends_on_account_and_topic(engine: Engine) -> None:
    answer = engine.answer(Question("May I like this post?"))
    assert isinstance(answer, Ruled)
    assert answer.verdict is Verdict.DEPENDS
    articles = {quote.clause.ref.number.split(".")[0] for quote in quotes_of(answer)}
    assert articles == {"10", "23"}
    assert {choice.about for choice in answer.choices} == {"account", "topic"}


def test_a_choice_narrows_the_answer_to_one_account(engine: Engine) -> None:
    answer = engine.answer(Question("May I like this post?", profile=PERSONAL))
    assert isinstance(answer, Ruled)
    numbers = {quote.clause.ref.number.split(".")[0] for quote in quotes_of(answer)}
    assert numbers == {"23"}


def test_the_topic_of_a_post_decides(engine: Engine) -> None:
    football = Question("May I like this?", profile=PERSONAL, post="What a goal! We won the match")
    politics = Question("May I like this?", profile=PERSONAL, post="The new tax law is a disgrace")
    assert getattr(engine.answer(football), "verdict", None) is Verdict.PERMITTED
    assert getattr(engine.answer(politics), "verdict", None) is Verdict.FORBIDDEN


def test_a_question_for_a_deadline_is_quoted_without_a_verdict(engine: Engine) -> None:
    answer = engine.answer(Question("How long do we have to report a hacked account?"))
    assert isinstance(answer, Quoted)
    assert "within 1 hour" in answer.quotes[0].clause.text


def test_the_version_in_force_on_the_day_answers(engine: Engine) -> None:
    question = "Within how many hours must a suspicious message be reported?"
    now = engine.answer(Question(question))
    then = engine.answer(Question(question, day=date(2025, 6, 1)))
    assert "24 hours" in quotes_of(now)[0].clause.text
    assert "48 hours" in quotes_of(then)[0].clause.text


def test_a_clause_is_looked_up_by_its_number(engine: Engine) -> None:
    answer = engine.answer(Question("What does article 23.1 say?"))
    assert isinstance(answer, Quoted)
    assert [quote.clause.ref.number for quote in answer.quotes] == ["23.1"]
    assert isinstance(engine.clause("23.1"), Quoted)
    assert isinstance(engine.clause("99.9"), NotCovered)


def test_a_practice_note_answers_only_when_its_country_is_named(engine: Engine) -> None:
    note = engine.answer(Question("May Egyptian diplomats click like on government matters?"))
    assert isinstance(note, Quoted)
    assert note.quotes[0].clause.ref.directive == "EG-PN"
    home = engine.answer(Question("May I like posts on government matters from my own Facebook?"))
    assert {quote.clause.ref.directive for quote in quotes_of(home)} == {"MFA-SMD"}


def test_what_no_clause_covers_is_said_with_the_nearest_ones(engine: Engine) -> None:
    answer = engine.answer(Question("What is the visa fee for students?"))
    assert isinstance(answer, NotCovered)
    assert answer.nearest


@pytest.mark.parametrize("text", ["", "   ", "x" * 5000])
def test_what_cannot_be_asked_is_refused_with_a_reason(engine: Engine, text: str) -> None:
    answer = engine.answer(Question(text))
    assert isinstance(answer, Refused)
    assert answer.reason


def test_the_matrix_names_a_clause_in_each_cell(engine: Engine) -> None:
    matrix = engine.matrix(Situation(account="personal", topic="foreign_affairs"))
    verdicts = {cell.situation.action: cell.verdict for cell in matrix.cells}
    assert verdicts["like"] is Verdict.FORBIDDEN
    assert verdicts["comment"] is Verdict.FORBIDDEN
    assert verdicts["follow"] is Verdict.PERMITTED
    assert all(cell.quotes for cell in matrix.cells)


def test_a_comparison_puts_home_first_and_names_the_silent(engine: Engine) -> None:
    comparison = engine.compare("like")
    marks = dict(comparison.marks)
    assert comparison.quotes[0].clause.ref.number == "23.1"
    assert marks["Egypt"] == "alike"
    assert marks["Kenya"] == "silent"


@pytest.mark.parametrize(
    ("asked", "marks"),
    [
        (
            "compare liking in Kenya and Egypt with us",
            [("Kenya", "silent"), ("Egypt", "alike"), ("home", "home")],
        ),
        ("Is Egypt stricter than us on likes?", [("Egypt", "alike"), ("home", "home")]),
    ],
)
def test_a_question_that_compares_gets_a_clause_of_each_country(
    engine: Engine, asked: str, marks: list[tuple[str, str]]
) -> None:
    answer = engine.answer(Question(asked))
    assert isinstance(answer, Quoted)
    assert answer.comparison is not None
    assert list(answer.comparison.marks) == marks
    assert [quote.clause.ref.number for quote in answer.quotes] == ["5", "23.1"]


def test_a_half_question_compares_the_act_of_the_one_before(engine: Engine) -> None:
    before = Question("May I like this post?")
    answer = engine.answer(Question("Is it stricter in Egypt?", before=before))
    assert isinstance(answer, Quoted)
    assert answer.comparison is not None
    assert list(answer.comparison.marks) == [("Egypt", "alike"), ("home", "home")]


def test_every_channel_shows_how_each_country_stands_to_home(engine: Engine) -> None:
    answer = engine.answer(Question("compare liking in Kenya and Egypt with us"))
    console = Console(width=120)
    with console.capture() as captured:
        console.print(render_for_terminal(answer))
    (slack,) = render_for_slack(answer)
    blocks = json.dumps(slack.blocks, ensure_ascii=False)
    for shown in (captured.get(), render_for_telegram(answer)[0].text, blocks, slack.text):
        assert "Egypt: ✕ forbidden, as at home" in shown
        assert "At home: ✕ forbidden" in shown
        assert "No clause on record speaks to it: Kenya." in shown


@pytest.mark.parametrize(
    "asked",
    [
        "May Egyptian diplomats like posts?",
        "Can our embassy in Cairo like posts, or is it different in Egypt?",
        "May I share a post on the Egypt vs Ethiopia match?",
        "Our Egyptian colleagues and us took a selfie. May I post it?",
        "May Kenyan diplomats travelling to US like posts?",
        "May I post a chart comparing Kenya's growth with ours on the embassy page?",
    ],
)
def test_a_country_that_is_only_named_is_not_compared(engine: Engine, asked: str) -> None:
    answer = engine.answer(Question(asked))
    assert getattr(answer, "comparison", None) is None


@pytest.mark.parametrize(
    "asked",
    [
        "Found a rant of mine from 2014 on Facebook. My posting starts soon. Delete it?",
        "I liked posts of a party back in 2017 and I am posted next month. Should I undo it?",
    ],
)
def test_a_year_before_all_texts_is_that_of_a_thing(engine: Engine, asked: str) -> None:
    answer = engine.answer(Question(asked))
    assert quotes_of(answer)
    assert all(quote.clause.ref.version == "2" for quote in quotes_of(answer))


def test_what_was_allowed_before_all_texts_has_no_text(engine: Engine) -> None:
    answer = engine.answer(Question("Was liking a party's post allowed in 2015?"))
    assert isinstance(answer, NotCovered)


def test_a_day_before_all_texts_that_is_given_has_no_text(engine: Engine) -> None:
    assert isinstance(engine.answer(Question("May I like it?", day=date(2014, 6, 1))), NotCovered)


def test_where_home_is_silent_no_other_text_stands_for_it(live: LiveSnapshot) -> None:
    overview = Overview(live.current(), home="Nowhere", day=date(2026, 11, 22))
    marks = dict(overview.compare("like").marks)
    assert (marks["Nowhere"], marks["Egypt"]) == ("silent", "alone")


words = st.sampled_from(
    "may I must we like share post comment follow embassy personal official account article 23 "
    "Kenya 2025 not without approval ? ! “quoted” ሰላም ça 😀 <b> *x* \\ \x00 \u202e".split()
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.one_of(st.text(max_size=200), st.lists(words, max_size=15).map(" ".join)))
def test_every_quote_on_any_input_is_a_byte_exact_slice_of_its_source(
    engine: Engine, live: LiveSnapshot, text: str
) -> None:
    answer = engine.answer(Question(text))
    assert not isinstance(answer, Unavailable)
    snapshot = live.current()
    for quote in quotes_of(answer):
        source = snapshot.texts[quote.directive.key]
        clause = quote.clause
        assert source[clause.start : clause.end] == clause.text
        assert digest_of(source[clause.start : clause.end]) == clause.digest


def test_every_clause_of_every_source_is_a_slice_of_it(live: LiveSnapshot) -> None:
    snapshot = live.current()
    assert all(snapshot.is_verbatim(clause) for clause in snapshot.clauses)


@pytest.mark.parametrize("act", ["like", "share", "follow"])
def test_who_acts_without_a_topic_is_never_told_a_plain_permission(
    engine: Engine, act: str
) -> None:
    answer = engine.answer(Question(f"may the embassy {act} this?"))
    assert isinstance(answer, Ruled)
    assert answer.verdict is Verdict.DEPENDS


class NoLibrary:
    """Its snapshot is gone."""

    def current(self) -> Snapshot:
        raise OSError("the disk is gone")


def test_where_the_snapshot_is_gone_a_message_still_gets_its_reply() -> None:
    engine = Engine(NoLibrary(), home="home", answering=AnsweringSettings())
    (question,) = engine.questions(Question("May I like this? And how long are records kept?"))
    assert isinstance(engine.answer(question), Unavailable)


@pytest.mark.parametrize(
    "told",
    [
        "I leave for Nairobi in two months. Should I go through my old posts before?",
        "I'm off to Cairo in May, do my old posts have to go?",
        "My colleague was transferred to Ottawa and keeps our page's password. Allowed?",
    ],
)
def test_whoever_is_sent_to_a_country_is_answered_from_home(engine: Engine, told: str) -> None:
    answer = engine.answer(Question(told))
    assert isinstance(answer, Ruled | Quoted)
    assert {quote.clause.ref.directive for quote in quotes_of(answer)} == {"MFA-SMD"}


@pytest.mark.parametrize(
    ("dimension", "words", "name"),
    [
        ("topic", "foreign affairs", "foreign_affairs"),
        ("topic", "Family", "personal_matters"),
        ("action", "like", "like"),
        ("action", "retweeting", "share"),
    ],
)
def test_acts_and_topics_go_by_their_names_and_by_other_words_for_them(
    engine: Engine, dimension: str, words: str, name: str
) -> None:
    assert engine.name_of(dimension, words) == name


def test_words_for_no_topic_are_refused_with_those_that_are_known(engine: Engine) -> None:
    with pytest.raises(UnknownNameError, match="frobnication") as told:
        engine.name_of("topic", "frobnication")
    assert "foreign affairs" in told.value.remedy
