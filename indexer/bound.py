"""A source read, cut and understood: clauses with their norms and example questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from indexer.clauses import Cut, cut
from indexer.companions import (
    NORMS,
    companion_file,
    companion_files,
    uncovered_questions,
    with_asked,
)
from indexer.intake import read_guarded
from indexer.norms import ReadNorms, read_norms, with_norms
from indexer.readers import readable_suffixes
from indexer.readers.companion import companion_of
from indexer.source import Source
from knowledge.clause import Clause
from knowledge.directive import Directive
from knowledge.errors import CoverageError, SourceError
from knowledge.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class BoundSource:
    """A directive ready to be indexed. ``files`` are its file and the companions beside it;
    ``uncovered`` are questions that no clause answers, ``fact_lines`` where a text gives its
    facts."""

    path: Path
    directive: Directive
    canonical: str
    clauses: tuple[Clause, ...]
    coverage: float
    warnings: tuple[str, ...]
    files: tuple[Path, ...]
    uncovered: tuple[str, ...] = ()
    fact_lines: Mapping[str, int] = field(default_factory=dict)


def bind(
    paths: Sequence[Path],
    vocabulary: Vocabulary,
    *,
    minimum_coverage: float,
    accepted: Collection[str] = (),
    read: ReadNorms = read_norms,
) -> tuple[BoundSource, ...]:
    """Read, cut and understand every directive of ``paths`` (files, or folders of them).

    The coverage of files named in ``accepted`` was looked at before; ``read`` reads the norms of
    a clause. Raises ``SourceError`` or
    ``CoverageError``, both naming the file and the cure.
    """
    cuts = [cut(source) for path in _files(paths) for source in read_guarded(path)]
    for one in cuts:
        if one.source.path.name not in accepted:
            _check_coverage(one, minimum_coverage)
    numbers: dict[str, set[str]] = defaultdict(set)
    for one in cuts:
        numbers[one.source.directive.id].update(clause.ref.number for clause in one.clauses)
    return tuple(_bound(one, vocabulary, numbers[one.source.directive.id], read) for one in cuts)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        found = [
            file
            for file in sorted(path.iterdir())
            if file.suffix.lower() in readable_suffixes() and not file.name.startswith(".")
        ]
        if not found:
            raise SourceError(
                path,
                "this folder holds no directive",
                remedy=f"Put files into it that end in {', '.join(readable_suffixes())}.",
            )
        yield from found


def _check_coverage(one: Cut, minimum: float) -> None:
    if one.coverage.share >= minimum:
        return
    lost = "\n".join(
        f"  {one.source.path}:{passage.line}: {passage.text[:100]!r}"
        for passage in one.coverage.lost[:10]
    )
    raise CoverageError(
        f"{one.source.path}: only {one.coverage.share:.1%} of the text lies in some clause or "
        f"heading (at least {minimum:.0%} is wanted). Lost:\n{lost}"
    )


def _bound(
    one: Cut, vocabulary: Vocabulary, numbers: Collection[str], read: ReadNorms
) -> BoundSource:
    source = one.source
    clauses, warnings = with_asked(source, one.clauses, other_numbers=numbers)
    directive = source.directive
    norms = companion_file(source.path.parent, directive.id, directive.version, NORMS)
    return BoundSource(
        path=source.path,
        directive=source.directive,
        canonical=source.canonical,
        clauses=with_norms(clauses, vocabulary, norms, read=read),
        coverage=one.coverage.share,
        warnings=tuple(map(str, (*source.warnings, *one.warnings, *warnings))),
        files=_files_of(source),
        uncovered=uncovered_questions(source),
        fact_lines=source.fact_lines,
    )


def _files_of(source: Source) -> tuple[Path, ...]:
    """The directive's own file, and those that lie beside it and belong to it."""
    facts = companion_of(source.path)
    own = (source.path, *companion_files(source), *((facts,) if facts.is_file() else ()))
    return tuple(dict.fromkeys(own))
