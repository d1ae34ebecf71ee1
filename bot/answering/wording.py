"""Every sentence that people read around a quote. The clause is the authority, these are labels."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from bot.answering.answer import (
    Answer,
    Branch,
    Changed,
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
from bot.answering.verdicts import approval_wanted
from knowledge.directive import Directive, Rank
from knowledge.revision.change import ChangeKind
from knowledge.situation import Situation

_DOES = {
    Verdict.FORBIDDEN: "forbids this",
    Verdict.PERMITTED: "allows this",
    Verdict.CONDITIONAL: "allows this on a condition",
    Verdict.REQUIRED: "requires this",
    Verdict.NOT_REQUIRED: "does not require this",
    Verdict.DISCOURAGED: "advises against this",
    Verdict.RECOMMENDED: "recommends this",
}
_SIGN = {
    Verdict.FORBIDDEN: "✕",
    Verdict.PERMITTED: "✓",
    Verdict.CONDITIONAL: "◐",
    Verdict.REQUIRED: "!",
    Verdict.NOT_REQUIRED: "○",
    Verdict.DISCOURAGED: "▽",
    Verdict.RECOMMENDED: "△",
    Verdict.DEPENDS: "?",
}
_CHANGED = {
    ChangeKind.HARDENED: "Hardened",
    ChangeKind.SOFTENED: "Softened",
    ChangeKind.REWORDED: "Reworded",
}
_ABOUT = {
    "account": "which account it is",
    "topic": "what it is about",
    "action": "what is done with it",
    "origin": "whose post it is",
    "role": "who does it",
    "approved": "whether approval was given",
}
_ASK = {
    "account": "Which account?",
    "topic": "What is it about?",
    "action": "What would you do with it?",
    "origin": "Whose post is it?",
    "role": "Who does it?",
    "approved": "Was the approval given as the clause asks for it?",
}
_BECAUSE = {
    PrecedenceRule.RANK: "its text ranks higher",
    PrecedenceRule.EXCEPTION: "the text makes it an exception",
    PrecedenceRule.STRICTER: "where two provisions conflict, the stricter prevails",
    PrecedenceRule.SPECIAL: "it speaks of the special case, the other of the general one",
    PrecedenceRule.NEWER: "of two directives of one rank, it stands in the newer",
}
_MARKS = {
    Mark.STRICTER: "stricter than at home",
    Mark.LOOSER: "less strict than at home",
    Mark.ALIKE: "as at home",
    Mark.ALONE: "where home is silent",
}
_OPTION = {
    "personal": "personal account",
    "official": "official account",
    "yes": "yes",
    "no": "not yet",
}


def verdict_line(answer: Answer) -> str:
    """The first line of an answer."""
    match answer:
        case Ruled(verdict=Verdict.DEPENDS):
            facts = [_ABOUT.get(choice.about, choice.about) for choice in answer.choices]
            return f"{_SIGN[Verdict.DEPENDS]} It depends on {_listed(facts) or 'the situation'}."
        case Ruled():
            first = answer.quotes[0]
            return (
                f"{_SIGN[answer.verdict]} {_subject(first.directive)} {_DOES[answer.verdict]}"
                f"{_where(answer.situation)}{_resting_on(answer.verdict, first)}."
            )
        case Quoted(comparison=comparison) if comparison:
            return f"{comparison_title(comparison)}:"
        case Quoted():
            return f"{_subject(answer.quotes[0].directive)} says:"
        case NotCovered():
            return (
                "No clause was found that speaks to this. "
                "What no clause mentions is not thereby allowed."
            )
        case Unavailable():
            return (
                "Something went wrong on our side, and no answer could be given. "
                f"Incident {answer.incident}."
            )
        case Refused():
            return answer.reason
        case _:
            assert_never(answer)


def verdict_word(verdict: Verdict) -> str:
    """A verdict in a table's cell: ``✕ forbidden``."""
    return f"{_SIGN[verdict]} {verdict.replace('_', ' ')}"


def comparison_title(comparison: Comparison) -> str:
    """What is compared: ``What each text says (personal account, like, public affairs)``."""
    return f"What each text says ({situation_words(comparison.situation)})"


def compared_line(comparison: Comparison, quote: Quote) -> str:
    """The line over a quote of a comparison: ``Canada: ✓ permitted, less strict than at home``."""
    marks = {place.casefold(): mark for place, mark in comparison.marks}
    mark = marks[quote.directive.jurisdiction.casefold()]
    place = "At home" if mark is Mark.HOME else quote.directive.jurisdiction
    does = f" {verdict_word(quote.verdict)}" if quote.verdict else ""
    return ", ".join(filter(None, (f"{place}:{does}", _MARKS.get(mark))))


