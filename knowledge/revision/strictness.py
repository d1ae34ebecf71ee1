"""Whether a clause's rules grew harder or softer, as far as its own words leave no doubt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from knowledge.clause import Clause
from knowledge.norm import Norm, NormKind, Span
from knowledge.revision.change import ChangeKind, Shift, ShiftOf

_FREE = frozenset({NormKind.PERMISSION, NormKind.EXEMPTION})
_ADVICE = frozenset({NormKind.ADVICE_FOR, NormKind.ADVICE_AGAINST})
_RESTRAINS = re.compile(
    r"(the |a )?(only|prior|previous|written|approval|consent|clearance|authori[sz]ation)\b",
    re.IGNORECASE,
)
_APPROVAL = re.compile(r"\b(approv|clear|consent|authori[sz])", re.IGNORECASE)
_NEGATED = re.compile(r"n[o']t\b|\b(never|no|cannot|prohibit|forbid|refrain|avoid|suspend)", re.I)


@dataclass(frozen=True, slots=True)
class Rule:
    """A norm in the words of its clause."""

    kind: NormKind
    words: str
    condition: str
    exception: str

    @property
    def weight(self) -> int:
        """How much the rule binds: 3 without a way out, 2 on a condition, 1 advice, 0 free."""
        if self.kind in _ADVICE:
            return 1
        if self.kind in _FREE:
            return 2 if self.condition else 0
        return 2 if self.kind is NormKind.PROHIBITION and self.exception else 3


def rules_of(clause: Clause) -> tuple[Rule, ...]:
    """The rules of a clause, in the order in which they stand."""
    return tuple(_rule(clause, norm) for norm in clause.norms)


def new_rule(rule: Rule) -> Shift | None:
    """What a rule does that was not there: a duty binds, a permission frees, advice neither."""
    if rule.weight == 1:
        return None
    frees = rule.kind in _FREE and not _RESTRAINS.match(rule.condition)
    direction = ChangeKind.SOFTENED if frees else ChangeKind.HARDENED
    return Shift(direction, ShiftOf.RULE, "", _told(rule), None, rule.kind)


def dropped_rule(rule: Rule) -> Shift | None:
    """What it does that a rule is gone."""
    shift = new_rule(rule)
    return shift and Shift(
        _opposite(shift.direction), ShiftOf.RULE, shift.after, "", rule.kind, None
    )


def shifts_between(before: Clause, after: Clause) -> tuple[Shift, ...]:
    """The shifts of a clause that was reworded."""
    old, new = Counter(rules_of(before)), Counter(rules_of(after))
    shifts = tuple(_shifts(list((old - new).elements()), list((new - old).elements())))
    was, now = before.full_text.casefold(), after.full_text.casefold()
    return tuple(shift for shift in shifts if _in_the_words(shift, was, now))


def _rule(clause: Clause, norm: Norm) -> Rule:
    return Rule(
        norm.kind,
        _words(clause, norm.trigger, in_lead_in=norm.in_lead_in),
        _words(clause, norm.condition, in_lead_in=norm.condition_in_lead_in),
        _words(clause, norm.exception, in_lead_in=norm.exception_in_lead_in),
    )


def _words(clause: Clause, span: Span | None, *, in_lead_in: bool) -> str:
    text = clause.lead_in.text if in_lead_in and clause.lead_in else clause.text
    return " ".join(span.of(text).split()) if span else ""


def _shifts(old: Sequence[Rule], new: Sequence[Rule]) -> Iterator[Shift]:
    for was, now in _paired(list(old), list(new)):
        if was is None or now is None:
            shift = new_rule(now) if now else dropped_rule(was) if was else None
            if shift:
                yield shift
        elif was.kind is now.kind:
            yield from _limits_shifted(was, now)
        else:
            yield from _turned(was, now)


def _paired(old: list[Rule], new: list[Rule]) -> Iterator[tuple[Rule | None, Rule | None]]:
    """Rules of one kind with each other, what is left in the order in which it stands."""
    for was in tuple(old):
        if same := next((now for now in new if now.kind is was.kind), None):
            yield was, same
            old.remove(was)
            new.remove(same)
    yield from zip_longest(old, new)


def _turned(was: Rule, now: Rule) -> Iterator[Shift]:
    if was.weight < now.weight:
        direction = ChangeKind.HARDENED
    elif was.weight > now.weight:
        direction = ChangeKind.SOFTENED
    elif was.weight:
        direction = ChangeKind.REWORDED
    else:
        return
    yield Shift(direction, ShiftOf.RULE, _told(was), _told(now), was.kind, now.kind)


def _limits_shifted(was: Rule, now: Rule) -> Iterator[Shift]:
    """A condition or an exception more, or less; an approval more, or less, among conditions.

    Either makes a permission smaller, so harder, and a duty or a prohibition smaller, so softer.
    """
    narrower = ChangeKind.HARDENED if was.kind in _FREE else ChangeKind.SOFTENED
    for about, one, other in (
        (ShiftOf.CONDITION, was.condition, now.condition),
        (ShiftOf.EXCEPTION, was.exception, now.exception),
    ):
        if bool(one) != bool(other):
            direction = narrower if other else _opposite(narrower)
            yield Shift(direction, about, one, other, was.kind, now.kind)
    approval = [bool(_APPROVAL.search(rule.condition)) for rule in (was, now)]
    if was.kind in _FREE and was.condition and now.condition and approval[0] != approval[1]:
        direction = narrower if approval[1] else _opposite(narrower)
        yield Shift(direction, ShiftOf.CONDITION, was.condition, now.condition, was.kind, now.kind)


def _in_the_words(shift: Shift, was: str, now: str) -> bool:
    """Whether the text itself shows the shift, and not only another reading of the same words."""
    if shift.before and shift.after:
        return True
    said, elsewhere = (shift.after, was) if shift.after else (shift.before, now)
    return said.casefold() not in elsewhere


def _told(rule: Rule) -> str:
    """The rule's own words; a negative subject ("no mission may") is told with them."""
    limit = rule.condition if rule.condition.casefold().startswith("only") else ""
    negated = rule.kind is not NormKind.PROHIBITION or _NEGATED.search(rule.words)
    words = rule.words if negated else f"no … {rule.words}"
    return f"{words} … {limit}" if limit else words


def _opposite(direction: ChangeKind) -> ChangeKind:
    return ChangeKind.SOFTENED if direction is ChangeKind.HARDENED else ChangeKind.HARDENED
