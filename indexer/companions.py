"""Files that lie beside a directive and add to its clauses without being part of its text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from indexer.readers.decoding import decode, normalise
from indexer.source import Source, SourceWarning
from knowledge.clause import Clause
from knowledge.errors import SourceError

ASKED, NORMS, _UNCOVERED = "asked", "norms", "uncovered"
_EXAMPLE = 'Write it as: "23.1" = ["how people ask", "another way"].'
_TOML_PLACE = re.compile(r"\(at line (\d+), column \d+\)")


def companion_files(source: Source) -> tuple[Path, ...]:
    """The files beside a directive that bear its name, such as ``mfa-smd.asked.toml``.

    They are named after the directive's id in lower case; its versions share them. A version
    that has one of its own, such as ``mfa-smd.v2.asked.toml``, does without the shared one.
    """
    directive = source.directive
    names = {stem_of(directive.id), own_stem(directive.id, directive.version)}
    folder = source.path.parent
    return tuple(sorted(file for file in folder.glob("*.toml") if _belongs(file, names)))


def stem_of(words: str) -> str:
    """An id or a version as a part of a file name."""
    return re.sub(r"[^\w.-]+", "-", words.lower())


def companion_file(folder: Path, directive: str, version: str, kind: str) -> Path:
    """Where the companion of that kind is looked for: the version's own, else the shared one."""
    own = own_companion(folder, directive, version, kind)
    return own if own.is_file() else folder / f"{stem_of(directive)}.{kind}.toml"


def own_companion(folder: Path, directive: str, version: str, kind: str) -> Path:
    """Where a version's own companion of that kind stands."""
    return folder / f"{own_stem(directive, version)}.{kind}.toml"


def own_stem(directive: str, version: str) -> str:
    """What the names of a version's own companions begin with."""
    return f"{stem_of(directive)}.v{stem_of(version)}"


def with_asked(
    source: Source, clauses: Sequence[Clause], *, other_numbers: Collection[str] = ()
) -> tuple[tuple[Clause, ...], tuple[SourceWarning, ...]]:
    """The clauses with ``asked`` filled from ``<id>.asked.toml``, if there is one.

    A number that no clause has is named in a warning, and otherwise left alone.
    ``other_numbers`` are those of the directive's other versions, which share the file.
    """
    file = _companion(source, ASKED)
    if not file.is_file():
        return tuple(clauses), ()
    text = decode(file, file.read_bytes())
    questions = _questions(file, text)
    filled = tuple(
        replace(clause, asked=questions.get(clause.ref.number, clause.asked)) for clause in clauses
    )
    numbers = {clause.ref.number for clause in clauses}.union(other_numbers)
    unknown = [number for number in questions if number not in numbers]
    if not unknown:
        return filled, ()
    message = f"no clause of {source.directive.id} has the number {', '.join(unknown)}"
    return filled, (SourceWarning(file, message, _line_of(text, unknown[0])),)


def uncovered_questions(source: Source) -> tuple[str, ...]:
    """The questions of ``<id>.uncovered.toml``, which no clause answers, all its lists together."""
    file = _companion(source, _UNCOVERED)
    if not file.is_file():
        return ()
    lists = _questions(file, decode(file, file.read_bytes()))
    return tuple(question for questions in lists.values() for question in questions)


def read_questions(file: Path) -> Mapping[str, tuple[str, ...]]:
    """The questions of a companion, by the number of the clause; none where there is no file."""
    return _questions(file, decode(file, file.read_bytes())) if file.is_file() else {}


def _companion(source: Source, kind: str) -> Path:
    directive = source.directive
    return companion_file(source.path.parent, directive.id, directive.version, kind)


def _belongs(file: Path, names: Collection[str]) -> bool:
    stem, _, kind = file.name.removesuffix(".toml").rpartition(".")
    return bool(kind) and stem in names


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


def _line_of(text: str, number: str) -> int | None:
    lines = text.split("\n")
    wanted = re.compile(rf"\s*\[?[\"']?{re.escape(number)}[\"']?\s*[=\].]")
    return next((place for place, line in enumerate(lines, 1) if wanted.match(line)), None)
