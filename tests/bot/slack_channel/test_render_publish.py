"""The plan as blocks: within Slack's limits whatever the directive holds, and true to its words."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.evaluation.rehearsal import Flip, Given, Rehearsal, Turn
from bot.slack_channel.render.elements import mentioning
from bot.slack_channel.render.publish import Shown, naming, plan_message
from bot.slack_channel.render.publish_plan import plan_pages
from bot.storage.database import utc_now
from bot.storage.identity import Address, Platform
from bot.storage.submissions import Staged, Submission, SubmissionState
from knowledge.clause import Clause, ClauseRef
from knowledge.directive import Directive
from knowledge.revision.compare import compare
from knowledge.revision.editions import Edition
from knowledge.revision.revision import Revision
from tests.slack_emulator.judge import judge_message_blocks

_WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=400)
_TEXTS = st.lists(_WORDS.filter(str.strip), min_size=1, max_size=12)


def edition(version: str, texts: list[str]) -> Edition:
    directive = Directive(
        "SMD", "A directive", version=version, in_force_from=date(2026, 1, int(version))
    )
    clauses = tuple(
        Clause(ClauseRef("SMD", version, f"1.{number}"), text, 0, len(text), ("Article 1",))
        for number, text in enumerate(texts, 1)
    )
    return Edition(directive, clauses)


def revision(before: list[str], after: list[str]) -> Revision:
    return compare((edition("1", before),), (edition("2", after),))


def rehearsal(*questions: str) -> Rehearsal:
    was, now = Given("permitted", "SMD v1 §1.1"), Given("forbidden", "SMD v2 §1.1")
    flips = tuple(Flip(question, was, now, Turn.WRONG, "golden") for question in questions)
    return Rehearsal("one", "two", date(2026, 1, 3), 9, 0, 9, 8, flips, ())


def shown(plan: Revision | None, told: Rehearsal | None = None) -> Shown:
    staged = Staged("two", "sha256:0", "one", "SMD v2", "2026-01-02", 1, ("A warning.",) * 12)
    submission = Submission(
        id="abc",
        name="v2.docx",
        digest="sha256:1",
        submitted_by=1,
        submitted_at=utc_now(),
        where=Address(Platform.SLACK, "D1"),
        state=SubmissionState.PREPARED,
        reading=None,
        answers={},
        missing=(),
        remark="",
        progress="",
        staged=staged,
        rehearsal=None,
    )
    return Shown(submission, plan, told, None, "", own=True, decides=False)


@given(before=_TEXTS, after=_TEXTS, questions=st.lists(_WORDS, max_size=40))
@settings(max_examples=40, deadline=None)
def test_every_page_is_a_message_that_slack_takes(
    before: list[str], after: list[str], questions: list[str]
) -> None:
    drawn = shown(revision(before, after), rehearsal(*questions))
    assert drawn.revision is not None
    for page in range(len(plan_pages(drawn.revision, drawn.rehearsal))):
        message = plan_message(drawn, page)
        assert judge_message_blocks(list(message.blocks)) is None
        assert message.text


def test_a_page_that_is_not_there_is_the_nearest_one() -> None:
    drawn = shown(revision(["Staff may like."], ["Staff shall not like."]))
    assert plan_message(drawn, 99) == plan_message(drawn, 0) == plan_message(drawn, -3)


def test_a_word_and_the_one_in_its_place_do_not_touch() -> None:
    (page,) = plan_pages(revision(["Within 5 days."], ["Within 2 days."]), None)
    (quoted,) = (part for part in page[-1]["elements"] if part["type"] == "rich_text_quote")
    assert "".join(piece["text"] for piece in quoted["elements"]) == "Within 5 2 days."


def test_without_its_snapshots_a_plan_says_so() -> None:
    assert "The plan is not there any more." in plan_message(shown(None)).text


def test_people_are_named_and_nothing_else_is_markup() -> None:
    words = "<@U012AB> asks: *a* <b> & <!channel>"
    assert naming(words) == "<@U012AB> asks: *a* &lt;b&gt; &amp; &lt;!channel&gt;"
    (part,) = mentioning(words)["elements"]
    assert part["elements"] == [
        {"type": "user", "user_id": "U012AB"},
        {"type": "text", "text": " asks: *a* <b> & <!channel>"},
    ]
