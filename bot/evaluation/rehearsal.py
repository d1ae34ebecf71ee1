"""The rehearsal before publishing: questions asked of the new snapshot beside the live one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pydantic import TypeAdapter


class Turn(StrEnum):
    """What became of the answer to a golden question."""

    WRONG = "wrong"
    RIGHT = "right"
    OTHER = "other"  # as right or wrong as before, or no golden question


@dataclass(frozen=True, slots=True)
class Given:
    """What a question got: the verdict, ``quoted`` or ``not covered``, and its first clause."""

    outcome: str
    clause: str


@dataclass(frozen=True, slots=True)
class Flip:
    """A question whose first clause or verdict is another than before.

    Of a golden question, ``golden`` is its name and ``expected`` what it must get.
    ``clause_changed`` tells that the update changes the expected clause itself: the golden
    question is then likely to be out of date, and not the answer.
    """

    question: str
    before: Given
    after: Given
    turn: Turn = Turn.OTHER
    golden: str | None = None
    expected: Given | None = None
    clause_changed: bool = False


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What came of asking everything twice, for ``day``.

    ``real`` counts questions that people asked; ``to_review`` names the golden questions whose
    expected clause the update changes, whatever became of their answers.
    """

    live: str
    staged: str
    day: date
    golden: int
    real: int
    right_before: int
    right_after: int
    flips: tuple[Flip, ...]
    to_review: tuple[str, ...]

    @property
    def turned_wrong(self) -> tuple[Flip, ...]:
        """Golden answers that were right and are not any more: they stop a publication."""
        return tuple(flip for flip in self.flips if flip.turn is Turn.WRONG)

    @property
    def turned_right(self) -> tuple[Flip, ...]:
        """Golden answers that were wrong and are right now."""
        return tuple(flip for flip in self.flips if flip.turn is Turn.RIGHT)

    @property
    def others(self) -> tuple[Flip, ...]:
        """Answers that are merely others than before."""
        return tuple(flip for flip in self.flips if flip.turn is Turn.OTHER)


# The JSON of a rehearsal: ``REHEARSAL.dump_json(rehearsal)``, read back by ``validate_json``.
REHEARSAL = TypeAdapter(Rehearsal)
