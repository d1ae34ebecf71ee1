"""A working engine over a handful of clauses: quick, exact, and wrong about nothing it knows."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.answering.answer import (
    Answer,
    Branch,
    Choice,
    Comparison,
    Mark,
    NotCovered,
    Precedence,
    PrecedenceRule,
    Quote,
    Quoted,
    Refused,
    Ruled,
    Unavailable,
    Verdict,
)
from bot.answering.overview import Matrix
from bot.answering.question import Question
from bot.answering.several import questions_in
from knowledge.clause import Clause, ClauseRef, Slice
from knowledge.directive import Directive, Rank
from knowledge.norm import Norm, NormKind, Span
from knowledge.situation import Situation
from knowledge.vocabulary import Vocabulary

VOCABULARY = Vocabulary.open()
HOME = Directive(
    "MFA-SMD",
    "Directive on the Use of Social Media",
    jurisdiction="home",
    version="2",
    in_force_from=date(2026, 3, 1),
)
KENYA = Directive(
    "KE-PN",
    "Kenya practice note",
    jurisdiction="Kenya",
    rank=Rank.PRACTICE_NOTE,
    source="Public Service Commission",
)
LIKE_PERSONAL = (
    "On a personal account staff shall not like or otherwise react to content on government or "
    "foreign affairs."
)
LIKE_OFFICIAL = (
    "An official account may like or share content of the host government, provided that the "
    "content concerns bilateral relations."
)
MINISTRY = (
    "By way of exception from paragraph 23.1, staff may like on a personal account content first "
    "published by an official account of the Ministry."
)
PARTIES_LEAD = "An official account shall not like, share or follow the content or accounts of:"
PURPOSE = (
    "The purpose of this Directive is to make the digital diplomacy of the Ministry orderly, safe "
    "and effective."
)
ENDORSES = (
    "A reaction counts as an endorsement of the content, whether it is a like, a heart, a "
    "thumbs-up, any other emoji or an upvote."
)
TRICKY = "Staff shall not write *bold*, _italic_, <b>tags</b>, [links](x) or `code`. 😀 𝔘𝔫𝔦 ሰላም."
LONG = "\n".join(
    f"({number}) Staff shall keep record number {number} of each post, reply and reaction, with "
    f"its date, its platform and the name of whoever approved it."
    for number in range(1, 80)
)
KENYAN = "Public officers may react to official content from personal accounts."


def quote(
    number: str,
    text: str,
    kind: NormKind | None = None,
    trigger: str = "",
    *,
    heading: str = "Article 23 Reactions",
    lead_in: str = "",
    condition: str = "",
    directive: Directive = HOME,
    verdict: Verdict | None = None,
    score: float = 0.8,
) -> Quote:
    """A quote as the engine makes one."""
    before = Slice(lead_in, 0, len(lead_in)) if lead_in else None
    begin = len(lead_in) + 2 if lead_in else 0
    source = lead_in if trigger and trigger in lead_in else text
    norm = None
    if kind is not None:
        at = source.index(trigger)
        norm = Norm(
            kind,
            Span(at, at + len(trigger)),
            in_lead_in=source is lead_in and bool(lead_in),
            condition=_span(text, condition),
        )
    ref = ClauseRef(directive.id, directive.version, number)
    clause = Clause(
        ref, text, begin, begin + len(text), ("Part III Personal accounts", heading), before
    )
    return Quote(replace(clause, norms=(norm,) if norm else ()), directive, score, norm, verdict)


def _span(text: str, piece: str) -> Span | None:
    return Span(text.index(piece), text.index(piece) + len(piece)) if piece else None


Q231 = quote("23.1", LIKE_PERSONAL, NormKind.PROHIBITION, "shall not", verdict=Verdict.FORBIDDEN)
Q232 = quote("23.2", ENDORSES, score=0.4)
Q234 = quote("23.4", MINISTRY, NormKind.PERMISSION, "may", verdict=Verdict.PERMITTED)
Q102 = quote(
    "10.2",
    LIKE_OFFICIAL,
    NormKind.PERMISSION,
    "may",
    heading="Article 10 Reactions, sharing and following by official accounts",
    condition="provided that the content concerns bilateral relations",
    verdict=Verdict.CONDITIONAL,
)
Q103 = quote(
    "10.3(a)",
    "political parties;",
    NormKind.PROHIBITION,
    "shall not",
    heading="Article 10 Reactions, sharing and following by official accounts",
    lead_in=PARTIES_LEAD,
    verdict=Verdict.FORBIDDEN,
)
Q11 = quote("1.1", PURPOSE, heading="Article 1 Purpose")
QTRICKY = quote("99.1", TRICKY, NormKind.PROHIBITION, "shall not", verdict=Verdict.FORBIDDEN)
QLONG = quote("15.9", LONG, NormKind.DUTY, "shall", verdict=Verdict.REQUIRED)
QKENYA = quote(
    "4.1", KENYAN, NormKind.PERMISSION, "may", directive=KENYA, verdict=Verdict.PERMITTED
)
CLAUSES = {q.clause.ref.number: q for q in (Q231, Q232, Q234, Q102, Q103, Q11, QTRICKY, QLONG)}
SNAPSHOT = "20261101-0900-model"
PERSONAL = Branch(Situation(account="personal"), Verdict.FORBIDDEN, (Q231,))
OFFICIAL = Branch(Situation(account="official"), Verdict.CONDITIONAL, (Q102,))


class ModelEngine:
    """Implements ``Answering``; keeps the questions that it was asked."""

    def __init__(self, *, seconds: float = 0.0) -> None:
        self.asked: list[Question] = []
        self.clauses = dict(CLAUSES)
        self.snapshot = SNAPSHOT
        self.crashes = 0
        self._seconds = seconds
        self._lock = threading.Lock()

    def questions(self, question: Question) -> Sequence[Question]:
        return questions_in(question, VOCABULARY)

    def answer(self, question: Question) -> Answer:
        with self._lock:
            self.asked.append(question)
        if self._seconds:
            time.sleep(self._seconds)
        return self._decide(question)

    def _decide(self, question: Question) -> Answer:
        words = question.text.lower()
        if "explode" in words:
            raise RuntimeError("the engine has a bug")
        if "broken" in words:
            return Unavailable(question, "ab12cd34")
        if not words and not question.post:
            return Refused(question, "Ask something.")
        if question.before is not None and words.startswith("and "):
            words = f"{question.before.text.lower()} {words}"
        return self._ruled(question, words)

    def _ruled(self, question: Question, words: str) -> Answer:
        situation = Situation(account=_account(words), topic=_topic(words + question.post.lower()))
        situation = situation.filled_from(question.known)
        if "part" in words and "like" in words:
            return self._of(question, replace(situation, account="official"), Q103)
        if "ministry" in words and "like" in words:
            precedence = Precedence(Q234.clause.ref, Q231.clause.ref, PrecedenceRule.EXCEPTION)
            answer = self._of(question, replace(situation, account="personal"), Q234)
            return replace(answer, precedence=precedence)
        if "like" in words:
            return self._like(question, replace(situation, action="like"))
        if "record" in words:
            return self._of(question, situation, QLONG)
        if "markup" in words:
            return self._of(question, situation, QTRICKY)
        if "purpose" in words or "aim" in words:
            return Quoted(question, situation, (self.clauses["1.1"],), self.snapshot)
        return NotCovered(question, situation, (Q232,), self.snapshot)

    def _like(self, question: Question, situation: Situation) -> Ruled:
        if situation.account == "personal":
            return self._of(question, situation, self.clauses["23.1"])
        if situation.account == "official":
            return self._of(question, situation, Q102)
        return Ruled(
            question,
            situation,
            Verdict.DEPENDS,
            (self.clauses["23.1"], Q102),
            self.snapshot,
            branches=(PERSONAL, OFFICIAL),
            choices=(Choice("account", ("personal", "official")),),
            runners_up=(Q232,),
        )

    def _of(self, question: Question, situation: Situation, found: Quote) -> Ruled:
        assert found.verdict is not None
        return Ruled(
            question, situation, found.verdict, (found,), self.snapshot, runners_up=(Q232,)
        )

    def clause(self, number: str, directive: str | None = None) -> Answer:
        question = Question(number)
        wanted = number.replace("(", ".").replace(")", "")
        for known, found in self.clauses.items():
            if known.replace("(", ".").replace(")", "") == wanted:
                return Quoted(question, Situation(), (found,), self.snapshot)
        return NotCovered(question, Situation(), (), self.snapshot)

    def matrix(self, situation: Situation) -> Matrix:
        if situation.topic == "weather":
            return Matrix(situation, ())
        cells = (
            replace(PERSONAL, situation=Situation(action="like", account="personal")),
            replace(OFFICIAL, situation=Situation(action="like", account="official")),
            Branch(Situation(action="share", account="official"), Verdict.CONDITIONAL, (Q102,)),
        )
        kept = [c for c in cells if situation.account in (None, c.situation.account)]
        return Matrix(situation, tuple(kept))

    def compare(self, action: str) -> Comparison:
        situation = Situation(action=action, account="personal", topic="public_affairs")
        if action != "like":
            return Comparison(situation, (), ())
        marks = (("home", Mark.HOME), ("Kenya", Mark.LOOSER), ("Egypt", Mark.SILENT))
        return Comparison(situation, (Q231, QKENYA), marks)


def _account(words: str) -> str | None:
    return next((name for name in ("personal", "official") if name in words), None)


def _topic(words: str) -> str | None:
    if "summit" in words:
        return "foreign_affairs"
    return "weather" if "rain" in words else None
