"""The words of two texts, marked: kept, removed, added."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz.distance import LCSseq

from knowledge.revision.change import Mark, MarkKind

_WORD = re.compile(r"\w+(?:[.,'’\-]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class _Token:
    gap: str  # the white space before the word
    word: str

    @property
    def text(self) -> str:
        return self.gap + self.word


def mark_words(before: str, after: str) -> tuple[Mark, ...]:
    """The marks that lead from one text to the other; whole words, never a part of one."""
    marks = _readable(tuple(_joined(_aligned(_tokens(before), _tokens(after)))))
    return tuple(_joined(iter(_without_outer_space(marks))))


def _tokens(text: str) -> list[_Token]:
    tokens, end = [], 0
    for match in _WORD.finditer(text):
        tokens.append(_Token(text[end : match.start()], match.group()))
        end = match.end()
    return [*tokens, _Token(text[end:], "")]


def _aligned(before: list[_Token], after: list[_Token]) -> Iterator[Mark]:
    words_before = [token.word for token in before]
    words_after = [token.word for token in after]
    for step in LCSseq.opcodes(words_before, words_after):
        old = before[step.src_start : step.src_end]
        new = after[step.dest_start : step.dest_end]
        if step.tag == "equal":
            for was, now in zip(old, new, strict=True):
                yield from _kept(was, now)
        else:
            yield Mark(MarkKind.REMOVED, "".join(token.text for token in old))
            yield Mark(MarkKind.ADDED, "".join(token.text for token in new))


def _kept(was: _Token, now: _Token) -> Iterator[Mark]:
    if was.gap == now.gap:
        yield Mark(MarkKind.KEPT, now.text)
        return
    yield Mark(MarkKind.REMOVED, was.gap)
    yield Mark(MarkKind.ADDED, now.gap)
    yield Mark(MarkKind.KEPT, now.word)


def _joined(marks: Iterator[Mark]) -> Iterator[Mark]:
    """One run for neighbours of a kind; between two kept runs, first all removed, then added."""
    for kept, group in groupby(marks, key=lambda mark: mark.kind is MarkKind.KEPT):
        run = tuple(group)
        kinds = (MarkKind.KEPT,) if kept else (MarkKind.REMOVED, MarkKind.ADDED)
        for kind in kinds:
            text = "".join(mark.text for mark in run if mark.kind is kind)
            if text:
                yield Mark(kind, text)


def _readable(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Let kept runs go that are no longer than the changes on both their sides.

    Words that two texts have in common by chance ("the", "of") cut a change into splinters;
    this is the semantic clean-up of Google's diff-match-patch.
    """
    place = 0
    while place < len(marks):
        mark = marks[place]
        if mark.kind is MarkKind.KEPT and len(mark.text) <= min(
            _longest(marks[max(0, place - 2) : place]), _longest(marks[place + 1 : place + 3])
        ):
            torn = (Mark(MarkKind.REMOVED, mark.text), Mark(MarkKind.ADDED, mark.text))
            marks = tuple(_joined(iter((*marks[:place], *torn, *marks[place + 1 :]))))
            place = 0
        place += 1
    return marks


def _longest(neighbours: tuple[Mark, ...]) -> int:
    """The length of the longest change; runs are joined, so a kept one has two at most."""
    changed = (mark for mark in neighbours if mark.kind is not MarkKind.KEPT)
    return max((len(mark.text) for mark in changed), default=0)


def _without_outer_space(marks: tuple[Mark, ...]) -> list[Mark]:
    """Leave the space before changed words to the words before it, where the texts allow that.

    Replaced words share it; words only removed or only added give theirs for the one after them.
    """
    tidy = list(marks)
    for place in reversed(range(len(tidy))):
        mark, following = tidy[place], tidy[place + 1 : place + 2]
        if mark.kind is MarkKind.KEPT or not following:
            continue
        space = mark.text[: len(mark.text) - len(mark.text.lstrip())]
        other = following[0]
        if not space or not other.text.startswith(space):
            continue
        if other.kind is not MarkKind.KEPT:
            changed = [Mark(each.kind, each.text[len(space) :]) for each in (mark, other)]
        elif place and tidy[place - 1].kind is not MarkKind.KEPT:
            continue
        else:
            changed = [
                Mark(mark.kind, mark.text[len(space) :] + space),
                Mark(other.kind, other.text[len(space) :]),
            ]
        tidy[place : place + 2] = [Mark(MarkKind.KEPT, space), *changed]
    return tidy
