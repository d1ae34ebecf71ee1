"""What goes live is told to the configured channel, and noted above the answers it concerns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.changes.wording import NOTE_BELOW, NOTE_TITLE
from tests.scenarios.slack.publishing.conftest import Bureau
from tests.scenarios.telegram.model_engine import HOME, ModelEngine, quote
from tests.slack_emulator import Message, SlackEmulator

LIKES = "Staff may like posts on a personal account."


def asked(bureau: Bureau) -> Message:
    """Eve is answered from version 1."""
    engine = bureau.served.engine
    assert isinstance(engine, ModelEngine)
    engine.clauses["1.1"] = quote("1.1", LIKES, directive=replace(HOME, version="1"))
    return bureau.eve.dm.wait_for_reply(to=bureau.eve.say("What is the purpose?")).result()


def test_the_channel_hears_what_changed_and_an_earlier_answer_says_so(
    slack: SlackEmulator, open_bureau: Callable[..., Bureau]
) -> None:
    channel = slack.add_channel("directive-news")
    bureau = open_bureau(more_settings={"news": {"slack_channel": channel.id}})
    answer = asked(bureau)
    bureau.approved()
    digest = channel.wait_for_reply(lambda seen: "What changed on" in seen).result()
    assert "MFA-SMD v1 → MFA-SMD v2" in digest
    assert "§1.1: permission “may” → prohibition “shall not”" in digest
    assert "§1.2: 5 working days → 2 working days (shorter)" in digest
    noted = bureau.now(bureau.eve, answer, NOTE_TITLE)
    assert "MFA-SMD v1 §1.1: Hardened on 1 March 2026" in noted
    assert NOTE_BELOW in noted
    assert noted.quotations == answer.quotations == (LIKES,)
    assert noted.button_labels == answer.button_labels
    home = bureau.home(bureau.eve, "What changed on")
    assert "MFA-SMD v1 §1.1: Hardened on 1 March 2026" in home
    assert "Nothing in the last months." not in home
