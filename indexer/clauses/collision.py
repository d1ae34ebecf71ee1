"""Numbers that occur twice: told apart where the text starts counting anew, refused elsewhere."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
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
            one_count = draft.list == before.list or draft.full
            one_section = draft.chain == before.chain
            if draft.list and ((one_section and one_count) or not draft.restarts):
                raise SourceError(
                    path,
                    f"number {draft.number} stands on line {before.line} already",
                    line=draft.line,
                    remedy="Give one of the two paragraphs another number.",
                )


def _by_section(drafts: Sequence[Draft]) -> list[Draft]:
    names: dict[tuple[str, ...], str] = {}
    colliding: set[int] = set()
    for group in _groups(drafts):
        colliding.update(draft.block for draft in group)
        depth = _shared_depth([draft.chain for draft in group])
        for draft in group:
            if depth < len(draft.chain):
                names[draft.chain] = draft.chain[depth]
    return [_in_section(draft, names, colliding) for draft in drafts]


def _shared_depth(chains: Sequence[tuple[str, ...]]) -> int:
    """How many outer sections all the chains have in common."""
    first, last = min(chains), max(chains)
    pairs = zip(first, last, strict=False)
    return next((depth for depth, (one, other) in enumerate(pairs) if one != other), len(first))


def _in_section(
    draft: Draft, names: Mapping[tuple[str, ...], str], colliding: Collection[int]
) -> Draft:
    name = names.get(draft.chain)
    concerned = draft.list or draft.block in colliding
    if name is None or not concerned or draft.number.startswith(name):
        return draft
    return replace(draft, number=prefixed(name, draft.number))


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
    times: Counter[str] = Counter()
    renamed: dict[int, tuple[str, str]] = {}
    counted = []
    for draft in drafts:
        wanted = number = _below_renamed(draft, renamed)
        time = max(1, times[wanted])
        while number in taken:
            time += 1
            number = repeated(wanted, time)
        times[wanted] = time
        if number != draft.number:
            renamed[draft.block] = (draft.number, number)
        taken.add(number)
        counted.append(replace(draft, number=number) if number != draft.number else draft)
    return counted


def _below_renamed(draft: Draft, renamed: Mapping[int, tuple[str, str]]) -> str:
    for block in reversed(draft.below):
        old, new = renamed.get(block, ("", ""))
        if old and draft.number.startswith(old):
            return new + draft.number.removeprefix(old)
    return draft.number
