"""Files that lie beside a directive and add to its clauses without being part of its text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from indexer.readers.decoding import decode, normalise
from indexer.source import Source, SourceWarning
from knowledge.clause import Clause
from knowledge.errors import SourceError

_EXAMPLE = 'Write it as: "23.1" = ["how people ask", "another way"].'
_TOML_PLACE = re.compile(r"\(at line (\d+), column \d+\)")


@dataclass(frozen=True, slots=True)
class Asked:
    """Clauses with the questions that people ask about them.

    ``file`` is the companion, if there is one; ``unknown`` are the numbers in it that no clause
    of this version has. Versions share the file, so another version may well have them.
    """

    clauses: tuple[Clause, ...]
    file: Path | None = None
    unknown: tuple[str, ...] = ()
    warnings: tuple[SourceWarning, ...] = ()


def asked_file(source: Source) -> Path:
    """Where the questions of a directive are looked for: ``mfa-smd.asked.toml`` beside it."""
    return source.path.with_name(f"{source.directive.id.lower()}.asked.toml")


def with_asked(source: Source, clauses: Sequence[Clause]) -> Asked:
    """Fill ``asked`` from the companion file; without one the clauses stay as they are."""
    file = asked_file(source)
    if not file.is_file():
        return Asked(tuple(clauses))
    text = decode(file, file.read_bytes())
    questions = _questions(file, text)
    numbers = {clause.ref.number for clause in clauses}
    unknown = tuple(number for number in questions if number not in numbers)
    return Asked(
        tuple(
            replace(clause, asked=questions[clause.ref.number])
            if clause.ref.number in questions
            else clause
            for clause in clauses
        ),
        file,
        unknown,
        _warnings(file, text, source, unknown),
    )


def _questions(file: Path, text: str) -> Mapping[str, tuple[str, ...]]:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _TOML_PLACE.search(str(error))
        reason = _TOML_PLACE.sub("", str(error)).strip()
        raise SourceError(
            file,
            f"cannot be read: {reason}",
            line=int(place[1]) if place else None,
            remedy=_EXAMPLE,
        ) from error
    return {normalise(number): _listed(file, text, number, table[number]) for number in table}


def _listed(file: Path, text: str, number: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise SourceError(
            file,
            f"“{number}” is no list of questions",
            line=_line_of(text, number),
            remedy=_EXAMPLE,
        )
    questions = (normalise(one).strip() for one in value)
    return tuple(dict.fromkeys(question for question in questions if question))


def _warnings(
    file: Path, text: str, source: Source, unknown: Sequence[str]
) -> tuple[SourceWarning, ...]:
    if not unknown:
        return ()
    message = f"no clause of {source.directive.key} has the number {', '.join(unknown)}"
    return (SourceWarning(file, message, _line_of(text, unknown[0])),)


def _line_of(text: str, number: str) -> int | None:
    lines = text.split("\n")
    wanted = re.compile(rf"\s*\[?[\"']?{re.escape(number)}[\"']?\s*[=\].]")
    return next((place for place, line in enumerate(lines, 1) if wanted.match(line)), None)
