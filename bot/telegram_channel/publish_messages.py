"""Where an update stands, in messages: for whoever sent it, and for whoever may approve it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TypeAlias, assert_never

from bot.publishing import wording
from bot.storage.identity import Platform
from bot.storage.people import Person
from bot.storage.publications import Publication
from bot.storage.role import Role
from bot.storage.submissions import Submission, SubmissionState
from bot.telegram_channel import publish_wording as own
from bot.telegram_channel.calls import Buttons, File, Post, Tie
from bot.telegram_channel.front import Front
from bot.telegram_channel.listeners.replies import text_message
from bot.telegram_channel.render import publish_screens as screens
from bot.telegram_channel.render.message import Keyboard
from bot.telegram_channel.render.rich_text import plain
from knowledge.revision import page
from knowledge.revision.revision import Revision

# To any admin, outside of an answer to an update.
Notices: TypeAlias = tuple[Post | File | Buttons, ...]


def standing(front: Front, chat: int, submission: Submission) -> Notices:
    """Where it stands, with what its sender can do next. May take a second."""
    match submission.state:
        case SubmissionState.ASKING:
            return (_asking(front, chat, submission),)
        case SubmissionState.COMPLETE:
            return (preparing(front, chat, submission),)
        case SubmissionState.PREPARED:
            keyboard = screens.prepared_keyboard(submission, datetime.now(UTC).date())
            return _plan_and_rehearsal(front, chat, submission, keyboard)
        case SubmissionState.REFUSED:
            return (Post(chat, text_message(screens.refused(submission))),)
        case SubmissionState.CANCELLED:
            return (Post(chat, text_message(wording.CANCELLED)),)
        case SubmissionState.RECEIVED:
            return (Post(chat, text_message(own.reading_line(submission.name))),)
        case SubmissionState.REQUESTED:
            return ()
        case _:
            assert_never(submission.state)


def _asking(front: Front, chat: int, submission: Submission) -> Post:
    """The question for the next fact; of several files, one is asked about at a time."""
    first = first_asking(front, submission.submitted_by) or submission
    asked = front.publishing.submitting.question(submission)
    if first.id != submission.id or asked is None:
        return Post(chat, text_message(own.after_line(submission.name, first.name)))
    keyboard = screens.question_keyboard(submission.id, asked)
    content = text_message(screens.question(submission, asked), keyboard)
    return Post(chat, content, tie=Tie(submission=submission.id, awaits=f"fact {asked.key}"))


def first_asking(front: Front, person_id: int) -> Submission | None:
    """The file of a person that is asked about now."""
    asking = (
        each
        for each in front.publishing.submitting.open_of(person_id)
        if each.state is SubmissionState.ASKING and each.where.platform is Platform.TELEGRAM
    )
    return next(asking, None)


def preparing(front: Front, chat: int, submission: Submission) -> Post:
    """Nothing is missing; the plan is on its way."""
    lines = [own.ALL_STATED] if submission.answers else []
    waits = wording.waits_line(front.publishing.submitting.ahead_of(submission))
    lines += [line for line in (wording.PREPARING, waits) if line]
    content = plain("\n".join(lines))
    if not submission.answers:
        content = screens.reading(submission) + "\n\n" + content
    keyboard = screens.cancel_keyboard(submission.id)
    return Post(chat, text_message(content, keyboard), tie=Tie(submission=submission.id))


def requested(front: Front, chat: int, publication: Publication) -> Post:
    """The request is out: who is asked, and the way back."""
    others = [each for each in admins(front) if each.id != publication.requested_by]
    lines = [wording.requested_line(publication)]
    if not front.two_persons:
        lines.append(wording.YOU_MAY_APPROVE)
    else:
        lines.append(wording.OTHERS_ASKED if others else own.ALONE)
    keyboard = screens.requested_keyboard(publication, alone_enough=not front.two_persons)
    tie = Tie(submission=publication.submission_id or "")
    return Post(chat, text_message(" ".join(lines), keyboard), tie=tie)


def to_decide(front: Front, chat: int, publication: Publication, submission: Submission) -> Notices:
    """A request as another admin sees it: the plan, the page, the rehearsal, the two buttons."""
    head = wording.request_line(name_of(front, publication.requested_by), publication)
    reasons = (wording.reason_line(publication.reason),) if publication.reason else ()
    keyboard = screens.decision_keyboard(publication)
    return _plan_and_rehearsal(front, chat, submission, keyboard, head, reasons)


def _plan_and_rehearsal(
    front: Front,
    chat: int,
    submission: Submission,
    keyboard: Keyboard,
    head: str = "",
    reasons: tuple[str, ...] = (),
) -> Notices:
    plan = front.publishing.plan(submission)
    if plan is None or submission.staged is None:
        return (Post(chat, text_message(wording.PLAN_GONE)),)
    rehearsal = front.publishing.rehearsal(submission)
    notes = (*reasons, *submission.staged.warnings)
    *earlier, last = screens.rehearsal_messages(rehearsal, head, notes, keyboard)
    return (
        Post(chat, screens.plan_page(plan, submission.id, 1)),
        _attached(chat, submission, plan),
        *(Post(chat, message) for message in earlier),
        Post(chat, last, tie=Tie(submission=submission.id)),
    )


def _attached(chat: int, submission: Submission, plan: Revision) -> File:
    title = submission.staged.directive if submission.staged else submission.name
    content = page.plan_page(plan, made=datetime.now(UTC).date())
    name = f"plan-{re.sub(r'[^A-Za-z0-9.-]+', '-', title)}.html"
    return File(chat, name, content, wording.file_caption(title))


def without_buttons(front: Front, submission_id: str) -> Notices:
    """Takes the buttons of an update away, wherever they are shown; within a transaction."""
    calls: list[Buttons] = []
    for message in front.plan_messages.of(submission_id, Platform.TELEGRAM):
        front.plan_messages.untie(message)
        calls.append(Buttons(int(message.chat), int(message.message)))
    return tuple(calls)


def may_publish(person: Person) -> bool:
    """Whether the person may update directives."""
    return person.role is Role.ADMIN and not person.revoked


def admins(front: Front) -> tuple[Person, ...]:
    """Everyone who may publish, on whatever platform."""
    return tuple(filter(may_publish, front.people.everyone()))


def chats_of(person: Person) -> tuple[int, ...]:
    """The private chats of a person, which have the numbers of their accounts."""
    return tuple(
        int(identity.account)
        for identity in person.identities
        if identity.platform is Platform.TELEGRAM
    )


def admin_chats(front: Front) -> frozenset[int]:
    """The private chats of all admins."""
    return frozenset(chat for admin in admins(front) for chat in chats_of(admin))


def name_of(front: Front, person_id: int) -> str:
    """How other admins know a person."""
    person = front.people.get(person_id)
    return own.admin_name(person.label if person else "", person_id)
