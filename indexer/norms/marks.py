"""The marks of a sentence: where a trigger or the word of a limb stands.

A *limb* is a subordinate part that begins with a word such as "unless" or "provided that".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from indexer.norms.lexicon import TRIGGERS, Force
from indexer.norms.limb_lexicon import LIMBS, OPENERS, Limb
from indexer.norms.patterns import Pattern, is_adverb, match
from indexer.norms.tokens import Sentence
from indexer.norms.word_sets import ACTORS

Kind = TypeVar("Kind")
_NEAR = 6
_PLAIN_SUBJECT = ACTORS | {
    "the",
    "a",
    "an",
    "any",
    "all",
    "its",
    "their",
    "such",
    "other",
    "we",
    "i",
    "it",
}
# After these a trigger is denied, or not said but supposed.
_DENIALS = frozenset({"not", "never", "would", "could", "might", "hardly", "cannot"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})


def _by_first_word(
    lines: Sequence[tuple[Pattern, Kind]],
) -> Mapping[str, Sequence[tuple[Pattern, Kind]]]:
    """The lines by the words that they can begin with: few can begin at any one place."""
    table: dict[str, list[tuple[Pattern, Kind]]] = defaultdict(list)
    for written, kind in lines:
        required = next(at for at, part in enumerate(written) if not part.optional)
        for part in written[: required + 1]:
            for word in part.words:
                table[word].append((written, kind))
    return table


_TRIGGERS = _by_first_word(TRIGGERS)
_LIMBS = _by_first_word(LIMBS)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Half-open positions of tokens."""

    start: int
    end: int

    def holds(self, position: int) -> bool:
        """Whether the position lies in the stretch."""
        return self.start <= position < self.end


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words that carry a norm."""

    force: Force
    at: Stretch


@dataclass(frozen=True, slots=True)
class LimbAt:
    """A limb with its marker ("only with") and the whole of it."""

    limb: Limb
    marker: Stretch
    at: Stretch


def marks_of(sentence: Sentence) -> Iterator[Trigger | LimbAt]:
    """Triggers and limbs in order, each limb as yet no longer than its marker."""
    position = 0
    while position < len(sentence):
        word = sentence[position].lower
        trigger = _longest(_TRIGGERS.get(word, ()), sentence, position)
        limb = _longest(_LIMBS.get(word, ()), sentence, position)
        if limb and position and word in OPENERS:
            limb = None
        if trigger and (not limb or trigger[1] >= limb[1]):
            yield Trigger(trigger[0], Stretch(position, trigger[1]))
            position = trigger[1]
        elif limb:
            marker = Stretch(position, limb[1])
            yield LimbAt(limb[0], marker, marker)
            position = limb[1]
        else:
            position += 1


def _longest(
    lines: Sequence[tuple[Pattern, Kind]], sentence: Sentence, position: int
) -> tuple[Kind, int] | None:
    best: tuple[Kind, int] | None = None
    for written, kind in lines:
        end = match(written, sentence, position)
        if end is not None and (best is None or end > best[1]):
            best = (kind, end)
    return best


def is_live(trigger: Trigger, sentence: Sentence) -> bool:
    """Whether the trigger is one, and not the verb of a relative clause ("that may harm")."""
    if trigger.force is Force.NOTHING or _in_brackets(trigger, sentence):
        return False
    before = trigger.at.start - 1
    while before >= 0 and is_adverb(sentence[before].lower):
        before -= 1
    if before >= 0 and sentence[before].lower in RELATIVE | _DENIALS:
        return False
    return not (_ends_relative(sentence, before) or _goes_on_relative(sentence, before))


def _goes_on_relative(sentence: Sentence, at: int) -> bool:
    """Whether an "or" at this place goes on with a relative clause: "who handles or may handle"."""
    if at < 1 or sentence[at].lower not in ("or", "and"):
        return False
    near = [token.lower for token in sentence[max(0, at - _NEAR) : at]]
    return not RELATIVE.isdisjoint(near) and "," not in near


def _ends_relative(sentence: Sentence, at: int) -> bool:
    """Whether the words up to ``at`` are no more than the subject of a relative clause: "the
    extent to which employees may", "accounts that a mission may"."""
    while at >= 0 and sentence[at].lower in _PLAIN_SUBJECT:
        at -= 1
    return 0 < at < len(sentence) - 1 and sentence[at].lower in RELATIVE


def _in_brackets(trigger: Trigger, sentence: Sentence) -> bool:
    signs = [token.text for token in sentence[: trigger.at.start]]
    return signs.count("(") > signs.count(")") and signs[0] != "("
