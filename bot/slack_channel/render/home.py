"""The Home tab: what is in force, what changed, and what is the reader's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bot.changes.digest import Digest
from bot.changes.wording import digest_title
from bot.slack_channel import home_wording, wording
from bot.slack_channel.render.digest import digest_blocks
from bot.slack_channel.render.elements import (
    actions,
    button,
    confirmation,
    context,
    divider,
    header,
    section,
    strong,
)
from bot.slack_channel.render.message import Block
from bot.slack_channel.render.publish_home import PublishingDesk, publishing_blocks
from bot.storage.profiles import Profile
from bot.storage.receipts import Receipt
from knowledge.directive import Directive, Rank

EDIT_PROFILE, FORGET = "edit_profile", "forget_me"
LATELY = timedelta(days=183)
_MOST_TEXTS = 20
_MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class Own:
    """What a person sees of themselves; ``publishing`` is for admins."""

    profile: Profile
    receipts: Sequence[Receipt]
    linked: bool
    publishing: PublishingDesk | None = None


def home_view(
    directives: Sequence[Directive], today: date, own: Own, digests: Sequence[Digest] = ()
) -> dict[str, Any]:
    """The view for ``views.publish``; ``digests`` tell what changed, the newest first."""
    blocks = [
        header(home_wording.TITLE),
        section(home_wording.INTRO),
        *_in_force(directives, today),
        *_changed(directives, today, digests),
        *(publishing_blocks(own.publishing) if own.publishing else []),
        *_own(own),
    ]
    return {"type": "home", "blocks": blocks}


def stranger_view() -> dict[str, Any]:
    """What somebody sees who has no access."""
    return {"type": "home", "blocks": [section(wording.NEUTRAL)]}


def _in_force(directives: Sequence[Directive], today: date) -> list[Block]:
    binding = [one for one in directives if one.in_force(today)]
    ranks = list(Rank)
    binding.sort(key=lambda one: (one.jurisdiction != "home", ranks.index(one.rank), one.key))
    lines = [section(home_wording.directive_line(one)) for one in binding[:_MOST_TEXTS]]
    return [divider(), header(home_wording.IN_FORCE), *lines]


def _changed(
    directives: Sequence[Directive], today: date, digests: Sequence[Digest]
) -> list[Block]:
    recent = [
        (one.in_force_from, one)
        for one in directives
        if one.in_force_from and today - LATELY <= one.in_force_from <= today
    ]
    recent.sort(key=lambda pair: (pair[0], pair[1].key), reverse=True)
    lines = [home_wording.changed_line(one, day) for day, one in recent[:_MOST_TEXTS]]
    if not lines and not digests:
        lines = [home_wording.NOTHING_CHANGED]
    blocks = [divider(), header(home_wording.CHANGED)]
    if lines:
        blocks.append(section("\n".join(lines)))
    for digest in digests:
        blocks += [strong(digest_title(digest)), *digest_blocks(digest, _MOST_LINES)]
    return blocks


def _own(own: Own) -> list[Block]:
    change = button(home_wording.PROFILE_EDIT, EDIT_PROFILE, "profile")
    profile = home_wording.profile_lines(own.profile.account, own.profile.role)
    blocks = [divider(), header(home_wording.PROFILE), section(profile, change)]
    blocks += [divider(), header(home_wording.RECEIPTS)]
    blocks += [section(home_wording.receipt_entry(one)) for one in own.receipts] or [
        section(home_wording.NO_RECEIPTS)
    ]
    linked = home_wording.LINKED if own.linked else home_wording.NOT_LINKED
    forget = button(
        home_wording.FORGET,
        FORGET,
        "forget",
        style="danger",
        confirm=confirmation(
            home_wording.FORGET_TITLE,
            home_wording.FORGET_QUESTION,
            home_wording.FORGET_YES,
            home_wording.FORGET_NO,
        ),
    )
    return [*blocks, divider(), context(linked), actions([forget])]
