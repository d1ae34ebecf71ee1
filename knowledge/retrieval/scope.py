"""Which clauses a query may find: those of the wanted jurisdictions, in force on the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from knowledge.clause import Clause
from knowledge.directive import Directive
from knowledge.retrieval.match import Query


class Scope:
    """Knows each clause's jurisdiction and time in force."""

    def __init__(
        self, clauses: Sequence[Clause], directives: Mapping[str, Directive], home: str
    ) -> None:
        keys = [_key(clause) for clause in clauses]
        order = {key: number for number, key in enumerate(dict.fromkeys(keys))}
        self._directives = [directives[key] for key in order]
        self._owner = np.array([order[key] for key in keys], dtype=np.int64)
        self._home = _home_of(self._directives, home)
        self._masks: dict[tuple[frozenset[str], date | None], NDArray[np.bool_]] = {}

    def allowed(self, query: Query) -> NDArray[np.bool_]:
        """True for each clause that the query may find."""
        wanted = frozenset(map(str.casefold, query.jurisdictions)) or self._home
        case = (wanted, query.as_of)
        if case not in self._masks:
            # Few cases recur (today, home); a long run of dates must not fill the memory.
            if len(self._masks) > 64:
                self._masks.clear()
            ruling = [self._rules(one, wanted, query.as_of) for one in self._directives]
            self._masks[case] = np.array(ruling, dtype=bool)[self._owner]
        return self._masks[case]

    @staticmethod
    def _rules(directive: Directive, wanted: frozenset[str], day: date | None) -> bool:
        return directive.jurisdiction.casefold() in wanted and (
            day is None or directive.in_force(day)
        )


def _home_of(directives: Sequence[Directive], home: str) -> frozenset[str]:
    """Home is what the configuration says; a snapshot without such a directive is all home."""
    known = frozenset(directive.jurisdiction.casefold() for directive in directives)
    named = frozenset({home.casefold(), ""}) & known
    return named if home.casefold() in named else known


def _key(clause: Clause) -> str:
    ref = clause.ref
    return f"{ref.directive} v{ref.version}" if ref.version else ref.directive
