"""What admins see on the Home tab: a way to send a file, what is under way, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.publishing import wording
from bot.publishing.outcomes import RollbackOffer
from bot.slack_channel import publish_wording
from bot.slack_channel.render.elements import (
    actions,
    button,
    confirmation,
    divider,
    header,
    section,
)
from bot.slack_channel.render.message import Block
from bot.slack_channel.render.publish import ROLL_BACK, SHOW, UPDATE

MOST = 15


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A line about something under way; ``submission`` is what *Show* shows, if anything."""

    line: str
    submission: str


@dataclass(frozen=True, slots=True)
class PublishingDesk:
    """What an admin sees of publishing."""

    under_way: Sequence[UnderWay]
    rollback: RollbackOffer | None


def publishing_blocks(desk: PublishingDesk) -> list[Block]:
    """The part of the Home tab that only admins have."""
    lines = [_line(one) for one in desk.under_way[:MOST]]
    row = [button(publish_wording.UPDATE, UPDATE, "file", style="primary")]
    if desk.rollback is not None:
        row.append(_roll_back(desk.rollback))
    return [
        divider(),
        header(publish_wording.HOME_TITLE),
        *(lines or [section(publish_wording.HOME_NOTHING)]),
        actions(row),
    ]


def _line(one: UnderWay) -> Block:
    show = button(publish_wording.SHOW, SHOW, one.submission) if one.submission else None
    return section(one.line, show)


def _roll_back(offer: RollbackOffer) -> Block:
    confirm = confirmation(
        publish_wording.ROLL_BACK_TITLE,
        wording.rollback_question(offer),
        wording.ROLL_BACK,
        wording.KEEP,
    )
    return button(wording.ROLL_BACK, ROLL_BACK, offer.leaving, style="danger", confirm=confirm)
