"""Which clause of the newer version is which of the older: by number, by text, by likeness."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import Indel, LCSseq

from knowledge.clause import Clause

# How much of the words two clauses must have in common to be taken for one that was reworded:
# less where the number is the same, which says already that the one stands for the other.
ALIKE = 0.55
ALIKE_AT_THE_SAME_NUMBER = 0.35
_SAME_NUMBER_COUNTS = 0.2
_SAME_HEADING_COUNTS = 0.05
_CANDIDATES = 8

_WORD = re.compile(r"\w+")
_TYPED = str.maketrans({
    "‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
    "\u00ad": None, "\u200b": None, "\ufeff": None,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """A clause of the older version and what it became; one side is ``None`` without the other."""

    before: Clause | None
    after: Clause | None


def wording_of(clause: Clause) -> str:
    """Lead-in and text without what only typing changes: spaces, quotation marks, dashes."""
    plain = unicodedata.normalize("NFKC", clause.full_text.translate(_TYPED))
    return " ".join(plain.split())


def pair_clauses(before: Sequence[Clause], after: Sequence[Clause]) -> tuple[Pair, ...]:
    """Pair the clauses of two versions, in the order of the newer; each is in one pair."""
    pairing = _Pairing(tuple(before), tuple(after))
    pairing.match_unchanged()
    pairing.match_texts_in_order()
    pairing.match_texts_anywhere()
    pairing.match_alike()
    return tuple(pairing.pairs())


@dataclass(slots=True)
class _Pairing:
    """The work: clauses by their places, and the places that found each other so far."""

    before: tuple[Clause, ...]
    after: tuple[Clause, ...]
    became: dict[int, int] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    old: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.old = [wording_of(clause) for clause in self.before]
        self.new = [wording_of(clause) for clause in self.after]

    def match_unchanged(self) -> None:
        """The same words at the same number."""
        at = {
            (clause.ref.number, self.new[place]): place for place, clause in enumerate(self.after)
        }
        for place, clause in enumerate(self.before):
            if (found := at.get((clause.ref.number, self.old[place]))) is not None:
                self._take(place, found)

    def match_texts_in_order(self) -> None:
        """The same words at other numbers, in the order in which they stood."""
        old, new = self._left()
        blocks = LCSseq.opcodes([self.old[place] for place in old], [self.new[p] for p in new])
        for step in blocks:
            if step.tag == "equal":
                for place, found in zip(
                    old[step.src_start : step.src_end],
                    new[step.dest_start : step.dest_end],
                    strict=True,
                ):
                    self._take(place, found)

    def match_texts_anywhere(self) -> None:
        """The same words elsewhere: a clause that was moved."""
        old, new = self._left()
        places = defaultdict(list)
        for found in reversed(new):
            places[self.new[found]].append(found)
        for place in old:
            if places[self.old[place]]:
                self._take(place, places[self.old[place]].pop())

    def match_alike(self) -> None:
        """Other words, but enough of them: the likest pairs first."""
        candidates = sorted(self._candidates(), key=lambda found: (-found[0], abs(found[3])))
        for _, place, found, _ in candidates:
            if place not in self.became and found not in self.taken:
                self._take(place, found)

    def pairs(self) -> Iterator[Pair]:
        """All clauses: as the newer version has them, those removed where they stood."""
        was = {found: place for place, found in self.became.items()}
        gone = self._gone_after()
        yield from gone[None]
        for found, clause in enumerate(self.after):
            place = was.get(found)
            yield Pair(None if place is None else self.before[place], clause)
            if place is not None:
                yield from gone[place]

    def _gone_after(self) -> dict[int | None, list[Pair]]:
        """The removed clauses by the place of the last clause before them that is still there."""
        gone: dict[int | None, list[Pair]] = defaultdict(list)
        last = None
        for place, clause in enumerate(self.before):
            if place in self.became:
                last = place
            else:
                gone[last].append(Pair(clause, None))
        return gone

    def _candidates(self) -> Iterator[tuple[float, int, int, int]]:
        """Score, both places, and how far the clause would have wandered."""
        old, new = self._left()
        alphabet: dict[str, str] = {}
        choices = {found: _as_letters(self.after[found].text, alphabet) for found in new}
        for place in old:
            letters = _as_letters(self.before[place].text, alphabet)
            near = process.extract(
                letters,
                choices,
                scorer=Indel.normalized_similarity,
                processor=None,
                score_cutoff=ALIKE_AT_THE_SAME_NUMBER,
                limit=_CANDIDATES,
            )
            for _, likeness, found in near:
                score = self._score(place, found, likeness)
                if score is not None:
                    yield score, place, found, found - place

    def _score(self, place: int, found: int, likeness: float) -> float | None:
        was, now = self.before[place], self.after[found]
        likeness *= (1 + _lead_in_likeness(was, now)) / 2
        same_number = was.ref.number == now.ref.number
        if likeness < (ALIKE_AT_THE_SAME_NUMBER if same_number else ALIKE):
            return None
        return (
            likeness
            + same_number * _SAME_NUMBER_COUNTS
            + (was.heading == now.heading) * _SAME_HEADING_COUNTS
        )

    def _left(self) -> tuple[list[int], list[int]]:
        old = [place for place in range(len(self.before)) if place not in self.became]
        new = [found for found in range(len(self.after)) if found not in self.taken]
        return old, new

    def _take(self, place: int, found: int) -> None:
        self.became[place] = found
        self.taken.add(found)


def _as_letters(text: str, alphabet: dict[str, str]) -> str:
    """A text with a letter for each word, so that the library compares words, and at C's speed."""
    words = _WORD.findall(text.casefold())
    return "".join(alphabet.setdefault(word, chr(0x10000 + len(alphabet))) for word in words)


def _lead_in_likeness(was: Clause, now: Clause) -> float:
    one, other = (clause.lead_in.text if clause.lead_in else "" for clause in (was, now))
    return Indel.normalized_similarity(_WORD.findall(one), _WORD.findall(other))
