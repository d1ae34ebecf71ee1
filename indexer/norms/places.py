"""Which entries of the vocabulary stand in which part of a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.norms.marks import RELATIVE, Stretch
from indexer.norms.patterns import after_adverbs
from indexer.norms.ruling import Ruling
from indexer.norms.tokens import Sentence

# "content that concerns trade" is about trade; "devices that hold secrets" is not about secrets.
_CARRIERS = frozenset(
    {
        "content", "information", "post", "posts", "message", "messages", "material", "matters",
        "account", "accounts",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """An entry named at certain tokens."""

    dimension: str
    name: str
    at: Stretch


@dataclass(frozen=True, slots=True)
class Places:
    """The entries that a sentence names."""

    sentence: Sentence
    places: tuple[Place, ...]

    def names(self, dimension: str, area: Sequence[Stretch]) -> list[str]:
        """The names that begin in the area, in order."""
        return [one.name for one in self._in(dimension, area)]

    def names_at(self, dimension: str, position: int) -> list[str]:
        """The names that the token is a part of."""
        return [
            one.name for one in self.places if one.dimension == dimension and one.at.holds(position)
        ]

    def topics(self, area: Sequence[Stretch], trigger: int) -> frozenset[str]:
        """The topics of the area, but for those of relative clauses about something else."""
        found = self._in("topic", area)
        return frozenset(one.name for one in found if not self._is_aside(one.at.start, trigger))

    def subject(self, ruling: Ruling) -> list[Stretch]:
        """What stands before the trigger, without limbs."""
        return self._without_limbs(ruling, ruling.proposition.subject)

    def predicate(self, ruling: Ruling) -> list[Stretch]:
        """What stands after the trigger, without limbs."""
        return self._without_limbs(ruling, ruling.proposition.predicate)

    def is_passive(self, ruling: Ruling) -> bool:
        """Whether the subject is what something is done to: "images must be captioned"."""
        at = after_adverbs(self.sentence, ruling.proposition.predicate.start)
        return at < len(self.sentence) and self.sentence[at].lower == "be"

    def _in(self, dimension: str, area: Sequence[Stretch]) -> Iterator[Place]:
        for stretch in area:
            for one in self.places:
                if one.dimension == dimension and stretch.holds(one.at.start):
                    yield one

    def _is_aside(self, position: int, trigger: int) -> bool:
        aside = False
        for at in range(1, position + 1):
            if self.sentence[at].text in ",;:" or at == trigger:
                aside = False
            elif self.sentence[at].lower in RELATIVE:
                aside = self.sentence[at - 1].lower not in _CARRIERS
        return aside

    def _without_limbs(self, ruling: Ruling, where: Stretch) -> list[Stretch]:
        pieces, start = [], where.start
        for limb in ruling.proposition.limbs:
            if where.start <= limb.at.start < where.end:
                pieces.append(Stretch(start, limb.at.start))
                start = min(limb.at.end, where.end)
        return [*pieces, Stretch(start, where.end)]
