"""Compare clauses, two versions of a directive, or all the directives of two snapshots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from knowledge.clause import Clause
from knowledge.revision.change import (
    ChangeKind,
    ClauseChange,
    DeadlineChange,
    Mark,
    MarkKind,
    Shift,
)
from knowledge.revision.deadlines import deadlines_changed
from knowledge.revision.editions import Edition, newest
from knowledge.revision.headings import Headings
from knowledge.revision.pairing import Pair, pair_clauses, wording_of
from knowledge.revision.revision import DirectiveRevision, Revision
from knowledge.revision.strictness import dropped_rule, new_rule, rules_of, shifts_between
from knowledge.revision.words import mark_words


def compare(before: Iterable[Edition], after: Iterable[Edition]) -> Revision:
    """What the directives ``after`` change against those ``before``; what stays is left out.

    Of each directive the newest version is compared with the newest before. A text that is
    there on both sides under one key is compared with itself, and one that comes in or goes
    without having an earlier or a later version beside it is new or removed as a whole.
    """
    old = {edition.directive.key: edition for edition in before}
    new = {edition.directive.key: edition for edition in after}
    revisions = (
        compare_editions(one, other, withdrawn=one is not None and one.directive.key not in new)
        for one, other in _partners(old, new)
    )
    return Revision(tuple(revision for revision in revisions if not revision.nothing))


def compare_editions(
    before: Edition | None, after: Edition | None, *, withdrawn: bool = False
) -> DirectiveRevision:
    """What one version of a directive changes against another, or as a whole."""
    pairs = pair_clauses(before.clauses if before else (), after.clauses if after else ())
    both = [(pair.before, pair.after) for pair in pairs if pair.before and pair.after]
    headings = Headings.of(both)
    changes = tuple(change for pair in pairs if (change := _change(pair, headings)))
    changed = {change.clause.ref for change in changes}
    stand = [(was, now) for was, now in both if now.ref not in changed]
    return DirectiveRevision(
        before.directive if before else None,
        after.directive if after else None,
        changes,
        headings.changes(),
        annotated=tuple(now.ref for was, now in stand if _reading(was) != _reading(now)),
        kept=len(stand),
        withdrawn=withdrawn,
    )


def compare_clauses(before: Sequence[Clause], after: Sequence[Clause]) -> tuple[ClauseChange, ...]:
    """The changes between the clauses of two versions, in the order of the newer."""
    pairs = pair_clauses(before, after)
    headings = Headings.of(
        [(pair.before, pair.after) for pair in pairs if pair.before and pair.after]
    )
    return tuple(change for pair in pairs if (change := _change(pair, headings)))


def _partners(
    old: dict[str, Edition], new: dict[str, Edition]
) -> Iterator[tuple[Edition | None, Edition | None]]:
    compared: set[str] = set()
    for key, edition in new.items():
        versions = [other for other in new.values() if other.directive.id == edition.directive.id]
        if key in old:
            compared.add(key)
            yield old[key], edition
        elif edition is newest(versions):
            earlier = newest(
                other for other in old.values() if other.directive.id == edition.directive.id
            )
            if earlier:
                compared.add(earlier.directive.key)
            yield earlier, edition
        else:
            yield None, edition
    yield from ((edition, None) for key, edition in old.items() if key not in compared)


def _change(pair: Pair, headings: Headings) -> ClauseChange | None:
    if pair.before and pair.after:
        return _revised(pair.before, pair.after, headings)
    if pair.after:
        return _one_sided(pair, pair.after, ChangeKind.ADDED)
    return _one_sided(pair, pair.before, ChangeKind.REMOVED) if pair.before else None


def _one_sided(pair: Pair, clause: Clause, kind: ChangeKind) -> ClauseChange:
    judge = new_rule if kind is ChangeKind.ADDED else dropped_rule
    shifts = tuple(shift for rule in rules_of(clause) if (shift := judge(rule)))
    mark = MarkKind.ADDED if kind is ChangeKind.ADDED else MarkKind.REMOVED
    return ClauseChange(
        pair.before,
        pair.after,
        _ordered(kind, *(shift.direction for shift in shifts)),
        (Mark(mark, clause.text),),
        (Mark(MarkKind.KEPT, clause.lead_in.text),) if clause.lead_in else (),
        shifts,
    )


def _revised(before: Clause, after: Clause, headings: Headings) -> ClauseChange | None:
    kinds: set[ChangeKind] = set()
    shifts: tuple[Shift, ...] = ()
    if before.ref.number != after.ref.number:
        kinds.add(ChangeKind.RENUMBERED)
    if headings.moved(before, after):
        kinds.add(ChangeKind.MOVED)
    deadlines: tuple[DeadlineChange, ...] = ()
    if wording_of(before) != wording_of(after):
        shifts = shifts_between(before, after)
        deadlines = deadlines_changed(before.full_text, after.full_text)
        kinds |= {ChangeKind.REWORDED, *(shift.direction for shift in shifts)}
        kinds |= {ChangeKind.DEADLINE_CHANGED} if deadlines else set()
    elif before.full_text != after.full_text:
        kinds.add(ChangeKind.RETYPED)
    if not kinds:
        return None
    return ClauseChange(
        before,
        after,
        _ordered(*kinds),
        mark_words(before.text, after.text),
        mark_words(_lead_in(before), _lead_in(after)),
        shifts,
        deadlines,
    )


def _ordered(*kinds: ChangeKind) -> tuple[ChangeKind, ...]:
    return tuple(kind for kind in ChangeKind if kind in kinds)


def _lead_in(clause: Clause) -> str:
    return clause.lead_in.text if clause.lead_in else ""


def _reading(clause: Clause) -> tuple[object, ...]:
    return clause.norms, clause.asked_digest
