"""The buttons of publishing: facts, pages, request, decision, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.publishing import wording
from bot.publishing.facts import Misread, read_answer
from bot.publishing.outcomes import DecisionResult, NotDone
from bot.storage.people import Person
from bot.storage.submissions import SubmissionState
from bot.telegram_channel import publish_wording as own
from bot.telegram_channel.calls import Buttons, Call, Edit, Post, Tie, Toast
from bot.telegram_channel.decision import Commit, Decision
from bot.telegram_channel.front import Front
from bot.telegram_channel.listeners.replies import text_message, toasting
from bot.telegram_channel.listeners.tapped import ButtonListener, Tapped
from bot.telegram_channel.publish_messages import (
    Notices,
    may_publish,
    requested,
    standing,
    to_decide,
)
from bot.telegram_channel.publish_steps import (
    OVER,
    Step,
    cancel,
    request_publication,
    state_fact,
)
from bot.telegram_channel.render import publish_screens as screens
from bot.telegram_channel.render.callback_data import PublishStep
from bot.telegram_channel.render.rich_text import plain

# What Telegram shows of a button's answer.
TOAST_LIMIT = 200


def tapped(front: Front, tap: Tapped, person: Person) -> Commit | None:
    """Takes the step that the button names, if the person may."""
    if not may_publish(person) or not tap.place.private:
        return toasting(tap.pressed, NotDone.NOT_ALLOWED.sentence)
    step = _STEPS.get(tap.part(0))
    return step(front, tap, person) if step else None


def _stated(front: Front, tap: Tapped, person: Person) -> Commit | None:
    """A fact was chosen: the question shows it, and the next one comes."""
    submission_id, key, mark = tap.part(1), tap.part(2), tap.part(3)
    submission = front.publishing.submitting.get(submission_id)
    asked = front.publishing.submitting.question(submission) if submission else None
    if submission is None:
        return None
    values = (*asked.choices, *asked.offers) if asked and asked.key == key else ()
    value = next((each for each in values if screens.mark_of(each) == mark), None)
    if asked is None or value is None:
        return lambda: _told(front, tap, Step(NotDone.TOO_LATE.sentence))
    shown = screens.question(submission, asked) + "\n\n"
    shown = shown + plain(own.stated_line(wording.fact_label(key), value))

    def commit() -> Decision:
        step = state_fact(front, tap.place.chat, person, submission_id, key, value)
        if step.sentence:
            return _told(front, tap, step)
        front.plan_messages.untie(tap.place.at(tap.message))
        edit = Edit(tap.place.chat, tap.message, text_message(shown))
        return Decision((Toast(tap.pressed.query), edit, *step.calls))

    return commit


def _cancelled(front: Front, tap: Tapped, person: Person) -> Commit:
    chat = tap.place.chat
    return lambda: _told(front, tap, cancel(front, chat, person, tap.part(1)))


def _turned(front: Front, tap: Tapped, _person: Person) -> Commit | None:
    """Another page of the plan."""
    submission = front.publishing.submitting.get(tap.part(1))
    plan = front.publishing.plan(submission) if submission else None
    if submission is None or plan is None or not tap.part(2).isdigit():
        return toasting(tap.pressed, wording.PLAN_GONE)
    shown = screens.plan_page(plan, submission.id, int(tap.part(2)))
    return toasting(tap.pressed, "", Edit(tap.place.chat, tap.message, shown))


def _requested(front: Front, tap: Tapped, person: Person) -> Commit | None:
    stated = read_answer("in_force_from", tap.part(2)) if tap.part(2) else ""
    if isinstance(stated, Misread):
        return None
    day, chat = date.fromisoformat(stated) if stated else None, tap.place.chat
    return lambda: _told(
        front, tap, request_publication(front, chat, person, tap.part(1), live_on=day)
    )


def _day_wanted(front: Front, tap: Tapped, person: Person) -> Commit | None:
    submission = front.publishing.submitting.get(tap.part(1))
    if submission is None or submission.submitted_by != person.id:
        return None
    if submission.state is not SubmissionState.PREPARED:
        return lambda: _told(front, tap, Step(NotDone.TOO_LATE.sentence))
    content = text_message(own.WRITE_DAY, screens.cancel_keyboard(tap.part(1)))
    tie = Tie(submission=tap.part(1), awaits="day")
    return toasting(tap.pressed, "", Post(tap.place.chat, content, tie=tie))


def _approved(front: Front, tap: Tapped, person: Person) -> Commit:
    approve = front.publishing.releasing.approve
    return lambda: _decided(front, tap, approve(tap.part(1), by=person.id))


def _rejected(front: Front, tap: Tapped, person: Person) -> Commit:
    reject = front.publishing.releasing.reject
    return lambda: _decided(front, tap, reject(tap.part(1), by=person.id))


def _decided(front: Front, tap: Tapped, result: DecisionResult) -> Decision:
    """The decision is made once; everybody hears of it by the news."""
    sentence, again = "", False
    if isinstance(result, NotDone):
        sentence, again = result.sentence, result not in OVER
    return _told(front, tap, Step(sentence, again=again))


def _shown(front: Front, tap: Tapped, person: Person) -> Commit | None:
    """One's own file, as it stands."""
    submission = front.publishing.submitting.get(tap.part(1))
    if submission is None or submission.submitted_by != person.id:
        return None
    calls = standing(front, tap.place.chat, submission)
    return toasting(tap.pressed, "" if calls else NotDone.TOO_LATE.sentence, *calls)


