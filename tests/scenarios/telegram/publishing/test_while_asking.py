"""The model of the day itself: many ask, a Word file comes, two admins, and it is live."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from bot.assembly import engine_over
from bot.settings import Settings
from bot.storage.role import Role
from knowledge.snapshot.live import LiveSnapshot
from knowledge.snapshot.store import SnapshotStore
from tests.scenarios.telegram.publishing.crowd import Crowd, clauses_of
from tests.scenarios.telegram.publishing.real_workshop import request_publication, working
from tests.scenarios.telegram.served import QUICK, ServedBot
from tests.small_library import SECOND, SmallLibrary
from tests.telegram_emulator import Person, TelegramEmulator

FACTS = {
    "Which directive is this?": "TEST",
    "Which version": "2",
    "From which day": "1 March 2026",
    "What is its rank": "directive",
    "Where does it apply": "home",
}
QUESTIONS = (
    "On a personal account, may staff like content on government affairs?",
    "How many days to report a password?",
    "On a personal account, may staff follow any account?",
)
PEOPLE, PAUSE, PATIENCE = 50, 2.0, 240


def word_file(markdown: str) -> bytes:
    """The headings and paragraphs as a Word file."""
    document = docx.Document()
    for line in filter(None, markdown.splitlines()):
        level = len(line) - len(line.lstrip("#"))
        words = line.lstrip("# ")
        document.add_heading(words, level - 1) if level else document.add_paragraph(words)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _admin(served: ServedBot, name: str) -> Person:
    person = served.telegram.person(name)
    served.let_in(person, role=Role.ADMIN)
    return person


@pytest.mark.slow
def test_everybody_gets_one_version_or_the_other_whole(
    telegram: TelegramEmulator, small_library: SmallLibrary, tmp_path: Path
) -> None:
    directory = shutil.copytree(small_library.directory, tmp_path / "knowledge")
    store = SnapshotStore(directory)
    engine = engine_over(LiveSnapshot(store), Settings())
    more = {
        "embedding": {"model": str(small_library.model)},
        "publishing": {"golden": small_library.golden},
    }
    patient = replace(QUICK, answer=30)
    bot = ServedBot(telegram, tmp_path, engine, pace=patient, more_settings=more)
    with bot as served, working(served.settings):
        ada, ben = _admin(served, "Ada"), _admin(served, "Ben")
        with Crowd(served, PEOPLE, QUESTIONS, pause=PAUSE) as crowd:
            given = ("v2.docx", word_file(SECOND), FACTS)
            request_publication(telegram, ada, *given, patience=PATIENCE)
            ben.chat.wait_for_reply_sync(lambda seen: "Approve" in seen.labels, timeout=PATIENCE)
            approved = crowd.now()
            ben.press("Approve")
            ben.chat.wait_for_reply_sync(lambda seen: "is live since" in seen.text, timeout=60)
            live_since = crowd.now()
            crowd.wait_for_answers(since=live_since, count=2 * PEOPLE, timeout=PATIENCE)
    assert store.current() not in (small_library.first, small_library.second)
    clauses = clauses_of(store, small_library.first, store.current())
    assert all(told.message for told in crowd.told)
    assert all(told.versions in ({"1"}, {"2"}) for told in crowd.told)
    assert all(told.is_verbatim(clauses) for told in crowd.told)
    assert {told.versions for told in crowd.told} == {frozenset("1"), frozenset("2")}
    assert all(told.versions == {"1"} for told in crowd.told if told.answered < approved)
    assert all(told.versions == {"2"} for told in crowd.told if told.asked > live_since)
