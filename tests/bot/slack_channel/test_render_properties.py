"""Any text at all becomes valid blocks, and comes out of them byte for byte."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answering.answer import Quoted, Ruled, Verdict
from bot.answering.question import Question
from bot.slack_channel.incoming import Me, Said
from bot.slack_channel.reading import read
from bot.slack_channel.render.answer import render
from bot.slack_channel.render.message import LONGEST_FALLBACK, escaped, unescaped
from bot.slack_channel.render.packing import MOST_BLOCKS, MOST_CHARACTERS, characters
from bot.slack_channel.render.quotation import quoted
from bot.slack_channel.render.view import View
from knowledge.norm import NormKind
from knowledge.situation import Situation
from tests.scenarios.telegram.model_engine import SNAPSHOT, quote
from tests.slack_emulator.judge import judge_message_blocks

# Lone surrogates are no text: no file of UTF-8 holds them, and no JSON can carry them.
any_text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=400)
long_text = st.builds(lambda words, times: words * times, any_text, st.integers(1, 120))
MARKUP = st.sampled_from(["*", "_", "~", "`", "<!channel>", "<@U1>", "&amp;", ":x:", "\n> ", "  "])
marked = st.lists(st.one_of(any_text, MARKUP), min_size=1, max_size=20).map("".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(any_text, long_text, marked), st.booleans())
def test_a_clause_comes_out_byte_for_byte(text: str, informs: bool) -> None:
    trigger = text[: max(1, len(text) // 3)]
    found = quote("1.1", text, NormKind.DUTY, trigger, verdict=Verdict.REQUIRED)
    asked = Question("?")
    answer = (
        Quoted(asked, Situation(), (found,), SNAPSHOT)
        if informs
        else Ruled(asked, Situation(), Verdict.REQUIRED, (found,), SNAPSHOT)
    )
    messages = render(answer, receipt="7k3m", desk="the desk")
    shown = "".join(
        quoted(block)
        for message in messages
        for block in message.blocks
        if block["type"] == "rich_text"
    )
    assert shown.encode() == text.encode()
    for message in messages:
        assert judge_message_blocks(list(message.blocks)) is None
        assert len(message.blocks) <= MOST_BLOCKS
        assert characters(message.blocks) <= MOST_CHARACTERS
        assert 0 < len(message.text) <= LONGEST_FALLBACK


@given(any_text)
def test_what_is_escaped_is_read_again_as_it_was(text: str) -> None:
    assert unescaped(escaped(text)) == text


@given(marked)
def test_a_message_is_read_as_it_was_typed(text: str) -> None:
    me = Me("U0BOT", "B0BOT", "T0HOME")
    event = {"type": "message", "user": "U1", "channel": "D1", "ts": "1.1", "text": escaped(text)}
    heard = read({"type": "event_callback", "event": event}, me)
    assert isinstance(heard, Said)
    assert heard.text == text.strip()


@given(st.booleans(), st.booleans(), st.booleans(), st.booleans())
def test_a_button_carries_its_view(why: bool, more: bool, private: bool, whisper: bool) -> None:
    view = View(why, more, private, whisper)
    assert View.read(view.value("7k3m")) == ("7k3m", view)