def _request_shown(front: Front, tap: Tapped, person: Person) -> Commit | None:
    """A request, with what the person can do about it."""
    publication = front.publishing.releasing.get(tap.part(1))
    if publication is None or publication not in front.publishing.releasing.waiting():
        return toasting(tap.pressed, NotDone.ALREADY_DECIDED.sentence)
    submission = front.publishing.submitting.get(publication.submission_id or "")
    calls: Notices
    if publication.requested_by == person.id:
        calls = (requested(front, tap.place.chat, publication),)
    elif submission is not None:
        calls = to_decide(front, tap.place.chat, publication, submission)
    else:
        return None
    return toasting(tap.pressed, "", *calls)


def _rolled_back(front: Front, tap: Tapped, person: Person) -> Commit:
    # Not within the transaction of the reply: it changes the store. Done twice it does nothing,
    # and everybody hears of it by the news.
    result = front.publishing.releasing.roll_back(by=person.id, leaving=tap.part(1))
    if isinstance(result, NotDone):
        return lambda: _told(front, tap, Step(result.sentence))
    done = Edit(tap.place.chat, tap.message, text_message(own.ROLLED_BACK))
    return toasting(tap.pressed, "", done)


def _kept(_front: Front, tap: Tapped, _person: Person) -> Commit:
    kept = Edit(tap.place.chat, tap.message, text_message(own.NOTHING_ROLLED_BACK))
    return toasting(tap.pressed, "", kept)


def _told(front: Front, tap: Tapped, step: Step) -> Decision:
    """Answers the button, takes the buttons away that lead nowhere any more, goes on."""
    calls: list[Call] = [Toast(tap.pressed.query)]
    if step.sentence and len(step.sentence) <= TOAST_LIMIT:
        calls = [Toast(tap.pressed.query, step.sentence, alert=True)]
    elif step.sentence:
        calls.append(Post(tap.place.chat, text_message(step.sentence)))
    if not step.again and front.plan_messages.untie(tap.place.at(tap.message)):
        calls.append(Buttons(tap.place.chat, tap.message))
    return Decision((*calls, *step.calls))


_STEPS: Mapping[str, ButtonListener] = {
    PublishStep.FACT: _stated,
    PublishStep.CANCEL: _cancelled,
    PublishStep.PAGE: _turned,
    PublishStep.REQUEST: _requested,
    PublishStep.DAY: _day_wanted,
    PublishStep.APPROVE: _approved,
    PublishStep.REJECT: _rejected,
    PublishStep.SHOW: _shown,
    PublishStep.SHOW_REQUEST: _request_shown,
    PublishStep.ROLL_BACK: _rolled_back,
    PublishStep.KEEP: _kept,
}
