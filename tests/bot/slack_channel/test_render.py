"""What an answer looks like, block by block, written out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.answering.answer import NotCovered, Quoted, Refused, Ruled, Unavailable, Verdict
from bot.answering.question import Question
from bot.answering.wording import branch_line
from bot.slack_channel.render.answer import render
from bot.slack_channel.render.home import Own, home_view, stranger_view
from bot.slack_channel.render.message import LONGEST_FALLBACK
from bot.slack_channel.render.packing import MOST_BLOCKS, MOST_CHARACTERS, characters
from bot.slack_channel.render.quotation import QuoteAlteredError, check, quote_block
from bot.slack_channel.render.view import View
from bot.slack_channel.render.windows import profile_window
from bot.storage.profiles import Profile
from knowledge.situation import Situation
from tests.scenarios.telegram.model_engine import (
    HOME,
    LIKE_PERSONAL,
    OFFICIAL,
    PARTIES_LEAD,
    PERSONAL,
    Q11,
    Q102,
    Q103,
    Q231,
    Q232,
    QKENYA,
    QLONG,
    SNAPSHOT,
    ModelEngine,
)
from tests.slack_emulator.judge import judge_message_blocks, judge_view

ASKED = Question("May I like this?")
PERSONALLY = Situation(action="like", account="personal")
FORBIDDEN = Ruled(ASKED, PERSONALLY, Verdict.FORBIDDEN, (Q231,), SNAPSHOT, runners_up=(Q232,))


def _plain(words: str) -> dict[str, object]:
    return {"type": "plain_text", "text": words, "emoji": False}


def test_a_ruling_is_drawn_verdict_first_then_clause_then_reference() -> None:
    (message,) = render(FORBIDDEN)
    assert list(message.blocks) == [
        {
            "type": "header",
            "text": _plain("✕ The directive forbids this on a personal account."),
        },
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_quote",
                    "elements": [
                        {"type": "text", "text": "On a personal account staff "},
                        {"type": "text", "text": "shall not", "style": {"bold": True}},
                        {
                            "type": "text",
                            "text": " like or otherwise react to content on government or "
                            "foreign affairs.",
                        },
                    ],
                }
            ],
        },
        {
            "type": "context",
            "elements": [
                _plain(
                    "MFA-SMD v2 §23.1 · Article 23 Reactions · "
                    "version 2, in force since 1 March 2026"
                ),
            ],
        },
    ]


def test_the_controls_of_a_ruling_are_drawn_below_it() -> None:
    (message,) = render(FORBIDDEN, receipt="7k3m", view=View(private=False), desk="the desk")
    assert list(message.blocks[3:]) == [
        {
            "type": "actions",
            "elements": [
                {
                    "type": "button",
                    "text": _plain("Why?"),
                    "action_id": "unfold.why",
                    "value": "7k3m:w",
                },
                {
                    "type": "button",
                    "text": _plain("More clauses"),
                    "action_id": "unfold.more",
                    "value": "7k3m:m",
                },
                {
                    "type": "button",
                    "text": _plain("Send to my DM"),
                    "action_id": "to_dm",
                    "value": "7k3m:",
                },
                {
                    "type": "button",
                    "text": _plain("Ask the desk"),
                    "action_id": "ask_desk",
                    "value": "7k3m:",
                },
            ],
        },
        {
            "type": "context_actions",
            "elements": [
                {
                    "type": "feedback_buttons",
                    "action_id": "feedback",
                    "positive_button": {
                        "text": _plain("Helpful"),
                        "accessibility_label": "Helpful",
                        "value": "7k3m:helpful",
                    },
                    "negative_button": {
                        "text": _plain("Not helpful"),
                        "accessibility_label": "Not helpful",
                        "value": "7k3m:not_helpful",
                    },
                }
            ],
        },
        {"type": "context", "elements": [_plain("Receipt 7k3m")]},
    ]


def test_the_plain_text_is_escaped_and_names_the_clause() -> None:
    (message,) = render(replace(FORBIDDEN, quotes=(Q231,)))
    assert message.text == (
        "✕ The directive forbids this on a personal account.\n"
        f"“{LIKE_PERSONAL}” – MFA-SMD v2 §23.1 · Article 23 Reactions"
    )
    (refused,) = render(Refused(ASKED, "a < b & c > d"))
    assert refused.text == "a &lt; b &amp; c &gt; d"
    assert refused.blocks[0]["text"]["text"] == "a < b & c > d"


def test_the_words_of_a_lead_in_that_decide_are_bold_there() -> None:
    answer = replace(FORBIDDEN, quotes=(Q103,), situation=Situation(account="official"))
    (message,) = render(answer)
    lead_in, item = message.blocks[1], message.blocks[2]
    assert lead_in["elements"][0]["elements"] == [
        {"type": "text", "text": "An official account "},
        {"type": "text", "text": "shall not", "style": {"bold": True}},
        {"type": "text", "text": PARTIES_LEAD.partition("shall not")[2]},
    ]
    assert item["elements"][0]["elements"] == [{"type": "text", "text": "political parties;"}]


def test_an_answer_that_depends_shows_each_way_under_its_own_line() -> None:
    answer = Ruled(
        ASKED, Situation(action="like"), Verdict.DEPENDS, (Q231, Q102), SNAPSHOT,
        branches=(PERSONAL, OFFICIAL),
    )  # fmt: skip
    (message,) = render(answer)
    kinds = [block["type"] for block in message.blocks]
    assert kinds == [
        "header", "rich_text", "rich_text", "context", "rich_text", "rich_text", "context",
    ]  # fmt: skip
    assert message.blocks[1]["elements"][0]["elements"] == [
        {"type": "text", "text": branch_line(PERSONAL), "style": {"bold": True}}
    ]


def test_a_practice_note_says_that_it_is_a_summary() -> None:
    (message,) = render(Quoted(ASKED, Situation(), (QKENYA,), SNAPSHOT))
    (facts,) = [block for block in message.blocks if block["type"] == "context"]
    assert facts["elements"][-1]["text"] == (
        "A summary, not the official text. Source: Public Service Commission."
    )


def test_what_no_clause_covers_offers_the_desk_first() -> None:
    answer = NotCovered(ASKED, Situation(), (Q232,), SNAPSHOT)
    (message,) = render(answer, receipt="7k3m", desk="the desk")
    (row,) = [block for block in message.blocks if block["type"] == "actions"]
    assert [(b["action_id"], b["style"]) for b in row["elements"]] == [("ask_desk", "primary")]


def test_a_fault_gives_its_number_and_nothing_to_press() -> None:
    (message,) = render(Unavailable(ASKED, "ab12cd34"))
    assert "Incident ab12cd34." in message.text
    assert [block["type"] for block in message.blocks] == ["header"]


def test_a_clause_too_long_for_one_message_is_whole_in_several() -> None:
    answer = Ruled(ASKED, Situation(), Verdict.REQUIRED, (QLONG, QLONG), SNAPSHOT)
    messages = render(answer, receipt="7k3m", desk="the desk")
    assert len(messages) > 1
    assert messages[1].blocks[0] == {"type": "context", "elements": [_plain("continued")]}
    for message in messages:
        assert len(message.blocks) <= MOST_BLOCKS
        assert characters(message.blocks) <= MOST_CHARACTERS
        assert len(message.text) <= LONGEST_FALLBACK
        assert judge_message_blocks(list(message.blocks)) is None


def test_a_long_clause_is_cut_at_the_end_of_a_line() -> None:
    (message, *_) = render(Ruled(ASKED, Situation(), Verdict.REQUIRED, (QLONG,), SNAPSHOT))
    piece = message.blocks[1]["elements"][0]["elements"][-1]["text"]
    assert piece.endswith("approved it.\n")


def test_a_quote_that_differs_by_one_sign_is_refused() -> None:
    with pytest.raises(QuoteAlteredError, match=r"§1\.1"):
        check(Q11, [quote_block(Q11.clause.text.replace("orderly", "orderIy"))])


def test_the_home_tab_is_a_view_that_slack_takes() -> None:
    own = Own(Profile(account="official"), (), linked=True)
    view = home_view([HOME], date(2026, 4, 1), own)
    assert judge_view(view) is None
    assert judge_view(stranger_view()) is None
    texts = [block["text"]["text"] for block in view["blocks"] if "text" in block]
    assert "1 March 2026: MFA-SMD v2 came into force." in texts


def test_a_profile_of_unknown_words_still_opens() -> None:
    window = profile_window(Profile(account="official", role="astronaut"))
    assert judge_view(window) is None
    accounts, roles = (window["blocks"][at]["element"] for at in (0, 1))
    assert accounts["initial_option"]["value"] == "official"
    assert roles["initial_option"]["value"] == "-"


def test_every_answer_of_the_model_is_taken_by_the_judges() -> None:
    engine = ModelEngine()
    for words in (
        "May I like this?",
        "record",
        "markup",
        "purpose",
        "karaoke",
        "broken",
        "party like",
    ):
        for view in (View(), View(why=True, more=True, private=False), View(whisper=True)):
            for message in render(
                engine.answer(Question(words)), receipt="7k3m", view=view, desk="the desk"
            ):
                assert judge_message_blocks(list(message.blocks)) is None
