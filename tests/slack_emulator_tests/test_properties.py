"""What holds for any text: escaping goes there and back, and a page never runs anything."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.slack_emulator.composing import compose, escape, escape_from_app, unescape
from tests.slack_emulator.drawing.blocks import draw_blocks
from tests.slack_emulator.drawing.text import markdown, mrkdwn
from tests.slack_emulator.judge import judge_message_blocks

from .apps import quotation
from .catalogue import BLOCKS

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
markup = st.text("<>&*_~`|!@#:[]()abcUC0 \n", max_size=80)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: str(block["type"]))
def test_every_valid_block_is_accepted_and_drawn(block: dict[str, Any]):
    assert judge_message_blocks([block]) is None
    assert draw_blocks([{**block, "block_id": "b"}])


@settings(max_examples=100, deadline=None)
@given(texts)
def test_escaping_goes_there_and_back(text: str):
    assert unescape(escape(text)) == text
    assert unescape(escape_from_app(escape(text))) == text


@settings(max_examples=100, deadline=None)
@given(markup)
def test_what_a_person_types_is_what_the_rich_text_says(typed: str):
    text, blocks = compose(typed)
    elements = blocks[0]["elements"][0]["elements"]
    if all(element["type"] == "text" for element in elements):
        assert "".join(element["text"] for element in elements) == typed
        assert unescape(text) == typed


@settings(max_examples=150, deadline=None)
@given(markup)
def test_no_text_becomes_a_tag_of_its_own(text: str):
    for drawn in (mrkdwn(text), markdown(text), draw_blocks([quotation(text)])):
        for tag in ("<a>", "<script", "<U", "<C", "<abc"):
            assert tag not in drawn
