"""Cursors: long lists come in pages."""

import base64
import binascii
from collections.abc import Sequence

from .call import Answer, ApiCall, ApiError


def page(call: ApiCall, name: str, items: Sequence[object]) -> Answer:
    """The part of a list that the call asks for."""
    limit = call.number("limit", 100)
    if not 1 <= limit <= 1000:
        raise ApiError("invalid_limit")
    start = _read_cursor(call.maybe_text("cursor"))
    rest = len(items) > start + limit
    following = f"next:{start + limit}" if rest else ""
    cursor = base64.b64encode(following.encode()).decode()
    return {
        name: list(items[start : start + limit]),
        "response_metadata": {"next_cursor": cursor},
    }


def _read_cursor(cursor: str | None) -> int:
    if cursor is None:
        return 0
    try:
        return int(base64.b64decode(cursor).decode().removeprefix("next:"))
    except (ValueError, binascii.Error):
        raise ApiError("invalid_cursor") from None
