"""The closed set of answers. A renderer ends with ``assert_never``, so none is forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from bot.answering.question import Question
from knowledge.clause import Clause, ClauseRef
from knowledge.directive import Directive
from knowledge.norm import Norm
from knowledge.revision.change import ChangeKind
from knowledge.situation import Situation


class Verdict(StrEnum):
    """What the directive does to what was asked."""

    FORBIDDEN = "forbidden"
    PERMITTED = "permitted"
    CONDITIONAL = "conditional"
    REQUIRED = "required"
    NOT_REQUIRED = "not_required"
    DISCOURAGED = "discouraged"
    RECOMMENDED = "recommended"
    DEPENDS = "depends"


@dataclass(frozen=True, slots=True)
class Changed:
    """What a new version did to a clause; ``how`` is empty where only the kind is certain."""

    since: date
    kind: ChangeKind
    how: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A clause as it is quoted, with the norm in it that decided and how well it matched.

    ``verdict`` is what this clause alone does; None where it only informs. ``changed`` is there
    where the clause reads otherwise since a short time.
    """

    clause: Clause
    directive: Directive
    score: float
    norm: Norm | None = None
    verdict: Verdict | None = None
    changed: Changed | None = None


@dataclass(frozen=True, slots=True)
class Branch:
    """One way in which a question that depends can go: what must be so, and what then holds."""

    situation: Situation
    verdict: Verdict
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A fact that would narrow the answer, and the values it may take."""

    about: str
    options: tuple[str, ...]


class PrecedenceRule(StrEnum):
    """What decides between two clauses that rule otherwise on one case, the first of these first:
    ``RANK`` before ``EXCEPTION``, and so on."""

    RANK = "rank"
    EXCEPTION = "exception"
    STRICTER = "stricter"
    SPECIAL = "special"
    NEWER = "newer"


@dataclass(frozen=True, slots=True)
class Precedence:
    """Two clauses that disagree, and the rule that decided between them."""

    prevails: ClauseRef
    over: ClauseRef
    rule: PrecedenceRule


@dataclass(frozen=True, slots=True)
class Ruled:
    """Some clause rules on the question."""

    question: Question
    situation: Situation
    verdict: Verdict
    quotes: tuple[Quote, ...]
    snapshot: str
    branches: tuple[Branch, ...] = ()
    choices: tuple[Choice, ...] = ()
    precedence: Precedence | None = None
    runners_up: tuple[Quote, ...] = ()


class Mark(StrEnum):
    """How a jurisdiction's text stands to the one at home; ``ALONE``: home is silent."""

    HOME = "home"
    STRICTER = "stricter"
    LOOSER = "looser"
    ALIKE = "alike"
    SILENT = "silent"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the texts of jurisdictions do in one situation: a clause of each that speaks to it, in
    the order of ``marks``, which name the silent ones too."""

    situation: Situation
    quotes: tuple[Quote, ...]
    marks: tuple[tuple[str, Mark], ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A clause informs, without a verdict: who, when, how long, which, what if. ``comparison`` is
    there where a question compares countries, and ``quotes`` are then its own."""

    question: Question
    situation: Situation
    quotes: tuple[Quote, ...]
    snapshot: str
    runners_up: tuple[Quote, ...] = ()
    comparison: Comparison | None = None


@dataclass(frozen=True, slots=True)
class NotCovered:
    """No clause speaks to the question; ``nearest`` are near and no answer."""

    question: Question
    situation: Situation
    nearest: tuple[Quote, ...]
    snapshot: str


@dataclass(frozen=True, slots=True)
class Unavailable:
    """A fault: the person gets the incident's number, the log its cause."""

    question: Question
    incident: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing that could be answered: ``reason`` says why and what would help."""

    question: Question
    reason: str


Answer: TypeAlias = Ruled | Quoted | NotCovered | Unavailable | Refused
