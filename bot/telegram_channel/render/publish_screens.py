"""What admins see of an update, as texts and buttons; pure functions of what is on record."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from bot.evaluation.rehearsal import Flip, Rehearsal
from bot.publishing import wording
from bot.publishing.facts import FactQuestion
from bot.storage.publications import Publication
from bot.storage.submissions import Submission, SubmissionState
from bot.telegram_channel import publish_wording as own
from bot.telegram_channel.render.callback_data import Act, PublishStep, data_of
from bot.telegram_channel.render.keyboards import rows_of
from bot.telegram_channel.render.message import Button, Keyboard, OutMessage, message_of
from bot.telegram_channel.render.packing import packed
from bot.telegram_channel.render.publish_plan import plan_pages
from bot.telegram_channel.render.quotation import QuoteBlock
from bot.telegram_channel.render.rich_text import RichText, bold, italic, joined, plain
from knowledge.revision.revision import Revision

# So that all of it fits a message, or a button.
MOST_FLIPS, QUESTION_SHOWN = 8, 240
MOST_WARNINGS, WARNING_SHOWN, REMARK_SHOWN = 6, 300, 1500
MOST_LISTED, LABEL_SHOWN = 15, 60


def reading(submission: Submission) -> RichText:
    """What was found in the file: what it says of itself, and what its sender should know."""
    found = submission.reading
    if found is None:
        return plain(own.reading_line(submission.name))
    told = [wording.facts_line(found.facts)]
    told += [warning[:WARNING_SHOWN] for warning in found.warnings[:MOST_WARNINGS]]
    if len(found.warnings) > MOST_WARNINGS:
        told.append(own.more_line(len(found.warnings) - MOST_WARNINGS))
    head = bold(wording.read_line(submission.name, found.clauses))
    return joined([head, *(plain(line) for line in told if line)], "\n\n")


def refused(submission: Submission) -> RichText:
    """Why the file cannot be used."""
    return bold(wording.refused_line(submission.name)) + f"\n{submission.remark[:REMARK_SHOWN]}"


def question(submission: Submission, asked: FactQuestion) -> RichText:
    """The next fact to be stated; before the first, what was found."""
    parts = [plain(submission.remark[:REMARK_SHOWN])] if submission.remark else []
    if not submission.answers:
        parts.insert(0, reading(submission))
    return joined([*parts, bold(asked.sentence)], "\n\n")


def question_keyboard(submission_id: str, asked: FactQuestion) -> Keyboard:
    """The values to choose from, or those that are likely; and the way out."""
    buttons = [
        Button(
            value[:LABEL_SHOWN], _data(PublishStep.FACT, submission_id, asked.key, mark_of(value))
        )
        for value in asked.choices or asked.offers
    ]
    wide = any(len(button.label) > LABEL_SHOWN // 3 for button in buttons)
    return (*rows_of(buttons, 1 if wide else 3), *cancel_keyboard(submission_id))


def mark_of(value: str) -> str:
    """A value in a button's few bytes."""
    return hashlib.sha256(value.encode()).hexdigest()[:8]


def cancel_keyboard(submission_id: str) -> Keyboard:
    """The way out, until the publication is requested."""
    return ((Button(wording.CANCEL, _data(PublishStep.CANCEL, submission_id)),),)


def plan_page(revision: Revision, submission_id: str, page: int) -> OutMessage:
    """One page of the plan; others are a tap away."""
    pages = plan_pages(revision)
    page = min(max(page, 1), len(pages))
    header = wording.page_line(page, len(pages))
    content = (italic(header) + "\n\n" if header else RichText()) + pages[page - 1]
    turns = []
    if page > 1:
        turns.append(_turn(own.EARLIER_PAGE, submission_id, page - 1))
    if page < len(pages):
        turns.append(_turn(own.LATER_PAGE, submission_id, page + 1))
    return message_of(content, (tuple(turns),) if turns else ())


def _turn(label: str, submission_id: str, page: int) -> Button:
    return Button(label, _data(PublishStep.PAGE, submission_id, page))


