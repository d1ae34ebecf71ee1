"""The machine interface: one JSON object a question, one an answer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, assert_never

from bot.answering import wording
from bot.answering.answer import (
    Answer,
    Branch,
    Changed,
    Comparison,
    NotCovered,
    Precedence,
    Quote,
    Quoted,
    Refused,
    Ruled,
    Unavailable,
)
from bot.answering.question import Question
from knowledge.errors import AttacheError
from knowledge.norm import Span
from knowledge.retrieval.match import Match
from knowledge.situation import Situation

KNOWN_KEYS = {"question", "account", "role", "country", "date", "post", "language", "topic"}


class MachineInputError(AttacheError):
    """A line of input that is no question."""

    remedy = 'Give one JSON object a line, such as {"question": "May I like this post?"}.'


def read_question(line: str) -> Question:
    """The question that a JSON object (or a JSON string) holds; ``MachineInputError`` if none."""
    try:
        given = json.loads(line)
    except ValueError as fault:
        raise MachineInputError(f"this is not JSON: {fault}") from fault
    if isinstance(given, str):
        given = {"question": given}
    if not isinstance(given, dict) or not isinstance(given.get("question"), str):
        raise MachineInputError('the object needs a text under "question"')
    for key, value in given.items():
        if key in KNOWN_KEYS and value is not None and not isinstance(value, str):
            raise MachineInputError(f'"{key}" must be a text, not {type(value).__name__}')
    approved = given.get("approved")
    if not isinstance(approved, bool | None):
        raise MachineInputError('"approved" must be true or false')
    profile = Situation(
        account=given.get("account") or None,
        role=given.get("role") or None,
        country=given.get("country") or None,
        topic=given.get("topic") or None,
    )
    return Question(
        given["question"],
        profile=profile,
        chosen=Situation(approved=approved),
        post=given.get("post") or "",
        day=_day(given.get("date")),
        language=given.get("language") or "",
    )


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError as fault:
        raise MachineInputError(f'"date" must be like 2026-03-01, not {written!r}') from fault


def answer_object(answer: Answer, elapsed_ms: float) -> dict[str, Any]:
    """An answer as design.md's machine interface gives it; all keys are always there."""
    found: dict[str, Any] = {
        "question": answer.question.text,
        "outcome": "",
        "verdict": None,
        "situation": {},
        "quotes": [],
        "branches": [],
        "choices": [],
        "precedence": None,
        "compared": None,
        "nearest": [],
        "snapshot": getattr(answer, "snapshot", None),
    }
    match answer:
        case Ruled():
            found |= {
                "outcome": "ruled",
                "verdict": answer.verdict.value,
                "situation": situation_object(answer.situation),
                "quotes": [quote_object(quote) for quote in answer.quotes],
                "branches": [_branch_object(branch) for branch in answer.branches],
                "choices": [
                    {"about": choice.about, "options": list(choice.options)}
                    for choice in answer.choices
                ],
                "precedence": _precedence_object(answer.precedence),
            }
        case Quoted():
            found |= {
                "outcome": "quoted",
                "situation": situation_object(answer.situation),
                "quotes": [quote_object(quote) for quote in answer.quotes],
                "compared": _compared_object(answer.comparison),
            }
        case NotCovered():
            found |= {
                "outcome": "not_covered",
                "situation": situation_object(answer.situation),
                "nearest": [str(quote.clause.ref) for quote in answer.nearest],
            }
        case Unavailable():
            found |= {"outcome": "unavailable", "incident": answer.incident}
        case Refused():
            found |= {"outcome": "refused", "reason": wording.verdict_line(answer)}
        case _:
            assert_never(answer)
    return found | {"elapsed_ms": round(elapsed_ms, 2)}


def answers_object(question: Question, answers: Sequence[tuple[Answer, float]]) -> dict[str, Any]:
    """The first answer of a message, with those to its other questions under ``also``; each
    answer comes with the milliseconds that it took."""
    first, *others = (answer_object(*one) for one in answers)
    return first | {"question": question.text} | ({"also": others} if others else {})


def refused_object(line: str, fault: AttacheError) -> dict[str, Any]:
    """A line that holds no question, and why."""
    reason = f"{str(fault).rstrip('.')}. {fault.remedy}".rstrip()
    return {"question": line.strip(), "outcome": "refused", "reason": reason}


def hits_object(question: Question, matches: Sequence[Match]) -> dict[str, Any]:
    """Ranked clauses alone."""
    hits = [
        {
            "directive": match.clause.ref.directive,
            "number": match.clause.ref.number,
            "id": match.clause.id,
            "score": round(match.score, 6),
        }
        for match in matches
    ]
    return {"question": question.text, "hits": hits}


def quote_object(quote: Quote) -> dict[str, Any]:
    """A quote with its offsets, digest and the trigger's span."""
    clause = quote.clause
    norm = quote.norm
    return {
        "directive": clause.ref.directive,
        "version": clause.ref.version,
        "number": clause.ref.number,
        "heading": list(clause.heading),
        "text": clause.text,
        "lead_in": clause.lead_in.text if clause.lead_in else None,
        "start": clause.start,
        "end": clause.end,
        "digest": clause.digest,
        "trigger": _span(norm.trigger) if norm and not norm.in_lead_in else None,
        "lead_in_trigger": _span(norm.trigger) if norm and norm.in_lead_in else None,
        "verdict": quote.verdict.value if quote.verdict else None,
        "changed": _changed_object(quote.changed) if quote.changed else None,
        "in_force": wording.force_line(quote.directive),
        "id": clause.id,
        "score": round(quote.score, 4),
    }


def _changed_object(changed: Changed) -> dict[str, str]:
    return {"since": str(changed.since), "kind": changed.kind.value, "how": changed.how}


def situation_object(situation: Situation) -> dict[str, Any]:
    """The known facts of a situation; what is not known is left out."""
    facts = {
        "action": situation.action,
        "account": situation.account,
        "topic": situation.topic,
        "role": situation.role,
        "platform": situation.platform,
        "country": situation.country,
        "date": situation.day.isoformat() if situation.day else None,
        "approved": situation.approved,
    }
    return {name: value for name, value in facts.items() if value is not None}


def _compared_object(comparison: Comparison | None) -> dict[str, Any] | None:
    if comparison is None:
        return None
    marks = [{"jurisdiction": one, "against_home": mark.value} for one, mark in comparison.marks]
    return {"situation": situation_object(comparison.situation), "texts": marks}


def _branch_object(branch: Branch) -> dict[str, Any]:
    return {
        "situation": situation_object(branch.situation),
        "verdict": branch.verdict.value,
        "quotes": [quote_object(quote) for quote in branch.quotes],
    }


def _precedence_object(precedence: Precedence | None) -> dict[str, str] | None:
    if precedence is None:
        return None
    return {
        "prevails": str(precedence.prevails),
        "over": str(precedence.over),
        "rule": precedence.rule.value,
    }


def _span(span: Span) -> list[int]:
    return [span.start, span.end]
