"""A plan in sentences: one line for each change, and the counts. Nothing that is not certain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from textwrap import shorten

from knowledge.norm import NormKind
from knowledge.revision.change import (
    ChangeKind,
    ClauseChange,
    DeadlineChange,
    MarkKind,
    Shift,
    ShiftOf,
)
from knowledge.revision.revision import DirectiveRevision, Revision

_NAMED = 8  # clauses that a line names before it only counts them
_RULES = {
    NormKind.PERMISSION: "permission",
    NormKind.PROHIBITION: "prohibition",
    NormKind.DUTY: "duty",
    NormKind.EXEMPTION: "exemption",
    NormKind.ADVICE_FOR: "advice",
    NormKind.ADVICE_AGAINST: "advice against",
}


def summary(change: ClauseChange) -> str:
    """One line: ``§11.1 deadline changed: 5 working days → 2 working days (shorter)``."""
    details = "; ".join(details_of(change))
    return f"§{change.number} {label(change)}{': ' if details else ''}{details}"


def label(change: ClauseChange) -> str:
    """The main kind, with the further ones that the details do not tell."""
    further = (
        kind.label
        for kind in change.kinds[1:]
        if kind not in (ChangeKind.REWORDED, ChangeKind.RENUMBERED, ChangeKind.MOVED)
    )
    return ", ".join((change.kind.label, *further))


def details_of(change: ClauseChange) -> Iterator[str]:
    """What is certain about a change, one short phrase each."""
    for shift in change.shifts:
        yield told_shift(shift)
    for deadline in change.deadlines:
        yield told_deadline(deadline)
    if change.kind is ChangeKind.REWORDED:
        yield _told_words(change)
    if change.before and change.after:
        if change.before.ref.number != change.after.ref.number:
            yield f"before: §{change.before.ref.number}"
        if ChangeKind.MOVED in change.kinds:
            was, now = (clause.heading[-1:] for clause in (change.before, change.after))
            yield f"from “{''.join(was)}” to “{''.join(now)}”"


def told_shift(shift: Shift) -> str:
    """What grew harder or softer: ``permission “may” → prohibition “shall not”``."""
    if shift.about is ShiftOf.RULE:
        was, now = _rule(shift.rule_before, shift.before), _rule(shift.rule_after, shift.after)
        if was and now:
            return f"{was} → {now}"
        return f"new {now}" if now else f"no longer: {was}"
    was, now = _shortened(shift.before), _shortened(shift.after)
    if was and now:
        return f"{shift.about.value} “{was}” → “{now}”"
    return f"new {shift.about.value}: “{now}”" if now else f"no longer: {shift.about.value} “{was}”"


def told_deadline(deadline: DeadlineChange) -> str:
    """``5 working days → 2 working days (shorter)``."""
    was, now = deadline.before or "no deadline", deadline.after or "no deadline"
    return f"{was} → {now}" + (f" ({deadline.trend.value})" if deadline.trend else "")


def told_counts(counts: Mapping[ChangeKind, int]) -> str:
    """``6 added, 1 hardened, 5 deadline changed``."""
    return ", ".join(f"{count} {kind.label}" for kind, count in counts.items())


def title(revision: DirectiveRevision) -> str:
    """``MFA-SMD v1 → MFA-SMD v2``, or what comes in or goes."""
    if revision.before is None:
        return f"{revision.directive.key} is new"
    if revision.after is None:
        return f"{revision.directive.key} goes"
    if revision.before.key == revision.after.key:
        return revision.after.key
    return f"{revision.before.key} → {revision.after.key}"


def facts(revision: DirectiveRevision) -> Iterator[str]:
    """What is told of the directive beside its clauses, one line each."""
    if revision.before is None or revision.after is None:
        yield revision.directive.title
    if revision.before is None and revision.directive.in_force_from:
        yield f"in force from: {revision.directive.in_force_from}"
    for fact in revision.facts:
        yield f"{fact.name}: {fact.before or 'not stated'} → {fact.after or 'not stated'}"
    for heading in revision.headings:
        yield f"heading: {heading.before} → {heading.after}"
    if revision.annotated:
        numbers = ", ".join(f"§{ref.number}" for ref in revision.annotated[:_NAMED])
        more = len(revision.annotated) - _NAMED
        told = f"{numbers} and {more} more" if more > 0 else numbers
        yield f"same words, other example questions or rules set by hand: {told}"
    if revision.withdrawn and revision.before and revision.after:
        yield (
            f"{revision.before.key} is no longer among the sources: nothing will answer for the "
            "days on which it was in force"
        )


def is_brief(change: ClauseChange) -> bool:
    """Whether a number tells it all: the words are the same, but for the typing perhaps."""
    return set(change.kinds) <= {ChangeKind.RENUMBERED, ChangeKind.RETYPED}


def brief(revision: DirectiveRevision) -> Iterator[str]:
    """One line for all that were renumbered, one for all that were only retyped."""
    found = [change for change in revision.changes if is_brief(change)]
    renumbered = ", ".join(
        f"§{change.before.ref.number} → §{change.after.ref.number}"
        for change in found
        if change.before and change.after and ChangeKind.RENUMBERED in change.kinds
    )
    retyped = ", ".join(
        f"§{change.number}" for change in found if change.kind is ChangeKind.RETYPED
    )
    if renumbered:
        yield f"{ChangeKind.RENUMBERED.label}: {renumbered}"
    if retyped:
        yield f"{ChangeKind.RETYPED.label} (only spaces, quotation marks or dashes): {retyped}"


def overall(revision: Revision) -> str:
    """The plan in one sentence."""
    if revision.nothing:
        return "Nothing changes."
    kept = sum(directive.kept for directive in revision.directives)
    counts = told_counts(revision.counts()) or "no clause changes"
    return f"{counts[0].upper()}{counts[1:]}; {kept} kept as they are."


def _rule(kind: NormKind | None, words: str) -> str:
    return f"{_RULES[kind]} “{_shortened(words)}”" if kind else ""


def _shortened(words: str) -> str:
    """A rule's words in a line; whole they stand in the marked text."""
    return shorten(words, 100, placeholder=" …")


def _told_words(change: ClauseChange) -> str:
    marks = (*change.lead_in_marks, *change.marks)
    counts = {
        kind: sum(len(mark.text.split()) for mark in marks if mark.kind is kind)
        for kind in (MarkKind.REMOVED, MarkKind.ADDED)
    }
    said = ", ".join(
        f"{count} {'word' if count == 1 else 'words'} {kind.value}"
        for kind, count in counts.items()
        if count
    )
    return said or "other spaces"
