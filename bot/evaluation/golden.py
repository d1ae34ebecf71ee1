"""The golden questions: what each must get, and how far an answer is from it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from bot.answering.answer import Answer, NotCovered, Quote, Quoted, Ruled
from bot.answering.question import Question
from knowledge.clause import ClauseRef
from knowledge.errors import AttacheError
from knowledge.situation import Situation

PERMISSIVE = frozenset({"permitted", "not_required"})


class GoldenError(AttacheError):
    """A file of golden questions that cannot be used."""

    remedy = "Write each as [[question]] with id, question, outcome, clauses and held_out."


@dataclass(frozen=True, slots=True)
class Golden:
    """A question with the clauses any of which is a right first quote, and its verdict; where
    that depends on the account, ``branches`` give the verdict for each."""

    id: str
    question: Question
    outcome: str
    verdict: str | None
    directive: str
    version: str | None
    clauses: tuple[str, ...]
    tags: frozenset[str]
    held_out: bool
    branches: dict[str, str] = field(default_factory=dict)

    def names(self, ref: ClauseRef) -> bool:
        """Whether ``ref`` is one of the right clauses; "23" names all that stands under it."""
        if ref.directive != self.directive or self.version not in (None, ref.version):
            return False
        return any(_under(ref.number, number) for number in self.clauses)

    def names_article(self, ref: ClauseRef) -> bool:
        """Whether ``ref`` stands in the same article as one of the right clauses."""
        articles = {number.split(".")[0] for number in self.clauses}
        return ref.directive == self.directive and ref.number.split(".")[0] in articles


@dataclass(frozen=True, slots=True)
class Marked:
    """A golden question beside the answer that it got."""

    golden: Golden
    answer: Answer
    milliseconds: float

    @property
    def covered(self) -> bool:
        """Whether a clause was quoted."""
        return isinstance(self.answer, Ruled | Quoted)

    @property
    def place(self) -> int | None:
        """Where the first right clause stands among the quotes, counted from 1."""
        for place, quote in enumerate(quotes_of(self.answer), start=1):
            if self.golden.names(quote.clause.ref):
                return place
        return None

    @property
    def article_right(self) -> bool:
        """Whether the first quote stands in the same article as a right clause."""
        first = next(iter(quotes_of(self.answer)), None)
        return first is not None and self.golden.names_article(first.clause.ref)

    @property
    def verdict(self) -> str | None:
        """The verdict that was given."""
        return self.answer.verdict.value if isinstance(self.answer, Ruled) else None

    @property
    def verdict_right(self) -> bool:
        """Whether outcome and verdict are the expected ones."""
        return self.covered and self.verdict == self.golden.verdict

    @property
    def branches_right(self) -> bool:
        """Whether the verdict for each account is told as it must be."""
        return all(self._told_for(account) == {v} for account, v in self.golden.branches.items())

    @property
    def wrongly_permissive(self) -> bool:
        """Whether a permission or a release was told where none is, be it for one account."""
        for_an_account = (
            verdict not in PERMISSIVE and self._told_for(account) & PERMISSIVE
            for account, verdict in self.golden.branches.items()
        )
        told = self.verdict in PERMISSIVE and self.golden.verdict not in PERMISSIVE
        return told or any(for_an_account)

    def _told_for(self, account: str) -> set[str]:
        branches = self.answer.branches if isinstance(self.answer, Ruled) else ()
        return {one.verdict.value for one in branches if one.situation.account == account}


@dataclass(frozen=True, slots=True)
class Score:
    """The figures of a set of marked questions; shares are in 0..1. ``branches`` is the share of
    the questions with branches all of which are right."""

    questions: int
    covered: int
    first: float
    article: float
    first_three: float
    verdict: float
    branches: float
    wrongly_permissive: float
    not_covered_precision: float
    not_covered_recall: float
    near_miss_recall: float
    median_ms: float


def quotes_of(answer: Answer) -> Sequence[Quote]:
    """All clauses that an answer quotes, in the order in which they are read."""
    if isinstance(answer, Ruled) and answer.branches:
        return list(dict.fromkeys(quote for branch in answer.branches for quote in branch.quotes))
    if isinstance(answer, Ruled | Quoted):
        return [*answer.quotes, *answer.runners_up]
    return []


def read_golden(path: Path) -> tuple[Golden, ...]:
    """The golden questions of a file; raises ``GoldenError`` where it cannot be used."""
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["question"]
        return tuple(_golden(entry) for entry in entries)
    except OSError as fault:
        raise GoldenError(f"{path}: cannot be read: {fault.strerror}") from fault
    except KeyError as fault:
        raise GoldenError(f"{path}: a question lacks its {fault}") from fault
    except (ValueError, TypeError, AttributeError) as fault:
        raise GoldenError(f"{path}: {fault}") from fault


def mark(
    questions: Iterable[Golden], ask: Callable[[Question], tuple[Answer, float]]
) -> tuple[Marked, ...]:
    """Ask every question; ``ask`` gives the answer and the milliseconds that it took."""
    return tuple(Marked(golden, *ask(golden.question)) for golden in questions)


def score(marked: Sequence[Marked]) -> Score:
    """Sum marked questions up.

    First clause and verdict are shares of the questions that some clause covers; precision and
    recall are those of the outcome "not covered".
    """
    covered = [one for one in marked if one.golden.outcome != "not_covered"]
    uncovered = [one for one in marked if one.golden.outcome == "not_covered"]
    silent = [one for one in marked if isinstance(one.answer, NotCovered)]
    rightly_silent = [one for one in silent if one.golden.outcome == "not_covered"]
    near = [one for one in uncovered if "near_miss" in one.golden.tags]
    times = sorted(one.milliseconds for one in marked)
    return Score(
        questions=len(marked),
        covered=len(covered),
        first=_share(one.place == 1 for one in covered),
        article=_share(one.article_right for one in covered),
        first_three=_share(one.place is not None and one.place <= 3 for one in covered),
        verdict=_share(one.verdict_right for one in covered),
        branches=_share(one.branches_right for one in covered if one.golden.branches),
        wrongly_permissive=_share(one.wrongly_permissive for one in marked),
        not_covered_precision=len(rightly_silent) / max(len(silent), 1),
        not_covered_recall=_share(isinstance(one.answer, NotCovered) for one in uncovered),
        near_miss_recall=_share(isinstance(one.answer, NotCovered) for one in near),
        median_ms=times[len(times) // 2] if times else 0.0,
    )


def _share(hits: Iterable[bool]) -> float:
    found = list(hits)
    return sum(found) / max(len(found), 1)


def _under(number: str, above: str) -> bool:
    return number == above or re.match(rf"{re.escape(above)}(?!\d)[.(]", number) is not None


def _golden(entry: dict[str, Any]) -> Golden:
    day = entry.get("date")
    profile = Situation(
        account=entry.get("account"), role=entry.get("role"), country=entry.get("country")
    )
    return Golden(
        id=entry["id"],
        question=Question(
            entry["question"],
            profile=profile,
            post=entry.get("post", ""),
            day=date.fromisoformat(str(day)) if day else None,
            language=entry.get("language", ""),
        ),
        outcome=entry["outcome"],
        verdict=entry.get("verdict"),
        directive=entry.get("directive", "MFA-SMD"),
        version=entry.get("version"),
        clauses=tuple(entry["clauses"]),
        tags=frozenset(entry.get("tags", ())),
        held_out=entry["held_out"],
        branches=entry.get("branches", {}),
    )
