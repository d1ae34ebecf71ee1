"""Where the clauses of a sentence begin and end: semicolons, commas, "but", "and"."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.norms.marks import RELATIVE, LimbAt
from indexer.norms.patterns import ENUMERATORS
from indexer.norms.tokens import Sentence

_HANGS_ON = RELATIVE | {"as", "than"}
_COMMA = 2
TURNS = frozenset({"but", "however", "yet"})
JOINS = frozenset({"and", "or", "nor"})


def stop(sentence: Sentence, position: int) -> int:
    """The semicolon that ends the clause, or the end; one before a list item ends nothing."""
    for at in range(position, len(sentence)):
        if sentence[at].text == ";" and not _opens_item(sentence, at + 1):
            return at
    return len(sentence)


def last_stop(sentence: Sentence, position: int) -> int:
    """Where the clause that holds ``position`` begins, after a semicolon or a colon."""
    for at in range(position - 1, -1, -1):
        if sentence[at].text == ";" and not _opens_item(sentence, at + 1):
            return at + 1
        if sentence[at].text == ":":
            return at + 1
    return 0


def turn(sentence: Sentence, start: int, end: int) -> int | None:
    """Where a new main clause turns away from a limb: ";", ", and", "but"."""
    for position in range(end - 1, start - 1, -1):
        word = sentence[position].lower
        if word == ";" or word in TURNS:
            return position
        following = sentence[position + 1].lower if position + 1 < end else ""
        if word == "," and following in JOINS | TURNS:
            return position
    return None


def border(sentence: Sentence, start: int, end: int, limbs: Sequence[LimbAt]) -> int | None:
    """Where the clause of the next trigger begins, seen from the trigger before; ``None`` where
    the next one is part of what that trigger governs ("shall ensure that images must …")."""
    strongest = (0, 0)
    for position in range(end - 1, start - 1, -1):
        word = sentence[position].lower
        if word in _HANGS_ON and strongest[0] < _COMMA:
            return None
        if any(limb.at.start < position < limb.at.end for limb in limbs):
            continue
        strongest = max(strongest, (_strength(word), position), key=lambda pair: pair[0])
    if not strongest[0]:
        return None
    return strongest[1] + (sentence[strongest[1]].text in ",;:")


def _strength(word: str) -> int:
    if word in (";", ":"):
        return 3
    if word == "," or word in TURNS:
        return _COMMA
    return 1 if word in JOINS else 0


def _opens_item(sentence: Sentence, position: int) -> bool:
    if position < len(sentence) and sentence[position].lower in JOINS:
        position += 1
    if position + 1 >= len(sentence) or sentence[position].text != "(":
        return False
    inside = sentence[position + 1]
    return inside.lower in ENUMERATORS or inside.text.isdigit()


def comma_between(sentence: Sentence, start: int, end: int) -> int | None:
    """The first comma of the stretch."""
    return next((at for at in range(start, end) if sentence[at].text == ","), None)
