"""What goes live is told to those who subscribed, and noted above the answers that it concerns."""

from __future__ import annotations

from dataclasses import replace

from bot.changes.wording import NOTE_BELOW, NOTE_TITLE
from bot.storage.identity import Platform
from bot.storage.outbox import Outbox
from tests.scenarios.telegram.model_engine import HOME, ModelEngine, quote
from tests.scenarios.telegram.publishing.conftest import Bureau, heard
from tests.telegram_emulator import Person, SeenMessage

LIKES = "Staff may like posts on a personal account."


def diplomat(bureau: Bureau) -> Person:
    """Somebody who may ask, and is answered from version 1."""
    engine = bureau.served.engine
    assert isinstance(engine, ModelEngine)
    engine.clauses["1.1"] = quote("1.1", LIKES, directive=replace(HOME, version="1"))
    person = bureau.telegram.person("Dora")
    bureau.served.let_in(person)
    return person


def goes_live(bureau: Bureau) -> None:
    bureau.requested()
    bureau.ben.press("Approve")
    heard(bureau.ada, "is live since")


def test_a_subscriber_hears_what_changed_and_an_earlier_answer_says_so(bureau: Bureau) -> None:
    dora = diplomat(bureau)
    dora.command("subscribe")
    heard(dora, "You will be told here")
    dora.send("What is the purpose?")
    answer = heard(dora, LIKES)
    goes_live(bureau)
    digest = heard(dora, "What changed on")
    assert "MFA-SMD v1 → MFA-SMD v2\nIn force since 1 March 2026." in digest.text
    assert "Hardened\n§1.1: permission “may” → prohibition “shall not”" in digest.text
    assert "Deadline changed\n§1.2: 5 working days → 2 working days (shorter)" in digest.text
    noted = edited(bureau, dora, answer)
    assert noted.text.startswith(
        f"{NOTE_TITLE}\nMFA-SMD v1 §1.1: Hardened on 1 March 2026: "
        f"permission “may” → prohibition “shall not”.\n{NOTE_BELOW}\n\n"
    )
    assert noted.text.endswith(answer.text)
    assert noted.pieces("blockquote") == [LIKES]
    assert noted.labels == answer.labels
    dora.command("whatsnew")
    listed = heard(dora, "Your answers that are out of date")
    assert "What changed on" in listed.text
    assert "MFA-SMD v1 §1.1 reads otherwise since you were told of it." in listed.text
    assert bureau.telegram.refusals == []


def test_a_deleted_answer_or_a_blocked_bot_is_no_fault_and_a_restart_tells_nothing_again(
    bureau: Bureau,
) -> None:
    dora, eli = diplomat(bureau), bureau.telegram.person("Eli")
    bureau.served.let_in(eli)
    for person in (eli, dora):
        person.command("subscribe")
        heard(person, "You will be told here")
    eli.block()
    dora.send("What is the purpose?")
    dora.delete(heard(dora, LIKES))
    goes_live(bureau)
    heard(dora, "What changed on")
    bureau.restart()
    dora.command("unsubscribe")
    heard(dora, "You will not be told")
    texts = [message.text for message in dora.chat.from_bot()]
    assert sum("What changed on" in text for text in texts) == 1
    assert not any(NOTE_TITLE in text for text in texts)
    # The note above the deleted answer is tried once and given up, maybe after the farewell.
    outbox = Outbox(bureau.served.database, worker="test")
    bureau.telegram.wait_until_sync(lambda: outbox.unsettled(Platform.TELEGRAM) == ())


def edited(bureau: Bureau, person: Person, message: SeenMessage) -> SeenMessage:
    """The message, once a note stands above it."""
    bureau.telegram.wait_until_sync(
        lambda: person.chat.message(message.id).text.startswith(NOTE_TITLE)
    )
    return person.chat.message(message.id)
