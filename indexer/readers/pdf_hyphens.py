"""Words that were broken at the end of a line, made whole again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_BROKEN = re.compile(r"(?P<head>[^\W\d_]+)-$")
_REST = re.compile(r"[^\W\d_]+")
_CITED = re.compile(r"\(\w{1,4}\)$")
_CITED_ON = re.compile(r"\(\w{1,4}\)")
_HYPHENATED_SHARE = 0.03
_COMPOUNDED = 4
_PREFIXES = {"non", "self"}
_GLUE = ("/", "—", "@", "_")


class Hyphenation:
    """Decides by the words of the whole text whether a hyphen at a line's end belongs to a word.

    ``doubtful`` are the words that were put together although they may have had a hyphen.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        texts = list(lines)
        self.doubtful: list[str] = []
        broken = [text for text in texts if _BROKEN.search(text)]
        self._words: Counter[str] = Counter()
        for before, text in zip(["", *texts], texts, strict=False):
            words = [word.lower() for word in _WORD.findall(text)]
            # Half a word at either end says nothing about how the word is written.
            begin = 1 if before.endswith("-") else 0
            self._words.update(words[begin : -1 if text.endswith("-") else None])
        self._by_machine = len(broken) > _HYPHENATED_SHARE * len(texts) or self._joins(texts)

    def _joins(self, texts: Sequence[str]) -> bool:
        """Whether some word that is broken here stands whole elsewhere: a program broke it."""
        for before, after in pairwise(texts):
            broken, rest = _BROKEN.search(before), _REST.match(after)
            if broken and rest and self._words[(broken["head"] + rest[0]).lower()]:
                return True
        return False

    def join(self, before: str, after: str, *, spaced: bool) -> str:
        """Two lines of one paragraph as one piece of text."""
        if spaced or not before or not after:
            return f"{before} {after}"
        broken, rest = _BROKEN.search(before), _REST.match(after)
        if broken and rest:
            whole = self._is_whole(broken["head"], rest[0])
            return (before[:-1] if whole else before) + after
        if before.endswith("-") and not before.endswith((" -", "--")):
            return before + after
        if _CITED.search(before) and _CITED_ON.match(after):
            return before + after
        if before.endswith(_GLUE) and before[-2:-1].strip():
            return before + after
        return f"{before} {after}"

    def _is_whole(self, head: str, rest: str) -> bool:
        """Whether head and rest are one word without a hyphen."""
        if not rest[0].islower():
            return False
        one, two = (head + rest).lower(), f"{head}-{rest}".lower()
        if self._words[one] != self._words[two]:
            return self._words[one] > self._words[two]
        if not self._by_machine or head.lower() in _PREFIXES:
            return False
        # "home-based" was broken at its own hyphen, "in-form" was not.
        long = min(len(head), len(rest)) >= _COMPOUNDED
        if long and self._words[head.lower()] and self._words[rest.lower()]:
            return False
        if long and self._words[head.lower()]:
            self.doubtful.append(head + rest)
        return True
