"""What stands in a text without being part of it: rules, tags, editors' notes, page numbers."""

from __future__ import annotations

import re

_TAGS = re.compile(r"(?:<[^<>]{1,300}>\s*)+")
_BLOCK_TAG = re.compile(
    r"</?(?:address|article|aside|blockquote|body|center|dd|details|dialog|div|dl|dt|figure"
    r"|footer|form|h[1-6]|head|header|html|iframe|li|main|nav|ol|p|pre|script|section|style"
    r"|summary|table|tbody|td|tfoot|th|thead|tr|ul)\b[^<>]{0,300}>",
    re.IGNORECASE,
)
_LINK_TARGET = re.compile(r"\[[^\]^][^\]]{0,200}\]:\s")
_IMAGE = re.compile(r"!\[[^\]]{0,500}\]\([^()\s]{1,2000}\)")
_CONTENTS = re.compile(r"\[[^\]]{1,300}\]\(#[^()\s]{0,300}\)")
_DOT_LEADER = re.compile(r"(?:\.{4,}|…{2,}|(?:\. ){4,})\s*\d{1,4}$")
_PAGE = re.compile(r"(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)


def is_only_markup(line: str) -> bool:
    """Whether a line has nothing to read: no letter, no digit, or nothing but HTML tags."""
    if not any(map(str.isalnum, line[:400])) and not any(map(str.isalnum, line[400:])):
        return True
    return line[0] == "<" and _TAGS.fullmatch(line[:4000]) is not None and len(line) <= 4000


def is_raw(line: str) -> bool:
    """Whether a line is HTML of its own, which nobody could quote."""
    return line[0] == "<" and _BLOCK_TAG.match(line) is not None


def is_note(paragraph: str) -> bool:
    """Whether a paragraph is an editor's: bracketed whole, an image, a table of contents line."""
    text = paragraph.strip("*_ ")
    if text.startswith("[") and text.endswith("]"):
        return _closes_at_end(text)
    if text.startswith("[") and (_LINK_TARGET.match(text) or _CONTENTS.fullmatch(text[:700])):
        return True
    if text.startswith("![") and _IMAGE.fullmatch(text[:3000]):
        return True
    return _PAGE.fullmatch(text[:40]) is not None or _DOT_LEADER.search(text[-80:]) is not None


def _closes_at_end(text: str) -> bool:
    depth = 0
    for position, character in enumerate(text):
        depth += (character == "[") - (character == "]")
        if depth == 0:
            return position == len(text) - 1
    return False
