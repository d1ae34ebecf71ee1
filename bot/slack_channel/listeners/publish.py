"""What admins do to publish: they send a file, leaf through its plan, decide, and go back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from bot.publishing import wording
from bot.publishing.outcomes import DecisionResult, NotDone, RolledBack
from bot.publishing.submitting import is_admin
from bot.publishing.uploads import shown_name
from bot.slack_channel import publish_wording
from bot.slack_channel.calls import Calls, Edit, Post, Redraw
from bot.slack_channel.decision import Commit, Decision, nothing
from bot.slack_channel.fetched import UNDESCRIBED, Fetched, Fetching
from bot.slack_channel.front import Front
from bot.slack_channel.incoming import GivenFile, Incoming, Pressed, Said, Submitted
from bot.slack_channel.listeners.home import published
from bot.slack_channel.listeners.replies import back, quietly
from bot.slack_channel.publish_messages import redrawn, sent
from bot.slack_channel.render.desk import note
from bot.slack_channel.render.publish_windows import FILE_TYPES, UPDATE_WINDOW
from bot.storage.identity import Address, Platform
from bot.storage.people import Person
from bot.storage.role import Role

_PICTURES = ("image/", "video/", "audio/")


def documents_in(given: Said | Submitted) -> tuple[GivenFile, ...]:
    """The files that could be directives; pictures belong to questions."""
    match given:
        case Said() if given.place.private and not given.speaker.bot:
            return tuple(file for file in given.files if _is_document(file))
        case Submitted() if given.window == UPDATE_WINDOW:
            return given.files
        case _:
            return ()


def _is_document(file: GivenFile) -> bool:
    if file.mode == UNDESCRIBED or file.name.lower().endswith(tuple(f".{w}" for w in FILE_TYPES)):
        return True
    return not file.mimetype.startswith(_PICTURES)


def wanted(given: Incoming) -> GivenFile | None:
    """The file to be fetched, if an admin gave it: one at a time."""
    if isinstance(given, Submitted) or (isinstance(given, Said) and not given.edited):
        return next(iter(documents_in(given)), None)
    return None


def concerns(said: Said, person: Person) -> bool:
    """Whether a message brings a file to be published, and not a question about one."""
    if not documents_in(said):
        return False
    return person.role is Role.ADMIN or not said.text


def received(
    front: Front, given: Said | Submitted, person: Person, fetched: Fetching | None
) -> Commit:
    """Takes the file in; what comes of it is told by the news."""
    if person.role is not Role.ADMIN:
        return _answering(given, publish_wording.NOT_FOR_YOU)
    first, *others = documents_in(given)
    if fetched is None:
        return nothing
    if not isinstance(fetched, Fetched):
        words = publish_wording.not_fetched_line(shown_name(first.name), fetched)
        return _answering(given, words)
    where = _where(given, first)

    def commit() -> Decision:
        result = front.publishing.submitting.submit(
            fetched.data, fetched.file.name, by=person.id, where=where
        )
        if isinstance(result, NotDone):
            return _answering(given, result.sentence)()
        lines = [publish_wording.taken_line(result.name)]
        lines.append(wording.waits_line(front.publishing.submitting.ahead_of(result)))
        if others:
            left = [shown_name(file.name) for file in others]
            lines.append(publish_wording.one_at_a_time_line(result.name, left))
        return _answering(given, "\n".join(filter(None, lines)))()

    return commit


def _where(given: Said | Submitted, file: GivenFile) -> Address:
    """The message that brought the file; from a window, the file's own id stands for it."""
    if isinstance(given, Said):
        return given.place.at(given.message)
    return Address(Platform.SLACK, given.speaker.user, message=file.id)


def _answering(given: Said | Submitted, words: str) -> Commit:
    if isinstance(given, Said):
        call = Post(given.place.chat, note(words), given.place.thread)
    else:
        call = Post(given.speaker.user, note(words))
    return lambda: Decision((call,))


Listener: TypeAlias = Callable[[Front, Pressed, Person], Commit]
Step: TypeAlias = Callable[[Front, Pressed, Person], Calls]


def _by_admins(listener: Listener) -> Listener:
    """Others than admins are kindly refused."""

    def guarded(front: Front, pressed: Pressed, person: Person) -> Commit:
        if not is_admin(front.database, person.id):
            return quietly(pressed, NotDone.NOT_ALLOWED.sentence)
        return listener(front, pressed, person)

    return guarded


def _acting(step: Step) -> Listener:
    """Takes effect in the transaction that keeps the calls."""
    return _by_admins(lambda front, pressed, person: lambda: Decision(step(front, pressed, person)))


@_acting
def turn(front: Front, pressed: Pressed, _person: Person) -> Calls:
    """Shows another page in place."""
    submission = front.publishing.submitting.get(pressed.value)
    if submission is None or pressed.place is None:
        return (back(pressed, note(wording.PLAN_GONE)),)
    page = int(pressed.action.partition(".")[2] or 0)
    place = pressed.place
    return (Redraw(place.chat, pressed.message, submission.id, place.thread, page),)


@_by_admins
def show(front: Front, pressed: Pressed, person: Person) -> Commit:
    """The plan once more, in the direct message."""
    submission = front.publishing.submitting.get(pressed.value)
    if submission is None:
        return quietly(pressed, wording.PLAN_GONE)
    chat, thread = pressed.speaker.user, ""
    if submission.submitted_by == person.id and submission.where.platform is Platform.SLACK:
        chat, thread = submission.where.chat, submission.where.thread
    # Drawn before the transaction, since snapshots are read for it.
    calls = sent(front, submission, chat, thread)
    return lambda: Decision(calls)


@_acting
def cancel(front: Front, pressed: Pressed, person: Person) -> Calls:
    """Ends it before it was requested; the message says so."""
    result = front.publishing.submitting.cancel(pressed.value, by=person.id)
    if isinstance(result, NotDone):
        return _not_done(front, pressed, result, pressed.value)
    content = note(publish_wording.cancelled_line(result.name))
    if pressed.place is None:
        return (back(pressed, content),)
    return (Edit(pressed.place.chat, pressed.message, content, pressed.place.thread),)


@_acting
def approve(front: Front, pressed: Pressed, person: Person) -> Calls:
    """Approves; the news tells everybody concerned."""
    return _decided(front, pressed, front.publishing.releasing.approve(pressed.value, by=person.id))


@_acting
def reject(front: Front, pressed: Pressed, person: Person) -> Calls:
    """Turns a request down, or takes one's own back; the news tells everybody concerned."""
    return _decided(front, pressed, front.publishing.releasing.reject(pressed.value, by=person.id))


def _decided(front: Front, pressed: Pressed, result: DecisionResult) -> Calls:
    if not isinstance(result, NotDone):
        return ()
    publication = front.publishing.releasing.get(pressed.value)
    submission_id = publication.submission_id if publication else None
    return _not_done(front, pressed, result, submission_id or "")


def _not_done(front: Front, pressed: Pressed, why: NotDone, submission_id: str) -> Calls:
    """Says why, and draws what was pressed as things stand."""
    return back(pressed, note(why.sentence)), *redrawn(front, submission_id)


def roll_back(front: Front, pressed: Pressed, person: Person) -> Commit:
    """Goes back to what was live before; the news tells all admins, and the Home tab shows it."""
    # Not in the transaction: it changes files.
    result = front.publishing.releasing.roll_back(by=person.id, leaving=pressed.value)
    if not isinstance(result, RolledBack):
        return quietly(pressed, result.sentence)
    return lambda: Decision((published(front, pressed.speaker.user, person),))
