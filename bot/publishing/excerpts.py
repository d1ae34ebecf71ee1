"""What of a changed clause must be seen to know the change; the page to mail around shows all."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.revision.change import ClauseChange, Mark, MarkKind

LEFT_OUT = "…"
# A run that stays is shown so far around a change; one that comes or goes, so far at all.
KEPT_WHOLE, KEPT_END = 200, 80
CHANGED_WHOLE = 900


def excerpt(change: ClauseChange) -> tuple[Mark, ...]:
    """The marks of a change, its lead-in first where that changes, without what is far from it."""
    if change.before is None:
        return (_shortened(MarkKind.ADDED, change.clause.text, CHANGED_WHOLE),)
    if change.after is None:
        return (_shortened(MarkKind.REMOVED, change.clause.text, CHANGED_WHOLE),)
    if change.placed_anew:
        return (_shortened(MarkKind.KEPT, change.clause.text, KEPT_WHOLE),)
    marks = tuple(_near(change.marks))
    if all(mark.kind is MarkKind.KEPT for mark in change.lead_in_marks):
        return marks
    return (*_near(change.lead_in_marks), Mark(MarkKind.KEPT, "\n"), *marks)


def _near(marks: tuple[Mark, ...]) -> Iterator[Mark]:
    for place, mark in enumerate(marks):
        if mark.kind is MarkKind.KEPT:
            begins, ends = place == 0, place == len(marks) - 1
            yield Mark(mark.kind, _kept(mark.text, begins=begins, ends=ends))
        else:
            yield _shortened(mark.kind, mark.text, CHANGED_WHOLE)


def _kept(text: str, *, begins: bool, ends: bool) -> str:
    """A run that stays, with the ends that touch a change."""
    if len(text) <= KEPT_WHOLE:
        return text
    head = "" if begins else text[:KEPT_END].rsplit(None, 1)[0] + " "
    tail = "" if ends else " " + text[-KEPT_END:].split(None, 1)[-1]
    return f"{head}{LEFT_OUT}{tail}"


def _shortened(kind: MarkKind, text: str, limit: int) -> Mark:
    if len(text) <= limit:
        return Mark(kind, text)
    return Mark(kind, f"{text[:limit].rsplit(None, 1)[0]} {LEFT_OUT}")
