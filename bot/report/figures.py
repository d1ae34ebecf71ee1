"""The figures of a report, gathered from the one database and from the live directives."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.answering.wording import situation_words
from bot.storage.database import Database
from bot.storage.feedback import Feedback
from bot.storage.gaps import Gap, Gaps
from bot.storage.receipts import Receipt, Receipts
from knowledge.clause import ClauseRef
from knowledge.directive import Directive

# Which questions ask for the same: numbers of questions, the largest cluster first.
Clustering = Callable[[Sequence[str]], Sequence[Sequence[int]]]

REVIEWED_EVERY_YEARS = 2
_MOST = 1000
_WEEK = timedelta(days=7)
NOT_COVERED = "not_covered"


@dataclass(frozen=True, slots=True)
class Week:
    """The questions of the days from ``begin``; ``uncovered`` of them found no clause."""

    begin: date
    covered: int
    uncovered: int


@dataclass(frozen=True, slots=True)
class Uncovered:
    """Questions that nothing covered and that ask for the same. ``about`` is one of them, or the
    situation and the day where their words are not kept; ``nearest`` is what came nearest."""

    count: int
    about: str
    questions: tuple[str, ...]
    nearest: str


@dataclass(frozen=True, slots=True)
class Unhelpful:
    """An answer that somebody found unhelpful; ``question`` is empty where it is not kept."""

    day: date
    outcome: str
    clauses: tuple[ClauseRef, ...]
    question: str


@dataclass(frozen=True, slots=True)
class Overdue:
    """A directive in force whose review was due; ``stated`` tells whether it says so itself."""

    directive: str
    title: str
    due: date
    stated: bool


@dataclass(frozen=True, slots=True)
class Report:
    """All figures since a day."""

    since: date
    until: date
    weeks: tuple[Week, ...]
    uncovered: tuple[Uncovered, ...]
    helpful: int
    not_helpful: int
    unhelpful: tuple[Unhelpful, ...]
    most_asked: tuple[tuple[ClauseRef, int], ...]
    overdue: tuple[Overdue, ...]

    @property
    def questions(self) -> int:
        """How many were asked."""
        return sum(week.covered + week.uncovered for week in self.weeks)

    @property
    def gaps(self) -> int:
        """How many of them nothing covered."""
        return sum(week.uncovered for week in self.weeks)


def gather(
    database: Database,
    directives: Sequence[Directive],
    clustering: Clustering,
    *,
    since: date,
    keep_questions: bool,
) -> Report:
    """The report; ``keep_questions`` is the configuration's word on showing their text."""
    begin, today = datetime.combine(since, time(), UTC), database.now().date()
    receipts, feedback = Receipts(database, keep_questions=keep_questions), Feedback(database)
    gaps = Gaps(database, keep_questions=keep_questions).since(begin)
    helpful, not_helpful = feedback.counts(begin)
    doubted = (receipts.get(name) for name in feedback.unhelpful(begin, _MOST))
    return Report(
        since,
        today,
        _weeks(receipts.outcomes(begin)),
        _uncovered(gaps, clustering, keep_questions=keep_questions),
        helpful,
        not_helpful,
        tuple(_unhelpful(one, keep_questions=keep_questions) for one in doubted if one),
        receipts.most_quoted(begin, _MOST),
        _overdue(directives, today),
    )


def _weeks(outcomes: Sequence[tuple[date, str]]) -> tuple[Week, ...]:
    """Every week from the first question to the last, the silent ones too."""
    counts = Counter((_monday(day), outcome == NOT_COVERED) for day, outcome in outcomes)
    if not counts:
        return ()
    week, last = min(begin for begin, _ in counts), max(begin for begin, _ in counts)
    weeks = []
    while week <= last:
        weeks.append(Week(week, counts[week, False], counts[week, True]))
        week += _WEEK
    return tuple(weeks)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _uncovered(
    gaps: Sequence[Gap], clustering: Clustering, *, keep_questions: bool
) -> tuple[Uncovered, ...]:
    worded = [(gap.question, gap) for gap in gaps if keep_questions and gap.question]
    texts = [question for question, _ in worded]
    found = [
        _cluster([texts[number] for number in cluster], [worded[number][1] for number in cluster])
        for cluster in clustering(texts)
    ]
    silent = defaultdict(list)
    for gap in gaps:
        if not (keep_questions and gap.question):
            words = situation_words(gap.situation) or "nothing known"
            silent[f"{gap.asked_at.date()}: {words}"].append(gap)
    found += [_cluster([], alike, about) for about, alike in silent.items()]
    return tuple(sorted(found, key=lambda one: one.count, reverse=True))


def _cluster(questions: list[str], gaps: list[Gap], about: str = "") -> Uncovered:
    nearest = Counter(gap.nearest[0] for gap in gaps if gap.nearest).most_common(1)
    different = tuple(dict.fromkeys(questions))
    shown = about or different[0]
    return Uncovered(len(gaps), shown, different, nearest[0][0] if nearest else "")


def _unhelpful(receipt: Receipt, *, keep_questions: bool) -> Unhelpful:
    question = receipt.question if keep_questions else None
    outcome = receipt.verdict or receipt.outcome
    clauses = tuple(quote.ref for quote in receipt.quotes)
    return Unhelpful(receipt.answered_at.date(), outcome.replace("_", " "), clauses, question or "")


def _overdue(directives: Sequence[Directive], today: date) -> tuple[Overdue, ...]:
    due = ((_review_due(one), one) for one in directives if one.in_force(today))
    overdue = [
        Overdue(one.key, one.title, day, stated=one.review_by is not None)
        for day, one in due
        if day is not None and day < today
    ]
    return tuple(sorted(overdue, key=lambda one: one.due))


def _review_due(directive: Directive) -> date | None:
    """The stated day, else some years after it came into force."""
    begin = directive.in_force_from
    if directive.review_by or begin is None:
        return directive.review_by
    # The day before a day that every year has: 29 February has none two years later.
    next_day = begin + timedelta(days=1)
    return next_day.replace(year=next_day.year + REVIEWED_EVERY_YEARS) - timedelta(days=1)
