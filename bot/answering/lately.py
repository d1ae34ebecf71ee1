"""What changed lately: an answer on a clause that reads otherwise since some days says so.

All of it is read from the snapshot that answers: the version before stands in it too, since it
still answers for its own days. Two versions are compared once, at the first answer that needs it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

from bot.answering.answer import Answer, Changed, Quote, Quoted, Ruled
from knowledge.clause import ClauseRef
from knowledge.directive import Directive
from knowledge.revision.editions import Edition, editions_of, newest
from knowledge.snapshot.opened import Snapshot

LATELY = timedelta(days=30)


class Lately:
    """Marks the quotes of answers from one snapshot whose clauses changed in the last days."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._changes: dict[str, Mapping[ClauseRef, Changed]] = {}

    def told(self, answer: Answer, day: date) -> Answer:
        """The answer, which is given for ``day``, with what had changed in the days before."""
        if not isinstance(answer, Ruled | Quoted) or not any(
            _new(directive, day) for directive in self._snapshot.directives.values()
        ):
            return answer
        quotes = self._marked(answer.quotes, day)
        runners_up = self._marked(answer.runners_up, day)
        if isinstance(answer, Quoted):
            return replace(answer, quotes=quotes, runners_up=runners_up)
        branches = tuple(
            replace(branch, quotes=self._marked(branch.quotes, day)) for branch in answer.branches
        )
        return replace(answer, quotes=quotes, runners_up=runners_up, branches=branches)

    def _marked(self, quotes: tuple[Quote, ...], day: date) -> tuple[Quote, ...]:
        return tuple(
            replace(quote, changed=self._changed(quote)) if _new(quote.directive, day) else quote
            for quote in quotes
        )

    def _changed(self, quote: Quote) -> Changed | None:
        # Two threads may both compare, and find the same.
        key = quote.directive.key
        if key not in self._changes:
            self._changes[key] = self._compared(quote.directive)
        return self._changes[key].get(quote.clause.ref)

    def _compared(self, directive: Directive) -> Mapping[ClauseRef, Changed]:
        """What this version changed; nothing where the version before is not there any more."""
        # A question at the terminal hardly ever needs these, and does not wait for them.
        from knowledge.revision.compare import compare_editions
        from knowledge.revision.wording import details_of

        since = _begin(directive)
        versions = [one for one in self._editions if one.directive.id == directive.id]
        before = newest(one for one in versions if _begin(one.directive) < since)
        if before is None:
            return {}
        after = next(one for one in versions if one.directive.key == directive.key)
        return {
            change.after.ref: Changed(since, change.kind, "; ".join(details_of(change)))
            for change in compare_editions(before, after).changes
            if change.after and not change.placed_anew
        }

    @cached_property
    def _editions(self) -> tuple[Edition, ...]:
        return editions_of(self._snapshot.directives, self._snapshot.clauses)


def _new(directive: Directive, day: date) -> bool:
    since = directive.in_force_from
    return since is not None and since <= day < since + LATELY


def _begin(directive: Directive) -> date:
    return directive.in_force_from or date.min
