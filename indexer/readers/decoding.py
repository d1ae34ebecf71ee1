"""From bytes to text: UTF-8 or a clear refusal, normalised so that offsets mean one thing."""

from __future__ import annotations

import codecs
import unicodedata
from pathlib import Path

from knowledge.errors import SourceError

LONGEST_LINE = 200_000
"""More characters in one line than any clause can have and still be quoted."""

_UTF8 = "Save the file as UTF-8 text."
_OTHER_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}


def decode(path: Path, data: bytes) -> str:
    """The text of a file with ``\\n`` line ends, without a byte order mark, not yet NFC."""
    _refuse_other_unicode(path, data)
    _refuse_binary(path, data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        offset = error.start + (len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0)
        raise SourceError(
            path,
            f"byte 0x{data[offset]:02x} (byte {offset + 1} of the file) is not UTF-8",
            line=data.count(b"\n", 0, offset) + 1,
            remedy=f"{_UTF8} It may be in Windows-1252 or another older encoding now.",
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def normalise(text: str) -> str:
    """Unicode NFC, so that one letter has one spelling in text, questions and digests."""
    return unicodedata.normalize("NFC", text)


def refuse_endless_lines(path: Path, text: str, first_line: int) -> None:
    """Raise ``SourceError`` for a line so long that nobody could be quoted a clause of it."""
    if len(text) <= LONGEST_LINE:
        return
    for number, line in enumerate(text.split("\n"), first_line):
        if len(line) > LONGEST_LINE:
            raise SourceError(
                path,
                f"this line has {len(line):,} characters; no clause can be that long",
                line=number,
                remedy="Break the text into paragraphs, one clause each.",
            )


def _refuse_other_unicode(path: Path, data: bytes) -> None:
    for mark, name in _OTHER_MARKS.items():
        if data.startswith(mark):
            raise SourceError(
                path, f"the file is {name}, from its first byte", line=1, remedy=_UTF8
            )


def _refuse_binary(path: Path, data: bytes) -> None:
    offset = data.find(b"\0")
    if offset >= 0:
        raise SourceError(
            path,
            f"byte 0x00 (byte {offset + 1} of the file): this is no text but a binary file",
            line=data.count(b"\n", 0, offset) + 1,
            remedy="Give the text itself, as Markdown or plain text in UTF-8.",
        )
