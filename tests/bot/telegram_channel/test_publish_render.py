"""What admins see of an update, to the character, and within Telegram's limits."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.publishing.facts import question_of
from bot.storage.identity import Address, Platform
from bot.storage.submissions import Reading, Submission, SubmissionState
from bot.telegram_channel.listeners.replies import text_message
from bot.telegram_channel.render import publish_screens as screens
from bot.telegram_channel.render.message import (
    CALLBACK_LIMIT_BYTES,
    ENTITY_LIMIT,
    TEXT_LIMIT,
    OutMessage,
)
from bot.telegram_channel.render.rich_text import Entity, units_of
from knowledge.directive import Directive
from knowledge.revision.compare import compare
from knowledge.revision.editions import Edition
from knowledge.revision.revision import Revision
from tests.bot.conftest import Clock
from tests.knowledge.revision.drafting import clause


def _revision(before: list[tuple[str, str]], after: list[tuple[str, str]]) -> Revision:
    editions = []
    for version, texts in (("1", before), ("2", after)):
        directive = Directive("D", "A title", version=version, in_force_from=date(2026, 3, 1))
        drafted = tuple(clause(number, text, version=version) for number, text in texts)
        editions.append(Edition(directive, drafted))
    return compare(editions[:1], editions)


def _submission(**more: object) -> Submission:
    values: dict[str, object] = {
        "id": "7k3m9x2p4q",
        "name": "v2.docx",
        "digest": "sha256:00",
        "submitted_by": 1,
        "submitted_at": Clock()(),
        "where": Address(Platform.TELEGRAM, "7", message="8"),
        "state": SubmissionState.ASKING,
        "reading": None,
        "answers": {},
        "missing": (),
        "remark": "",
        "progress": "",
        "staged": None,
        "rehearsal": None,
    }
    return Submission(**(values | more))  # type: ignore[arg-type]


def _fits(message: OutMessage) -> bool:
    buttons = [button for row in message.keyboard for button in row]
    return (
        0 < units_of(message.text) <= TEXT_LIMIT
        and len(message.entities) <= ENTITY_LIMIT
        and all(len(button.data.encode()) <= CALLBACK_LIMIT_BYTES for button in buttons)
    )


def test_a_change_shows_what_went_and_what_came() -> None:
    revision = _revision(
        [("1.1", "Staff shall report within 5 days.")],
        [("1.1", "Staff shall report within 2 days.")],
    )
    message = screens.plan_page(revision, "7k3m9x2p4q", 1)
    assert message.text == (
        "1 deadline changed; 0 kept as they are.\n"
        "\n"
        "D v1 → D v2\n"
        "A title\n"
        "version 2, in force since 1 March 2026\n"
        "\n"
        "§1.1 deadline changed\n"
        "5 days → 2 days (shorter)\n"
        "Staff shall report within 5 2 days."
    )
    gone, come = message.text.rindex("5 2"), message.text.rindex("2 days")
    assert Entity("strikethrough", gone, 1) in message.entities
    assert Entity("bold", come, 1) in message.entities
    assert Entity("underline", come, 1) in message.entities
    assert message.keyboard == ()


def test_pages_are_turned_in_both_directions() -> None:
    texts = [(f"{n}.1", f"Staff shall {'report ' * 60}item {n}.") for n in range(1, 30)]
    revision = _revision([], texts)
    first = screens.plan_page(revision, "7k3m9x2p4q", 1)
    assert [button.data for button in first.keyboard[0]] == ["u:p:7k3m9x2p4q:2"]
    second = screens.plan_page(revision, "7k3m9x2p4q", 2)
    assert [b.data for b in second.keyboard[0]] == ["u:p:7k3m9x2p4q:1", "u:p:7k3m9x2p4q:3"]
    beyond = screens.plan_page(revision, "7k3m9x2p4q", 99)
    assert [button.label for button in beyond.keyboard[0]] == ["◀ Earlier"]


words = st.lists(st.sampled_from(["shall", "may", "post", "🙂", "not", "x" * 300]), min_size=1)


@settings(max_examples=40, deadline=None)
@given(st.lists(words, max_size=12), st.lists(words, max_size=12))
def test_every_page_fits_a_message(before: list[list[str]], after: list[list[str]]) -> None:
    revision = _revision(
        [(f"{n}.1", " ".join(text)) for n, text in enumerate(before, 1)],
        [(f"{n}.1", " ".join(text)) for n, text in enumerate(after, 1)],
    )
    pages = screens.plan_pages(revision)
    for number in range(1, len(pages) + 1):
        assert _fits(screens.plan_page(revision, "7k3m9x2p4q", number))


def test_a_change_of_a_hundred_splinters_shows_the_old_text_then_the_new() -> None:
    before = " ".join(f"keep this part of it {n} odd" for n in range(60))
    after = " ".join(f"keep this part of it {n} even" for n in range(60))
    message = screens.plan_page(_revision([("1.1", before)], [("1.1", after)]), "7k3m9x2p4q", 1)
    assert _fits(message)
    assert sum(entity.kind == "strikethrough" for entity in message.entities) == 1


def test_a_file_with_much_to_say_of_itself_fits_a_message() -> None:
    reading = Reading({"title": "T" * 200}, "", 240, tuple("w" * 900 for _ in range(40)))
    submission = _submission(reading=reading, remark="r" * 5000)
    asked = question_of("title", {}, [Directive("D", "t" * 200)] * 9)
    keyboard = screens.question_keyboard(submission.id, asked)
    assert _fits(text_message(screens.question(submission, asked), keyboard))
    assert "and 34 more" in screens.question(submission, asked).text
    assert _fits(text_message(screens.refused(submission)))


def test_each_offer_is_known_again_by_its_button() -> None:
    asked = question_of("rank", {}, [])
    keyboard = screens.question_keyboard("7k3m9x2p4q", asked)
    data = [button.data.split(":") for button in keyboard[0]]
    assert [parts[:4] for parts in data] == [["u", "f", "7k3m9x2p4q", "rank"]] * 3
    assert [parts[4] for parts in data] == [screens.mark_of(value) for value in asked.choices]
