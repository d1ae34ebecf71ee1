"""What is drawn when it is sent, since how things stand may have changed since it was decided."""

from __future__ import annotations

import logging
from typing import Protocol

from bot.slack_channel.calls import Call, Edit, HandOut, Ready, Redraw
from bot.slack_channel.render.message import OutMessage

logger = logging.getLogger(__name__)


class Drawing(Protocol):
    """Draws plans of updates. Reads snapshots: not to be called on an event loop."""

    def plan(self, submission_id: str, chat: str, page: int) -> OutMessage | None:
        """The plan as it is seen in that chat; ``None`` where the submission is gone."""

    def page(self, submission_id: str) -> str | None:
        """The page to mail around; ``None`` where there is no plan any more."""


def drawn(drawing: Drawing, call: Call) -> tuple[Ready | None, str]:
    """The call as it can be made, and the page that it hands out; no call where nothing is left
    to show."""
    try:
        match call:
            case Redraw():
                content = drawing.plan(call.submission, call.chat, call.page)
                if content is None:
                    return None, ""
                return Edit(call.chat, call.message, content, call.thread), ""
            case HandOut():
                page = drawing.page(call.submission)
                return (call, page) if page else (None, "")
            case _:
                return call, ""
    except Exception:
        # Tried again, it would fail again, for ever.
        logger.exception("A %s cannot be drawn", call.kind)
        return None, ""
