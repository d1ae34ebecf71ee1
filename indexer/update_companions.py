"""What bears on clauses by their numbers goes along to a new version, under its numbers.

A version shares the companions of the one before it as long as every number means the same clause
in both. Where clauses moved, it gets companions of its own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import tomli_w

from indexer.companions import (
    ASKED,
    NORMS,
    companion_file,
    own_companion,
    read_examples,
    table_of,
)
from indexer.norms.by_hand import norms_in
from knowledge.clause import Clause, Example
from knowledge.directive import Directive
from knowledge.errors import SourceError
from knowledge.revision.pairing import pair_clauses
from knowledge.vocabulary import Vocabulary

_MOST_NAMED = 12


def carry_over(
    path: Path,
    earlier: Directive,
    before: Sequence[Clause],
    directive: Directive,
    after: Sequence[Clause],
    vocabulary: Vocabulary,
) -> list[str]:
    """Write companions of its own for the version at ``path`` where it needs them; says what no
    longer fits."""
    pairs = pair_clauses(before, after)
    numbers = {
        pair.before.ref.number: pair.after.ref.number if pair.after else None
        for pair in pairs
        if pair.before
    }
    carrying = _Carrying(path.parent, earlier, directive, numbers, after, vocabulary)
    return [*carrying.questions(), *carrying.norms()]


class _Carrying:
    def __init__(
        self,
        folder: Path,
        earlier: Directive,
        directive: Directive,
        numbers: Mapping[str, str | None],
        after: Sequence[Clause],
        vocabulary: Vocabulary,
    ) -> None:
        self._folder = folder
        self._earlier = earlier
        self._directive = directive
        self._numbers = numbers
        self._after = after
        self._there = {clause.ref.number for clause in after}
        self._vocabulary = vocabulary

    def questions(self) -> list[str]:
        """Example questions follow their clauses."""
        asked = read_examples(self._of(self._earlier, ASKED))
        moved: dict[str, list[Example]] = {}
        for number, questions in asked.items():
            if new := self._numbers.get(number, number):
                moved.setdefault(new, []).extend(questions)
        inherited = read_examples(self._of(self._directive, ASKED))
        if any(list(inherited.get(number, ())) != moved.get(number, []) for number in self._there):
            own = {
                number: table_of(questions)
                for number, questions in moved.items()
                if number in self._there
            }
            self._write(ASKED, own)
        gone = [number for number in asked if self._numbers.get(number, number) is None]
        return _told(gone, "example questions", "their clauses are gone")

    def norms(self) -> list[str]:
        """Rules set by hand follow their clauses, as far as their words still stand there."""
        file = self._of(self._earlier, NORMS)
        if not file.is_file():
            return []
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        fitting: dict[str, list[dict[str, Any]]] = {}
        gone = []
        for number, entries in table.items():
            here = [self._without_versions(one) for one in entries if self._applies(one)]
            if entries and not here:
                continue
            new = self._numbers.get(number, number)
            if new and self._fits(new, here):
                fitting[new] = here
            else:
                gone.append(number)
        unchanged = {number: list(entries) for number, entries in table.items()} == fitting
        if not unchanged or file != self._of(self._directive, NORMS):
            self._write(NORMS, fitting)
        return _told(gone, "rules set by hand", "the words that they name are gone")

    def _of(self, directive: Directive, kind: str) -> Path:
        return companion_file(self._folder, directive.id, directive.version, kind)

    def _write(self, kind: str, table: Mapping[str, Any]) -> None:
        directive = self._directive
        path = own_companion(self._folder, directive.id, directive.version, kind)
        path.write_text(tomli_w.dumps(table), encoding="utf-8")

    def _applies(self, entry: Mapping[str, Any]) -> bool:
        versions = entry.get("versions", [])
        return not versions or bool({self._earlier.version, self._directive.version} & {*versions})

    @staticmethod
    def _without_versions(entry: Mapping[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in entry.items() if key != "versions"}

    def _fits(self, number: str, entries: list[dict[str, Any]]) -> bool:
        try:
            norms_in(self._folder, {number: entries}, self._after, self._vocabulary)
        except SourceError:
            return False
        return number in self._there


def _told(numbers: Sequence[str], what: str, why: str) -> list[str]:
    if not numbers:
        return []
    named = ", ".join(f"§{number}" for number in numbers[:_MOST_NAMED])
    more = f" and {len(numbers) - _MOST_NAMED} more" if len(numbers) > _MOST_NAMED else ""
    return [f"{what} of {named}{more} are left behind: {why}"]
