"""Labels that a program printed against the text behind them: "1.1The", "Part IGeneral"."""

from __future__ import annotations

import re

_WORDS = r"(?:Article|Section|Rule|Regulation|Part|Title|Chapter|Book|Division|Annex|Schedule)"
_WORD = r"(?=[\"“«‘]?[^\W\d_]{2}|[AIa] [a-z])"
_AGAINST_TEXT = re.compile(
    rf"(?:\d{{1,3}}(?:\.\d{{1,3}})+[.)]?|\d{{1,3}}[.)]|\([a-zA-Z]{{1,4}}\)|\(\d{{1,3}}\)){_WORD}"
    rf"|{_WORDS} (?:\d{{1,4}}(?:\.\d{{1,3}})*|[IVXLC]{{1,7}})[.:]?(?=[A-Z][a-z])"
)
_PLURAL = re.compile(r"\((?:s|es|ies|r|n|e|in)\)")


def with_label_apart(text: str) -> str:
    """``text`` with a space between the label that it begins with and its first word."""
    found = _AGAINST_TEXT.match(text)
    if found is None or _PLURAL.fullmatch(found[0]):
        return text
    return f"{found[0]} {text[found.end() :]}"
