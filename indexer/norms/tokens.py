"""A clause's text cut into sentences of tokens; a token keeps its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_TOKEN = re.compile(r"\w+(?:[-'’.&]\w+)*|[^\w\s]")
_PARAGRAPH = re.compile(r"\n\s*\n|\n\s*(?=[-*•]\s)")
_ABBREVIATIONS = frozenset(
    {"e.g", "i.e", "etc", "art", "arts", "no", "nos", "cf", "vs", "mr", "ms", "dr", "para"}
)
_OPENING = frozenset("\"'“‘(«[")
_CLOSING = frozenset("\"'”’)»]*_")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign; ``lower`` is what the grammar reads."""

    text: str
    lower: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is no mere sign."""
        return self.text[0].isalnum()


Sentence = Sequence[Token]


def sentences_of(text: str) -> Iterator[Sentence]:
    """The sentences of ``text``; a blank line and a bullet end one too."""
    starts = [0, *(found.end() for found in _PARAGRAPH.finditer(text)), len(text)]
    for start, end in pairwise(starts):
        yield from _split(_tokens(text, start, end), text)


def _tokens(text: str, start: int, end: int) -> list[Token]:
    found = _TOKEN.finditer(text, start, end)
    return [Token(one.group(), _lower(one.group()), one.start(), one.end()) for one in found]


def _lower(word: str) -> str:
    return word.replace("’", "'").lower()


def _split(tokens: list[Token], text: str) -> Iterator[Sentence]:
    begin = 0
    for at, token in enumerate(tokens):
        if token.text in ".?!" and _ends_sentence(tokens, at, text):
            stop = at + 1
            while stop < len(tokens) and tokens[stop].text in _CLOSING:
                stop += 1
            yield tokens[begin:stop]
            begin = stop
    if begin < len(tokens):
        yield tokens[begin:]


def _ends_sentence(tokens: list[Token], at: int, text: str) -> bool:
    if at + 1 == len(tokens):
        return True
    if tokens[at].text != ".":
        return True
    before = tokens[at - 1] if at else None
    if before and (
        before.lower in _ABBREVIATIONS or (len(before.text) == 1 and before.text.isupper())
    ):
        return False
    after = tokens[at + 1]
    spaced = text[tokens[at].end : after.start].strip(" ") != text[tokens[at].end : after.start]
    opens = after.text[0].isupper() or after.text in _OPENING or after.text[0].isdigit()
    return (
        (spaced or "\n" in text[tokens[at].end : after.start]) and opens
    ) or after.text in _CLOSING
