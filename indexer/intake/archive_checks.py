"""A zip archive looked over before anything in it is unpacked."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path

from indexer.intake.limits import MEGABYTE, Limits
from knowledge.errors import SourceError

_HEADER_BYTES = 30
_SMALL = 1 * MEGABYTE
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_SAVE_AGAIN = "Open it in Word or LibreOffice, save it again as DOCX, and give that file."
_ODD_NAME = re.compile(r"[\x00-\x1f\x7f\\]|^/|^[A-Za-z]:|(?:^|/)\.\.(?:/|$)")


def open_archive(path: Path, data: bytes, limits: Limits) -> zipfile.ZipFile:
    """The archive, if it is one that a word processor would write.

    Raises ``SourceError`` for archives that are damaged, locked, far larger unpacked, or whose
    names lead out of the archive or stand for two parts at once.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
        raise SourceError(
            path, "the archive is damaged or cut short", remedy=_SAVE_AGAIN
        ) from error
    entries = archive.infolist()
    if len(entries) > limits.entries:
        raise _bomb(path, f"it has {len(entries):,} parts")
    _refuse_names(path, entries)
    _refuse_locked(path, entries)
    _refuse_bombs(path, entries, len(data), limits)
    return archive


def _refuse_names(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    for entry in entries:
        # `orig_filename` is what stands in the file; zipfile cuts the other at a NUL.
        if _ODD_NAME.search(entry.orig_filename):
            raise SourceError(
                path,
                f"a part of it is named {entry.orig_filename[:60]!r}, which leads elsewhere",
                remedy="Do not use this file; ask its sender for a clean one.",
            )
    names = Counter(entry.filename.lower() for entry in entries)
    twice = next((name for name, count in names.items() if count > 1), None)
    if twice is not None:
        raise SourceError(
            path,
            f"two parts of it are called {twice[:60]!r}, so that programs may show different texts",
            remedy=_SAVE_AGAIN,
        )


def _refuse_locked(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise SourceError(
            path, "the archive is locked with a password", remedy="Save it without a password."
        )
    if any(entry.compress_type not in _METHODS for entry in entries):
        raise SourceError(
            path, "the archive is packed in a way that Word does not use", remedy=_SAVE_AGAIN
        )


def _refuse_bombs(path: Path, entries: list[zipfile.ZipInfo], length: int, limits: Limits) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.unpacked_bytes:
        raise _bomb(path, f"it grows to {unpacked // MEGABYTE:,} MB when unpacked")
    for entry in entries:
        if entry.file_size > _SMALL and entry.file_size > limits.ratio * entry.compress_size:
            ratio = entry.file_size // max(1, entry.compress_size)
            raise _bomb(path, f"a part of it grows {ratio:,} times when unpacked")
    end = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset < end:
            raise _bomb(path, "parts of it lie in one another")
        end = entry.header_offset + _HEADER_BYTES + entry.compress_size
    if end > length:
        raise SourceError(path, "the archive is cut short", remedy=_SAVE_AGAIN)


def _bomb(path: Path, what: str) -> SourceError:
    return SourceError(
        path,
        f"this looks like a zip bomb: {what}",
        remedy="Do not use this file; ask its sender for a clean one.",
    )
