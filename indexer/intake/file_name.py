"""A name that a file from outside may safely be stored under."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 120
_LONGEST_SUFFIX = 12
_UNSAFE = re.compile(r"[<>:\"|?*\x00-\x1f\x7f]")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


def safe_name(name: str) -> str:
    """The last part of ``name`` without anything that leads elsewhere or deceives the eye.

    Folders, control and direction characters, leading dots and names that Windows keeps for
    devices go; letters of every script stay, and so does the suffix.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")
    plain = _UNSAFE.sub("_", visible).strip(" .")
    if _RESERVED.match(plain):
        plain = f"_{plain}"
    stem, dot, suffix = plain.rpartition(".")
    if not dot or len(suffix) > _LONGEST_SUFFIX or not stem.strip("_ ."):
        return plain[:_LONGEST] if plain.strip("_ .") else "directive"
    return f"{stem[: _LONGEST - len(suffix) - 1].strip()}.{suffix}"