def rehearsal_messages(
    rehearsal: Rehearsal | None, head: str, notes: Sequence[str], keyboard: Keyboard
) -> tuple[OutMessage, ...]:
    """What is wanted, what the rehearsal showed, and below it what can be done."""
    parts = [bold(head)] if head else []
    parts += [plain(note) for note in notes]
    if rehearsal is not None:
        parts.append(bold(wording.rehearsal_line(rehearsal)))
        parts += _flips(wording.WRONG_TITLE, rehearsal.turned_wrong)
        parts += _flips(wording.FLIPS_TITLE, rehearsal.others)
        parts += _flips(wording.RIGHT_TITLE, rehearsal.turned_right)
        if not rehearsal.flips:
            parts.append(plain(wording.NO_FLIPS))
        if rehearsal.to_review:
            parts.append(plain(wording.review_line(len(rehearsal.to_review))))
    return packed([QuoteBlock(part) for part in parts or [plain(wording.NO_FLIPS)]], keyboard)


def _flips(title: str, flips: Sequence[Flip]) -> list[RichText]:
    if not flips:
        return []
    lines = [
        plain(f"“{flip.question[:QUESTION_SHOWN]}”\n") + italic(wording.flip_line(flip))
        for flip in flips[:MOST_FLIPS]
    ]
    if len(flips) > MOST_FLIPS:
        lines.append(plain(own.more_line(len(flips) - MOST_FLIPS)))
    return [bold(title), *lines]


def prepared_keyboard(submission: Submission, today: date) -> Keyboard:
    """The request, at once or for a day; and the way out."""
    rows = [(_request(wording.REQUEST, submission.id, ""),)]
    day = date.fromisoformat(submission.staged.day) if submission.staged else today
    if day > today:
        label = own.request_on_label(day)
        rows.append((_request(label, submission.id, day.isoformat()),))
    other = Button(own.OTHER_DAY, _data(PublishStep.DAY, submission.id))
    return (*rows, (other, *cancel_keyboard(submission.id)[0]))


def _request(label: str, submission_id: str, day: str) -> Button:
    return Button(label, _data(PublishStep.REQUEST, submission_id, day))


def requested_keyboard(publication: Publication, *, alone_enough: bool) -> Keyboard:
    """What whoever requested it can do; approving it only where one person is enough."""
    rows = [(_decision(wording.WITHDRAW, PublishStep.REJECT, publication),)]
    if alone_enough:
        rows.insert(0, (_decision(wording.APPROVE, PublishStep.APPROVE, publication),))
    return tuple(rows)


def decision_keyboard(publication: Publication) -> Keyboard:
    """What the other admins can do."""
    approve = _decision(wording.APPROVE, PublishStep.APPROVE, publication)
    return ((approve, _decision(wording.REJECT, PublishStep.REJECT, publication)),)


def _decision(label: str, step: PublishStep, publication: Publication) -> Button:
    return Button(label, _data(step, publication.id))


def overview(lines: Sequence[str]) -> RichText:
    """What is under way."""
    return bold(own.UNDER_WAY) + "\n\n" + "\n\n".join(lines[:MOST_LISTED])


def overview_keyboard(
    submissions: Sequence[Submission], publications: Sequence[Publication]
) -> Keyboard:
    """Each thing under way can be shown anew, with its buttons."""
    own_files = [
        Button(own.show_label(each.name)[:LABEL_SHOWN], _data(PublishStep.SHOW, each.id))
        for each in submissions
        if each.state is not SubmissionState.RECEIVED
    ]
    requests = [
        Button(own.show_label(each.title)[:LABEL_SHOWN], _data(PublishStep.SHOW_REQUEST, each.id))
        for each in publications
    ]
    return rows_of([*own_files, *requests][:MOST_LISTED], 1)


def rollback_keyboard(leaving: str) -> Keyboard:
    """Going back is asked twice."""
    back = Button(wording.ROLL_BACK, _data(PublishStep.ROLL_BACK, leaving))
    return ((back, Button(wording.KEEP, _data(PublishStep.KEEP))),)


def _data(step: PublishStep, *parts: object) -> str:
    return data_of(Act.PUBLISH, step, *parts)
