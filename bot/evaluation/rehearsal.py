"""The rehearsal before publishing: questions asked of the new snapshot beside the live one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pydantic import TypeAdapter

from bot.answering.answer import Answer, NotCovered, Quoted, Refused, Ruled, Unavailable
from bot.answering.question import Question
from bot.evaluation.counterparts import Counterparts
from bot.evaluation.golden import Golden, Marked, quotes_of

Ask = Callable[[Question], Answer]


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
    expected clause the update changes, whatever became of their answers. Where nothing is live, or
    what is live cannot be opened, nothing was ``compared``, and nothing can have turned.
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
    compared: bool = True

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


@dataclass(frozen=True, slots=True)
class Rehearsing:
    """The two snapshots, each as something that answers, and which clause of the staged one is
    which of the live one. Without a live snapshot (``ask_live`` is ``None``) nothing can turn."""

    live: str
    staged: str
    ask_live: Ask | None
    ask_staged: Ask
    counterparts: Counterparts
    day: date

    def run(
        self,
        golden: Sequence[Golden],
        real: Sequence[str],
        progress: Callable[[int, int], object] = lambda _done, _total: None,
    ) -> Rehearsal:
        """Ask everything; ``progress`` hears how many questions of how many were asked."""
        total = len(golden) + len(real)
        flips: list[Flip] = []
        right_before = right_after = 0
        for done, one in enumerate(golden):
            progress(done, total)
            before, after = self._both(one.question)
            was = before is not None and self._right(one, before, staged=False)
            now = self._right(one, after, staged=True)
            right_before, right_after = right_before + was, right_after + now
            if before is not None and (was != now or self._flips(before, after)):
                flips.append(self._golden_flip(one, before, after, was=was, now=now))
        for done, words in enumerate(real, start=len(golden)):
            progress(done, total)
            before, after = self._both(Question(words))
            if before is not None and self._flips(before, after):
                flips.append(Flip(words, _given(before), _given(after)))
        progress(total, total)
        return Rehearsal(
            self.live,
            self.staged,
            self.day,
            len(golden),
            len(real),
            right_before,
            right_after,
            tuple(flips),
            tuple(one.id for one in golden if self.counterparts.expectation_changed(one)),
            compared=self.ask_live is not None,
        )

    def _both(self, question: Question) -> tuple[Answer | None, Answer]:
        before = self.ask_live(question) if self.ask_live else None
        return before, self.ask_staged(question)

    def _right(self, golden: Golden, answer: Answer, *, staged: bool) -> bool:
        marked = Marked(golden, answer, 0)
        if golden.outcome == "not_covered":
            return not marked.covered
        first = next(iter(quotes_of(answer)), None)
        if first is None or not marked.verdict_right:
            return False
        ref = first.clause.ref
        return self.counterparts.names(golden, ref) if staged else golden.names(ref)

    def _flips(self, before: Answer, after: Answer) -> bool:
        if _given(before).outcome != _given(after).outcome:
            return True
        was, now = (next(iter(quotes_of(answer)), None) for answer in (before, after))
        if was is None or now is None:
            return was is not now
        return not self.counterparts.same(was.clause.ref, now.clause.ref)

    def _golden_flip(
        self, golden: Golden, before: Answer, after: Answer, *, was: bool, now: bool
    ) -> Flip:
        turn = Turn.OTHER if was == now else Turn.RIGHT if now else Turn.WRONG
        numbers = ", ".join(f"§{number}" for number in golden.clauses)
        return Flip(
            golden.question.text or golden.question.post,
            _given(before),
            _given(after),
            turn,
            golden.id,
            Given(
                (golden.verdict or golden.outcome).replace("_", " "),
                f"{golden.directive} {numbers}" if numbers else "",
            ),
            self.counterparts.expectation_changed(golden),
        )


def _given(answer: Answer) -> Given:
    first = next(iter(quotes_of(answer)), None)
    outcome = answer.verdict.value if isinstance(answer, Ruled) else _OUTCOMES[type(answer)]
    return Given(outcome.replace("_", " "), str(first.clause.ref) if first else "")


_OUTCOMES: dict[type, str] = {
    Quoted: "quoted",
    NotCovered: "not covered",
    Unavailable: "unavailable",
    Refused: "refused",
}
