"""Who came, what they did, and which listener acts on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias, assert_never

from bot.slack_channel import wording
from bot.slack_channel.decision import Commit, nothing
from bot.slack_channel.delivery.directory import Acquaintance
from bot.slack_channel.fetched import Fetching
from bot.slack_channel.front import Front
from bot.slack_channel.incoming import (
    Commanded,
    Incoming,
    Opened,
    PostChosen,
    Pressed,
    Said,
    Submitted,
    Unheard,
)
from bot.slack_channel.listeners import (
    answer,
    desk,
    home,
    link,
    post,
    publish,
    publish_forms,
    question,
)
from bot.slack_channel.listeners.acquainted import asker, presser
from bot.slack_channel.listeners.replies import quietly
from bot.slack_channel.render import controls, publish_windows, windows
from bot.slack_channel.render import publish as publishing
from bot.slack_channel.render.desk import WITHDRAW
from bot.slack_channel.render.home import FORGET
from bot.slack_channel.render.matrix import ACT
from bot.storage.people import Person

LINK = "/link"

Press: TypeAlias = Callable[[Front, Pressed, Person], Commit]

_PRESSES: dict[str, Press] = {
    controls.CHOOSE: answer.choose,
    controls.UNFOLD: answer.unfold,
    controls.FEEDBACK: answer.feedback,
    controls.TO_DM: answer.to_dm,
    controls.SHARE: answer.share,
    WITHDRAW: desk.withdrawn,
    FORGET: home.forgotten,
    ACT: post.acted,
    publishing.TURN: publish.turn,
    publishing.SHOW: publish.show,
    publishing.CANCEL: publish.cancel,
    publishing.APPROVE: publish.approve,
    publishing.REJECT: publish.reject,
    publishing.ROLL_BACK: publish.roll_back,
}


def listen(
    front: Front, incoming: Incoming, who: Acquaintance, fetched: Fetching | None = None
) -> Commit:
    """What is to be done about it; ``fetched`` is the file that came with it."""
    match incoming:
        case Said() | Commanded() | PostChosen():
            person = asker(front, incoming, who)
            if not isinstance(person, Person):
                return person
            return _asked(front, incoming, who, person, fetched)
        case Pressed():
            return _pressed(front, incoming, presser(front, who))
        case Submitted():
            return _submitted(front, incoming, who, presser(front, who), fetched)
        case Opened():
            return home.opened(front, incoming, presser(front, who))
        case Unheard():
            return nothing
        case _:
            assert_never(incoming)


def _asked(
    front: Front,
    incoming: Said | Commanded | PostChosen,
    who: Acquaintance,
    person: Person,
    fetched: Fetching | None,
) -> Commit:
    match incoming:
        case Said() if publish.concerns(incoming, person):
            return publish.received(front, incoming, person, fetched)
        case Said():
            return question.said(front, incoming, person)
        case Commanded(command=command) if command == LINK:
            return link.listen(front, incoming, who, person)
        case Commanded():
            return question.commanded(front, incoming, person)
        case PostChosen():
            return post.chosen(front, incoming, person)


def _pressed(front: Front, pressed: Pressed, person: Person | None) -> Commit:
    if person is None:
        return quietly(pressed, wording.NEUTRAL)
    act = _PRESSES.get(pressed.action.partition(".")[0])
    return act(front, pressed, person) if act else quietly(pressed, wording.NO_SUCH_BUTTON)


def _submitted(
    front: Front,
    sent: Submitted,
    who: Acquaintance,
    person: Person | None,
    fetched: Fetching | None,
) -> Commit:
    if person is None:
        return nothing
    match sent.window:
        case windows.DESK_QUESTION:
            return desk.asked(front, sent, person, who.name)
        case windows.DESK_ANSWER:
            return desk.answered(front, sent, person)
        case windows.PROFILE:
            return home.profile_saved(front, sent, person)
        case publish_windows.UPDATE_WINDOW:
            return publish.received(front, sent, person, fetched)
        case publish_windows.FACTS_WINDOW:
            return publish_forms.facts_stated(front, sent, person)
        case publish_windows.REQUEST_WINDOW:
            return publish_forms.requested(front, sent, person)
        case _:
            return nothing
