"""Answers questions: understands, searches, decides, and lets no fault out but by its number."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from bot.answering.answer import Answer, Comparison, NotCovered, Quote, Refused, Ruled, Unavailable
from bot.answering.comparing import compared
from bot.answering.decide import Decision
from bot.answering.explanation import Explanation
from bot.answering.lately import Lately
from bot.answering.overview import Matrix, Overview
from bot.answering.post_ruling import ruling_on_post
from bot.answering.question import Question
from bot.answering.several import questions_in
from bot.answering.understand import Understood, understand
from bot.settings import AnsweringSettings
from knowledge.errors import AttacheError
from knowledge.retrieval.fusion import Fusion
from knowledge.retrieval.match import Match, Matches
from knowledge.retrieval.retriever import Retriever
from knowledge.situation import Situation
from knowledge.snapshot.opened import Snapshot

logger = logging.getLogger(__name__)

# The confidence that an answer needs, calibrated on questions that nothing covers: over a directive
# with example questions, which make a right match stand out, and over one without.
TAUGHT_CONFIDENCE = 0.55
PLAIN_CONFIDENCE = 0.5
LONGEST_QUESTION = 4000
_SEARCHED = 20
# A question that names nothing but an act is answered from all clauses on it.
_SEARCHED_FOR_AN_ACT = 80
_NOTHING_ASKED = "Ask something, for instance: May I like this post?"
_TOO_LONG = f"That is too long. Ask in at most {LONGEST_QUESTION} characters."


class Library(Protocol):
    """Whatever hands out the snapshot to answer from: the live one, or always the same."""

    def current(self) -> Snapshot:
        """The snapshot for the next answer."""


class Engine:
    """One engine serves every channel; each question is answered from one snapshot, whole."""

    def __init__(
        self,
        live: Library,
        *,
        home: str,
        answering: AnsweringSettings,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._live = live
        self._home = home
        self._quotes = answering.quotes
        self._configured = answering.minimum_confidence
        self._today = today
        self._fusion = Fusion.open()
        self._ready: tuple[Snapshot, Retriever] | None = None
        self._lately: tuple[Snapshot, Lately] | None = None

    def answer(self, question: Question) -> Answer:
        """The answer; a fault becomes ``Unavailable`` with the number under which it is logged."""
        if not question.text.strip() and not question.post.strip():
            return Refused(question, _NOTHING_ASKED)
        if len(question.text) > LONGEST_QUESTION:
            return Refused(question, _TOO_LONG)
        began = time.perf_counter()
        try:
            answer = self._answered(question)
        except Exception:  # the one boundary: the person must still get a reply
            incident = secrets.token_hex(4)
            logger.exception("incident %s", incident)
            return Unavailable(question, incident)
        logger.info("%s in %.1f ms", type(answer).__name__, (time.perf_counter() - began) * 1000)
        return answer

    def questions(self, question: Question) -> Sequence[Question]:
        """The questions of a message, each to be answered for itself."""
        try:
            return questions_in(question, self._live.current().vocabulary)
        except Exception:  # ``answer`` meets the same fault, and tells it by its number
            logger.exception("a message could not be taken apart")
            return (question,)

    def search(self, question: Question, limit: int) -> Sequence[Match]:
        """Ranked clauses without a verdict."""
        _, _, matches = self._found(question, limit)
        return matches.accepted

    def retriever(self) -> Retriever:
        """The search of the live snapshot alone, for measuring it."""
        return self._opened()[1]

    def clause(self, number: str, directive: str | None = None) -> Answer:
        """The clause of that number at home, or of ``directive``, without a verdict."""
        snapshot, retriever = self._opened()
        jurisdictions = tuple(
            one.jurisdiction for one in snapshot.directives.values() if one.id == directive
        )
        understood = understand(Question(f"§ {number}"), snapshot, today=self._today())
        query = replace(understood.query, jurisdictions=jurisdictions)
        found = tuple(
            match
            for match in retriever.retrieve(query, _SEARCHED).accepted
            if "reference" in match.features and directive in (None, match.clause.ref.directive)
        )
        matches = Matches(found, confidence=1.0 if found else 0.0)
        answer = self._decision(understood, matches, snapshot).answer()
        return self._lately_of(snapshot).told(_verified(answer, snapshot), understood.day)

    def matrix(self, situation: Situation) -> Matrix:
        """What holds for each act in ``situation``, by account."""
        return self._overview(situation.day).matrix(situation)

    def compare(self, action: str) -> Comparison:
        """What the texts of all jurisdictions do to one act."""
        return self._overview(None).compare(action)

    def name_of(self, dimension: str, words: str) -> str:
        """The vocabulary's name of an act or a topic, from that name or from words for it.

        Raises ``UnknownNameError`` where ``words`` name none.
        """
        vocabulary = self._live.current().vocabulary
        names = vocabulary.names(dimension)
        plain = words.strip().lower().replace(" ", "_")
        mentioned = (one.name for one in vocabulary.mentions(words) if one.dimension == dimension)
        found = plain if plain in names else next(mentioned, None)
        if found is None:
            raise UnknownNameError(
                f"{words!r} names no {dimension} that is known",
                remedy=f"Known are: {', '.join(name.replace('_', ' ') for name in names)}.",
            )
        return found

    def _overview(self, day: date | None) -> Overview:
        return Overview(self._live.current(), self._home, day or self._today())

    def explain(self, question: Question) -> Explanation:
        """How the answer to ``question`` comes about."""
        snapshot, understood, matches = self._found(question, _SEARCHED)
        return Explanation(understood, matches, self._minimum(snapshot))

    def _answered(self, question: Question) -> Answer:
        snapshot, understood, matches = self._found(question, _SEARCHED)
        overview = Overview(snapshot, self._home, understood.day)
        answer: Answer | None = compared(understood, overview) if understood.compares else None
        if answer is None:
            answer = self._decision(understood, matches, snapshot).answer()
        # Examples show posts too. Without them, a post with a named act is ruled on by its topic,
        # as is any post on which the search is silent.
        untaught = not snapshot.is_taught and understood.situation.action
        if untaught or isinstance(answer, NotCovered):
            answer = ruling_on_post(understood, overview) or answer
        return self._lately_of(snapshot).told(_verified(answer, snapshot), understood.day)

    def _decision(self, understood: Understood, matches: Matches, snapshot: Snapshot) -> Decision:
        return Decision(understood, matches, snapshot, self._minimum(snapshot), self._quotes)

    def _minimum(self, snapshot: Snapshot) -> float:
        if self._configured is not None:
            return self._configured
        return TAUGHT_CONFIDENCE if snapshot.is_taught else PLAIN_CONFIDENCE

    def _found(self, question: Question, limit: int) -> tuple[Snapshot, Understood, Matches]:
        snapshot, retriever = self._opened()
        understood = understand(question, snapshot, today=self._today())
        wanted = max(limit, _SEARCHED_FOR_AN_ACT) if understood.bare else limit
        return snapshot, understood, retriever.retrieve(understood.query, wanted)

    def _lately_of(self, snapshot: Snapshot) -> Lately:
        known = self._lately
        if known is None or known[0] is not snapshot:
            self._lately = known = (snapshot, Lately(snapshot))
        return known[1]

    def _opened(self) -> tuple[Snapshot, Retriever]:
        snapshot = self._live.current()
        ready = self._ready
        if ready is None or ready[0] is not snapshot:
            retriever = Retriever(
                snapshot.clauses,
                snapshot.directives,
                snapshot.search,
                snapshot.encoder,
                snapshot.vocabulary,
                self._fusion,
                home=self._home,
                known=snapshot.encoder.knows,
            )
            self._ready = ready = (snapshot, retriever)
        return ready


class UnknownNameError(AttacheError):
    """Words that name no act or topic of the vocabulary."""


class AlteredClauseError(RuntimeError):
    """A clause that differs from its source is never quoted."""


def _verified(answer: Answer, snapshot: Snapshot) -> Answer:
    """The answer; ``AlteredClauseError`` where a clause of it differs from its source."""
    for quote in _quotes_of(answer):
        if not snapshot.is_verbatim(quote.clause):
            raise AlteredClauseError(str(quote.clause.ref))
    return answer


def _quotes_of(answer: Answer) -> Sequence[Quote]:
    quotes = getattr(answer, "quotes", ())
    branches = answer.branches if isinstance(answer, Ruled) else ()
    return [*quotes, *(quote for branch in branches for quote in branch.quotes)]