def silent_line(comparison: Comparison) -> str:
    """The texts that do not speak to what is compared, if any. That is no permission."""
    silent = [place for place, mark in comparison.marks if mark is Mark.SILENT]
    return f"No clause on record speaks to it: {', '.join(silent)}." if silent else ""


def branch_line(branch: Branch) -> str:
    """What must be so, and what the directive then does."""
    subject = _subject(branch.quotes[0].directive)
    return (
        f"{_SIGN[branch.verdict]} {situation_words(branch.situation).capitalize()}: "
        f"{_lower(subject)} {_DOES.get(branch.verdict, 'depends on more')}"
        f"{_resting_on(branch.verdict, branch.quotes[0])}."
    )


def situation_words(situation: Situation) -> str:
    """``personal account, foreign affairs``: the known facts of a situation, in words."""
    facts = [
        situation.account and option_words(situation.account),
        situation.action,
        situation.topic,
        situation.role,
    ]
    if situation.approved is not None:
        facts.append("with approval" if situation.approved else "without approval")
    return ", ".join(fact.replace("_", " ") for fact in facts if fact)


def reference_line(quote: Quote) -> str:
    """``MFA-SMD v2 §23.1 · Article 23 Reactions``."""
    heading = quote.clause.heading[-1] if quote.clause.heading else quote.directive.title
    return f"{quote.clause.ref} · {heading}"


def force_line(directive: Directive) -> str:
    """``version 2, in force since 1 March 2026``, or "undated"."""
    version = f"version {directive.version}, " if directive.version else ""
    if directive.undated:
        return f"{version}undated"
    begin, end = directive.in_force_from, directive.in_force_until
    if begin and end:
        return f"{version}in force from {day_words(begin)} to {day_words(end)}"
    if begin:
        return f"{version}in force since {day_words(begin)}"
    return f"{version}in force until {day_words(end)}" if end else version


def changed_line(changed: Changed) -> str:
    """``Changed on 1 March 2026: 5 working days → 2 working days (shorter).``"""
    day = day_words(changed.since)
    if changed.kind is ChangeKind.ADDED:
        return f"New since {day}."
    if changed.kind is ChangeKind.REMOVED:
        return f"No longer in the directive since {day}."
    word = _CHANGED.get(changed.kind, "Changed")
    return f"{word} on {day}: {changed.how}." if changed.how else f"{word} on {day}."


def day_words(day: date) -> str:
    """``1 March 2026``."""
    return f"{day.day} {day:%B %Y}"


def choice_line(choice: Choice) -> str:
    """The question that a choice answers."""
    return _ASK.get(choice.about, f"{choice.about}?")


def option_words(option: str) -> str:
    """An option as a button shows it."""
    return _OPTION.get(option, option.replace("_", " "))


def precedence_line(precedence: Precedence) -> str:
    """Which of two clauses prevails, and why."""
    because = _BECAUSE[precedence.rule]
    return f"{precedence.prevails} prevails over {precedence.over}: {because}."


def nearest_line(answer: NotCovered) -> str:
    """The nearest clauses, named as no answer; empty where there are none."""
    names = [reference_line(quote) for quote in answer.nearest]
    return "Nearest, but not an answer: " + "; ".join(names) + "." if names else ""


def desk_line(address: str) -> str:
    """The way to the people who answer what no clause covers."""
    return f"Ask the desk: {address}."


def practice_note_line(directive: Directive) -> str:
    """The reservation that goes with every quote from a practice note."""
    return f"A summary, not the official text. Source: {directive.source}."


def _subject(directive: Directive) -> str:
    if directive.rank is Rank.PRACTICE_NOTE:
        return f"The practice note on {directive.jurisdiction}"
    return f"The {directive.rank}"


def _where(situation: Situation) -> str:
    return f" on {_article(option_words(situation.account))}" if situation.account else ""


def _resting_on(verdict: Verdict, quote: Quote) -> str:
    """What a permission rests on: the approval that its clause wants, or another condition."""
    if quote.norm is None or verdict is not Verdict.PERMITTED:
        return ""
    if approval_wanted(quote.norm, quote.clause):
        return ", with the approval that it asks for"
    return ", if all is as you tell it" if quote.norm.condition else ""


def _article(words: str) -> str:
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


def _listed(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]
