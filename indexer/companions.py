"""Files that lie beside a directive and add to its clauses without being part of its text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from indexer.readers.decoding import decode, normalise
from indexer.source import Source, SourceWarning
from indexer.toml_lines import line_of, reason_and_line
from knowledge.clause import Clause, Example
from knowledge.errors import SourceError

ASKED, NORMS, _UNCOVERED = "asked", "norms", "uncovered"
# What an example can be said to be answered with; "asked" leaves it open.
OUTCOMES = (
    "asked",
    "quoted",
    "forbidden",
    "permitted",
    "conditional",
    "required",
    "not_required",
    "recommended",
    "discouraged",
    "depends",
)
_EXAMPLE = (
    'Write it as: "23.1" = ["how people ask", "another way"], or by the answer that they must get: '
    '["23.1"], and below it: forbidden = ["may I"], quoted = ["who decides"].'
)


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
    questions = _examples(file, text)
    filled = tuple(
        clause.with_asked(questions.get(clause.ref.number, clause.asked)) for clause in clauses
    )
    numbers = {clause.ref.number for clause in clauses}.union(other_numbers)
    unknown = [number for number in questions if number not in numbers]
    if not unknown:
        return filled, ()
    message = f"no clause of {source.directive.id} has the number {', '.join(unknown)}"
    return filled, (SourceWarning(file, message, line_of(text, unknown[0])),)


def uncovered_questions(source: Source) -> tuple[str, ...]:
    """The questions of ``<id>.uncovered.toml``, which no clause answers, all its lists together."""
    file = _companion(source, _UNCOVERED)
    if not file.is_file():
        return ()
    lists = _examples(file, decode(file, file.read_bytes()))
    return tuple(example.text for examples in lists.values() for example in examples)


def read_examples(file: Path) -> Mapping[str, tuple[Example, ...]]:
    """The questions of a companion, by the number of the clause; none where there is no file."""
    return _examples(file, decode(file, file.read_bytes())) if file.is_file() else {}


def table_of(examples: Sequence[Example]) -> list[str] | dict[str, list[str]]:
    """Examples as a companion file holds them: a list, or lists by outcome."""
    by_outcome: dict[str, list[str]] = {}
    for example in examples:
        by_outcome.setdefault(example.outcome or OUTCOMES[0], []).append(example.text)
    return by_outcome[OUTCOMES[0]] if [*by_outcome] == [OUTCOMES[0]] else by_outcome


def _companion(source: Source, kind: str) -> Path:
    directive = source.directive
    return companion_file(source.path.parent, directive.id, directive.version, kind)


def _belongs(file: Path, names: Collection[str]) -> bool:
    stem, _, kind = file.name.removesuffix(".toml").rpartition(".")
    return bool(kind) and stem in names


def _examples(file: Path, text: str) -> Mapping[str, tuple[Example, ...]]:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reason, line = reason_and_line(error, text)
        raise SourceError(file, f"cannot be read: {reason}", line=line, remedy=_EXAMPLE) from error
    return {normalise(number): _listed(file, text, number, table[number]) for number in table}


def _listed(file: Path, text: str, number: str, value: object) -> tuple[Example, ...]:
    lists = value if isinstance(value, dict) else {OUTCOMES[0]: value}
    examples: dict[str, Example] = {}
    for outcome, listed in lists.items():
        if outcome not in OUTCOMES or not isinstance(listed, list):
            raise _no_list(file, text, number)
        known = "" if outcome == OUTCOMES[0] else outcome
        for question in listed:
            if not isinstance(question, str):
                raise _no_list(file, text, number)
            if one := normalise(question).strip():
                examples.setdefault(one, Example(one, known))
    return tuple(examples.values())


def _no_list(file: Path, text: str, number: str) -> SourceError:
    return SourceError(
        file,
        f"“{number}” is no list of questions, nor lists of them by outcome",
        line=line_of(text, number),
        remedy=_EXAMPLE,
    )
