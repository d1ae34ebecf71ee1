"""How large, how deep and how slow an uploaded file may be."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that no honest directive comes near; each can be raised by who knows better.

    ``unpacked_bytes``, ``entries`` and ``ratio`` bound a zip archive, which a DOCX is;
    ``xml_depth`` bounds the elements inside elements; ``memory_bytes`` and ``seconds`` bound the
    process that reads the file; ``characters`` bounds the text that comes out of it.
    """

    file_bytes: int = 20 * MEGABYTE
    unpacked_bytes: int = 200 * MEGABYTE
    entries: int = 2_000
    ratio: int = 150
    xml_depth: int = 200
    memory_bytes: int = 1_000 * MEGABYTE
    seconds: int = 120
    characters: int = 5 * MEGABYTE
