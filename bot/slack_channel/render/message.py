"""A message as Slack takes it: blocks, and the plain text that stands for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

Block: TypeAlias = dict[str, Any]

LONGEST_FALLBACK = 3900


@dataclass(frozen=True, slots=True)
class OutMessage:
    """``text`` is what notifications show, and what goes out where the blocks are refused."""

    text: str
    blocks: tuple[Block, ...] = ()


def escaped(words: str) -> str:
    """Words for a field in which Slack reads ``&``, ``<`` and ``>`` as its own signs."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescaped(words: str) -> str:
    """The words that somebody typed, out of a field that Slack has escaped."""
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
