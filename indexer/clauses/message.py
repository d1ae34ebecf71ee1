"""The frame of a military message: routing lines before ``RMKS/``, and after the last ``BT``."""

from __future__ import annotations

import re

_REMARKS = re.compile(r"^RMKS/", re.MULTILINE)
_BREAK = re.compile(r"^BT[ \t]*$", re.MULTILINE)


def body_of(canonical: str) -> tuple[int, int]:
    """Where the text proper begins and ends; the whole text where there is no such frame."""
    remarks = _REMARKS.search(canonical)
    if remarks is None:
        return 0, len(canonical)
    breaks = list(_BREAK.finditer(canonical, remarks.end()))
    return remarks.end(), breaks[-1].start() if breaks else len(canonical)
