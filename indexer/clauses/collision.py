"""Numbers that occur twice: told apart where the text starts counting anew, refused elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from indexer.clauses.draft import Draft
from indexer.clauses.numbering import prefixed, repeated
from indexer.source import SourceWarning
from knowledge.errors import SourceError

_SHOWN = 5


def tell_apart(
    path: Path, drafts: Sequence[Draft]
) -> tuple[list[Draft], tuple[SourceWarning, ...]]:
    """Give every draft a number of its own.

    A list that begins anew takes the name of its section, else the number of the paragraph that
    it hangs on, else a count. The same number twice within one count is a slip: ``SourceError``.
    """
    _refuse_slips(path, drafts)
    apart = _by_paragraph(_by_section(drafts))
    counted = _by_count(apart)
    changed = [
        (old, new) for old, new in zip(drafts, counted, strict=True) if old.number != new.number
    ]
    if not changed:
        return counted, ()
    shown = ", ".join(f"{old.number} → {new.number}" for old, new in changed[:_SHOWN])
    more = f" and {len(changed) - _SHOWN} more" if len(changed) > _SHOWN else ""
    message = f"numbers that occur more than once were told apart: {shown}{more}"
    return counted, (SourceWarning(path, message, changed[0][1].line),)


def _groups(drafts: Iterable[Draft]) -> list[list[Draft]]:
    groups: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        groups[draft.number].append(draft)
    return [group for group in groups.values() if len(group) > 1]


def _refuse_slips(path: Path, drafts: Sequence[Draft]) -> None:
    for group in _groups(drafts):
        for before, draft in pairwise(group):
            same_list = draft.list and draft.list == before.list
            if same_list or not draft.restarts:
                raise SourceError(
                    path,
                    f"number {draft.number} stands on line {before.line} already",
                    line=draft.line,
                    remedy="Give one of the two paragraphs another number.",
                )


def _by_section(drafts: Sequence[Draft]) -> list[Draft]:
    names: dict[tuple[str, ...], str] = {}
    for group in _groups(drafts):
        for draft in group:
            depth = min(_difference(draft.chain, other.chain) for other in group)
            if depth < len(draft.chain):
                names[draft.chain] = draft.chain[depth]
    colliding = {id(draft) for group in _groups(drafts) for draft in group}
    return [
        replace(draft, number=prefixed(names[draft.chain], draft.number))
        if draft.chain in names
        and (draft.list or id(draft) in colliding)
        and not draft.number.startswith(names[draft.chain])
        else draft
        for draft in drafts
    ]


def _difference(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """The depth at which two chains part; beyond both where they are the same."""
    for depth, (name, other_name) in enumerate(zip(one, other, strict=False)):
        if name != other_name:
            return depth
    shorter = min(len(one), len(other))
    return shorter if len(one) != len(other) else len(one) + 1


def _by_paragraph(drafts: Sequence[Draft]) -> list[Draft]:
    lists = {
        (draft.chain, draft.hangs_on)
        for group in _groups(drafts)
        if len({draft.hangs_on for draft in group}) > 1
        for draft in group
        if draft.hangs_on
    }
    return [
        replace(draft, number=_hung(draft)) if (draft.chain, draft.hangs_on) in lists else draft
        for draft in drafts
    ]


def _hung(draft: Draft) -> str:
    number = draft.number
    if number.startswith("("):
        return f"{draft.hangs_on}{number}"
    head, bracket, tail = number.partition("(")
    return f"{draft.hangs_on}({head}){bracket}{tail}"


def _by_count(drafts: Sequence[Draft]) -> list[Draft]:
    """Count repeated numbers; what is nested in a counted item begins with its new number."""
    taken: set[str] = set()
    renamed: dict[int, tuple[str, str]] = {}
    counted = []
    for draft in drafts:
        wanted = _below_renamed(draft, renamed)
        number, time = wanted, 1
        while number in taken:
            time += 1
            number = repeated(wanted, time)
        if number != draft.number:
            renamed[draft.block] = (draft.number, number)
        taken.add(number)
        counted.append(replace(draft, number=number))
    return counted


def _below_renamed(draft: Draft, renamed: Mapping[int, tuple[str, str]]) -> str:
    for block in reversed(draft.below):
        old, new = renamed.get(block, ("", ""))
        if old and draft.number.startswith(old):
            return new + draft.number.removeprefix(old)
    return draft.number
