"""Patterns over tokens, in which the lexicon of the grammar is written.

A pattern is a row of parts parted by blanks: ``shall`` is that word, ``may|can`` either,
``the?`` may be missing, ``*adv`` is any number of adverbs, ``...4`` up to four words of any kind
(no sign among them), ``{be}`` one of a named set of words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.norms.tokens import Token
from indexer.norms.word_sets import SETS

_ADVERBS = frozenset(
    {
        "also", "then", "therefore", "thus", "still", "likewise", "hereby", "even", "otherwise",
        "nevertheless", "again", "ever", "further", "too", "always", "however", "both", "either",
        "instead", "first", "in", "all", "cases", "at", "times", "any", "time",
    }
)  # fmt: skip
_FILLING = frozenset({"otherwise", "either", "to", "even", "both", "be", "also", "then"})
ENUMERATORS = frozenset("abcdefghijklmnopqrstuvwxyz") | {"ii", "iii", "iv", "vi", "vii", "viii"}
_PHRASES = (
    ("in", "all", "cases"),
    ("at", "all", "times"),
    ("at", "any", "time"),
    ("in", "general"),
)
_NOT_ADVERBS = frozenset(
    {"only", "apply", "reply", "supply", "family", "comply", "rely", "imply", "daily"}
)


@dataclass(frozen=True, slots=True)
class Part:
    """One place of a pattern: the words it takes, whether it may be missing, or a gap."""

    words: frozenset[str]
    optional: bool = False
    adverbs: bool = False
    gap: int = 0


Pattern = tuple[Part, ...]


def pattern(written: str) -> Pattern:
    """A pattern as it is written."""
    return tuple(_part(part) for part in written.split())


def _part(written: str) -> Part:
    if written == "*adv":
        return Part(frozenset(), adverbs=True)
    if written.startswith("..."):
        return Part(frozenset(), gap=int(written[3:]))
    optional = written.endswith("?")
    words: set[str] = set()
    for choice in written.removesuffix("?").split("|"):
        words |= SETS[choice[1:-1]] if choice.startswith("{") else {choice}
    return Part(frozenset(words), optional=optional)


def match(parts: Pattern, tokens: Sequence[Token], at: int) -> int | None:
    """The position after the pattern where it stands at ``at``, the longest way; else None."""
    if not parts:
        return at
    part, rest = parts[0], parts[1:]
    if part.adverbs:
        return match(rest, tokens, after_adverbs(tokens, at))
    if part.gap:
        return _match_after_gap(part.gap, rest, tokens, at)
    if at < len(tokens) and tokens[at].lower in part.words:
        end = match(rest, tokens, at + 1)
        if end is not None:
            return end
    return match(rest, tokens, at) if part.optional else None


def _match_after_gap(gap: int, rest: Pattern, tokens: Sequence[Token], at: int) -> int | None:
    for skipped in range(gap + 1):
        end = match(rest, tokens, at + skipped)
        if end is not None:
            return end
        if at + skipped >= len(tokens) or not tokens[at + skipped].is_word:
            return None
    return None


def after_adverbs(tokens: Sequence[Token], at: int) -> int:
    """The first position from ``at`` on that is no adverb."""
    while at < len(tokens):
        phrase = next((one for one in _PHRASES if _stands(one, tokens, at)), None)
        if phrase:
            at += len(phrase)
        elif is_adverb(tokens[at].lower):
            at += 1
        else:
            return at
    return at


def after_filling(tokens: Sequence[Token], at: int, end: int) -> int:
    """The first position from ``at`` on that is a verb or its object, past "otherwise", "(a)"."""
    while at < end:
        moved = after_adverbs(tokens, at)
        if moved > at:
            at = moved
        elif tokens[at].lower in _FILLING or not tokens[at].is_word or _numbers(tokens, at):
            at += 1
        else:
            break
    return at


def _numbers(tokens: Sequence[Token], at: int) -> bool:
    """Whether the token is the letter or the number of a list item: "(a)"."""
    if not 0 < at < len(tokens) - 1 or (tokens[at - 1].text, tokens[at + 1].text) != ("(", ")"):
        return False
    return tokens[at].lower in ENUMERATORS or tokens[at].text.isdigit()


def _stands(phrase: tuple[str, ...], tokens: Sequence[Token], at: int) -> bool:
    return tuple(token.lower for token in tokens[at : at + len(phrase)]) == phrase


def is_adverb(word: str) -> bool:
    """Whether a word may stand between a trigger and its verb without changing it."""
    if word in _ADVERB_WORDS:
        return True
    return word.endswith("ly") and len(word) > 4 and word not in _NOT_ADVERBS


_ADVERB_WORDS = _ADVERBS - {"in", "all", "cases", "at", "times", "any", "time"}
