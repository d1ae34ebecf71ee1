"""What admins see of an update: the plan with what can be done about it, and short words."""

from __future__ import annotations

from dataclasses import dataclass

from bot.evaluation.rehearsal import Rehearsal
from bot.publishing import wording
from bot.publishing.submitting import known_of
from bot.slack_channel import publish_wording
from bot.slack_channel.render.elements import (
    MENTION,
    actions,
    button,
    confirmation,
    context,
    divider,
    header,
    mentioning,
    section,
)
from bot.slack_channel.render.message import Block, OutMessage, escaped
from bot.slack_channel.render.publish_plan import plan_pages
from bot.storage.publications import Publication, PublicationState
from bot.storage.submissions import Submission, SubmissionState
from knowledge.revision.revision import Revision
from knowledge.revision.wording import overall

UPDATE, FACTS, REQUEST, CANCEL = "update", "facts", "request_publication", "cancel_update"
APPROVE, REJECT, TURN, SHOW = "approve", "reject", "turn_plan", "show_plan"
ROLL_BACK = "roll_back"
MOST_WARNINGS, LONGEST_WARNING = 6, 400


@dataclass(frozen=True, slots=True)
class Shown:
    """All that the message about a submission is drawn from. ``outcome`` says in a line how its
    publication stands; ``own`` is the copy of whoever sent the file, ``decides`` says that its
    reader may approve."""

    submission: Submission
    revision: Revision | None
    rehearsal: Rehearsal | None
    publication: Publication | None
    outcome: str
    own: bool
    decides: bool


def plan_message(shown: Shown, page: int = 0) -> OutMessage:
    """The plan, page by page, the rehearsal in a line, and the buttons of this moment."""
    submission, staged = shown.submission, shown.submission.staged
    title = staged.directive if staged else submission.name
    if shown.revision is None:
        return plain_message(title, shown.outcome or wording.PLAN_GONE)
    pages = plan_pages(shown.revision, shown.rehearsal)
    page = min(max(page, 0), len(pages) - 1)
    blocks = [
        header(publish_wording.plan_title(title)),
        section(overall(shown.revision)),
        *_warnings(staged.warnings if staged else ()),
        *pages[page],
        *_turning(submission.id, page, len(pages)),
        divider(),
        *_rehearsed(shown.rehearsal),
        *_standing(shown),
    ]
    text = "\n".join(filter(None, (publish_wording.plan_title(title), shown.outcome)))
    return OutMessage(naming(text), tuple(blocks))


def plain_message(title: str, words: str) -> OutMessage:
    """A title and a word, where there is no plan to show."""
    return OutMessage(naming(f"{title}: {words}"), (header(title), mentioning(words)))


def word(words: str) -> OutMessage:
    """A word that may name people."""
    return OutMessage(naming(words), (mentioning(words),))


def naming(words: str) -> str:
    """Plain text in which people are still named."""
    pieces = enumerate(MENTION.split(words))
    return "".join(f"<@{piece}>" if place % 2 else escaped(piece) for place, piece in pieces)


def _warnings(warnings: tuple[str, ...]) -> list[Block]:
    lines = [f"⚠ {words[:LONGEST_WARNING]}" for words in warnings[:MOST_WARNINGS]]
    if left := len(warnings) - len(lines):
        lines.append(publish_wording.more_warnings_line(left))
    return [context(*lines)] if lines else []


def _turning(submission: str, page: int, pages: int) -> list[Block]:
    if pages < 2:
        return []
    turns = [
        button(label, f"{TURN}.{to}", submission)
        for label, to in ((publish_wording.BACK, page - 1), (publish_wording.ON, page + 1))
        if 0 <= to < pages
    ]
    return [context(wording.page_line(page + 1, pages)), actions(turns)]


def _rehearsed(rehearsal: Rehearsal | None) -> list[Block]:
    if rehearsal is None:
        return []
    lines = [wording.rehearsal_line(rehearsal), wording.turned_line(rehearsal)]
    if rehearsal.flips:
        lines[1] += f" {publish_wording.FLIPS_HINT}"
    if rehearsal.to_review:
        lines.append(wording.review_line(len(rehearsal.to_review)))
    return [section("\n".join(lines))]


def _standing(shown: Shown) -> list[Block]:
    blocks = [mentioning(shown.outcome)] if shown.outcome else []
    publication = shown.publication
    if publication and publication.reason:
        blocks.append(context(wording.reason_line(publication.reason)))
    row = _row(shown)
    return [*blocks, actions(row)] if row else blocks


def _row(shown: Shown) -> list[Block]:
    submission, publication = shown.submission, shown.publication
    if submission.state is SubmissionState.PREPARED and shown.own:
        return [
            button(wording.REQUEST, REQUEST, submission.id, style="primary"),
            button(wording.CANCEL, CANCEL, submission.id),
        ]
    if publication is None or publication.state is not PublicationState.REQUESTED:
        return []
    row = []
    if shown.decides:
        row.append(_approve(publication))
    if shown.own:
        row.append(button(wording.WITHDRAW, REJECT, publication.id, confirm=_withdrawal()))
    elif shown.decides:
        row.append(_reject(publication))
    return row


def _approve(publication: Publication) -> Block:
    confirm = confirmation(
        publish_wording.APPROVE_TITLE,
        wording.wanted_line(publication.title, publication.live_on),
        wording.APPROVE,
        wording.CANCEL,
        style="primary",
    )
    return button(wording.APPROVE, APPROVE, publication.id, style="primary", confirm=confirm)


def _reject(publication: Publication) -> Block:
    confirm = confirmation(
        publish_wording.REJECT_TITLE,
        publish_wording.REJECT_QUESTION,
        wording.REJECT,
        wording.CANCEL,
    )
    return button(wording.REJECT, REJECT, publication.id, style="danger", confirm=confirm)


def _withdrawal() -> Block:
    return confirmation(
        publish_wording.WITHDRAW_TITLE,
        publish_wording.WITHDRAW_QUESTION,
        publish_wording.WITHDRAW_YES,
        publish_wording.WITHDRAW_NO,
    )


def read_message(submission: Submission) -> OutMessage:
    """What came of reading the file: it goes on, facts are asked for, or it cannot be used."""
    name, reading = submission.name, submission.reading
    lines = [wording.read_line(name, reading.clauses)] if reading else []
    if reading:
        lines.append(wording.facts_line(known_of(submission)))
    blocks: list[Block] = []
    match submission.state:
        case SubmissionState.REFUSED:
            lines = [wording.refused_line(name), submission.remark]
        case SubmissionState.ASKING:
            lines += [submission.remark, publish_wording.missing_line(submission.missing)]
            press = button(publish_wording.TELL_FACTS, FACTS, submission.id, style="primary")
            blocks.append(actions([press, button(wording.CANCEL, CANCEL, submission.id)]))
        case SubmissionState.COMPLETE:
            lines.append(wording.PREPARING)
        case _:
            pass
    words = "\n".join(filter(None, lines))
    warnings = _warnings(reading.warnings if reading else ())
    return OutMessage(escaped(words), (section(words), *warnings, *blocks))
