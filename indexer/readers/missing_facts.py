"""Facts that a file leaves out: named, asked for, and put in when an admin has answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from indexer.readers.front_matter import KEYS, Fact, FrontMatter, directive_from
from indexer.source import Source
from knowledge.errors import SourceError

ASKED_FOR = ("version", "in_force_from", "rank", "jurisdiction")
"""Facts that are asked for where a file does not give them: a guess would decide answers."""

_DATES = ("in_force_from", "in_force_until")
_DERIVED = {
    "id": "no id;",
    "title": "no title;",
    "in_force_from": "no dates;",
    "in_force_until": "no dates;",
}


def missing_from(facts: Mapping[str, Fact]) -> tuple[str, ...]:
    """Which of the facts that are asked for nobody has given."""
    return tuple(key for key in ASKED_FOR if key not in facts or not facts[key].value)


def completed(source: Source, answers: Mapping[str, str]) -> Source:
    """``source`` with the facts that an admin has given since.

    Raises ``SourceError`` for a date that is none, a rank or a fact that there is not, and an end
    before its beginning.
    """
    facts = {key: Fact(text.strip(), 1) for key, text in answers.items() if text.strip()}
    if unknown := [key for key in facts if key not in KEYS]:
        raise SourceError(
            source.path,
            f"there is no fact called {', '.join(unknown)}",
            remedy=f"Use these: {', '.join(KEYS)}.",
        )
    dates = {key: Fact(str(getattr(source.directive, key) or ""), 1) for key in _DATES}
    front = FrontMatter({**dates, **facts}, present=True)
    given, _ = directive_from(source.path, front, None)
    directive = replace(source.directive, **{key: getattr(given, key) for key in facts})
    answered = tuple(_DERIVED[key] for key in facts if key in _DERIVED)
    return replace(
        source,
        directive=directive,
        missing=tuple(key for key in source.missing if key not in facts),
        warnings=tuple(one for one in source.warnings if not one.message.startswith(answered)),
    )
