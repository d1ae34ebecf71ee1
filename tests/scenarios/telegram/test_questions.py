"""A person asks in private, and gets the verdict and the clause."""

from __future__ import annotations

from tests.scenarios.telegram import model_engine as known
from tests.scenarios.telegram.conftest import Office
from tests.telegram_emulator import Person


def test_a_question_gets_its_verdict_and_the_clause_word_for_word(ada: Person) -> None:
    ada.send("May I like a post from my personal account?")
    reply = ada.chat.wait_for_reply_sync()
    assert reply.text.startswith("✕ The directive forbids this on a personal account.")
    assert reply.pieces("blockquote") == [known.LIKE_PERSONAL]
    assert "MFA-SMD v2 §23.1 · Article 23 Reactions" in reply.text
    assert "version 2, in force since 1 March 2026" in reply.text
    assert reply.pieces("underline") == ["shall not"]
