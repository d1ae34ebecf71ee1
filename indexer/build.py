"""From directive files to a finished snapshot folder, and to the live one."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from indexer.bound import BoundSource, bind
from indexer.embedding import ModelChoice, Progress
from indexer.exported import DocumentEncoder, open_encoder
from indexer.in_force import check_in_force
from indexer.norms import RememberedNorms, grammar_fingerprint
from indexer.plan import Planner
from indexer.vector_cache import VectorCache
from knowledge.clause import Clause
from knowledge.errors import SnapshotError
from knowledge.retrieval.search_index import SearchIndex
from knowledge.revision.revision import Revision
from knowledge.snapshot.manifest import FORMAT, MANIFEST_FILE, Manifest, SourceRecord, file_digest
from knowledge.snapshot.opened import (
    CLAUSES,
    CLAUSES_FILE,
    SEARCH_FOLDER,
    VOCABULARY_FILE,
    read_clauses,
)
from knowledge.snapshot.store import STAGING, SnapshotStore
from knowledge.vocabulary import Vocabulary

SOURCES_FOLDER = "sources"
_NOT_LEARNED = (
    "there are more example questions than can be learned from, so nothing is learned of them and "
    "answers get worse; drop versions that nobody asks for any more, or some examples"
)
_CACHE_FILES = ("embeddings.npy", "embeddings.txt")


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build: its name, what it changes, and what the admin should know."""

    name: str
    plan: Revision
    bound: tuple[BoundSource, ...]
    embedded: int
    learned: bool = True  # from the example questions, as far as there are any

    @property
    def warnings(self) -> tuple[str, ...]:
        """All warnings of all sources, in order, and that of the whole."""
        of_sources = (warning for source in self.bound for warning in source.warnings)
        return (*of_sources, *(() if self.learned else (_NOT_LEARNED,)))


@dataclass(frozen=True, slots=True)
class Binder:
    """Builds snapshots into a store with one model and one vocabulary."""

    store: SnapshotStore
    model: ModelChoice
    vocabulary_file: Path

    def bind(
        self, paths: Sequence[Path], *, minimum_coverage: float, accepted: Collection[str] = ()
    ) -> tuple[BoundSource, ...]:
        """Read, cut and understand every source; nothing is written.

        Of files named in ``accepted`` the coverage was looked at before. Raises ``SourceError``
        for a source that cannot be taken in or two versions in force on one day, and
        ``CoverageError`` where more than 1 - ``minimum_coverage`` is lost.
        """
        vocabulary = Vocabulary.open(self.vocabulary_file)
        bound = bind(
            paths,
            vocabulary,
            minimum_coverage=minimum_coverage,
            accepted=accepted,
            read=self._remembered().read,
        )
        check_in_force(bound)
        return bound

    def build(self, bound: tuple[BoundSource, ...], *, progress: Progress | None = None) -> Built:
        """Write a new snapshot beside the live one; the live one serves on, whatever happens.

        The folder gets its name only when it is whole, so a build that is killed leaves nothing
        but a staging folder, which the next build removes.
        """
        with self.store.locked():
            encoder = open_encoder(_fitting(self.model, bound), self.store.encoders)
            cache = VectorCache(encoder, progress)
            self._load_cache(cache, encoder.fingerprint)
            name = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
            staging = self.store.snapshots / f"{STAGING}{name}"
            staging.mkdir()
            plan = self._plan(bound)
            learned = self._write(staging, name, bound, encoder, cache)
            staging.rename(self.store.snapshots / name)
        return Built(name, plan, bound, cache.embedded, learned)

    def publish(self, name: str, *, keep: int) -> None:
        """Make a build live and remove those that are older than the last ``keep``."""
        with self.store.locked():
            self.store.publish(name)
            self.store.prune(keep)

    def _plan(self, bound: Sequence[BoundSource]) -> Revision:
        planner = Planner(self.store)
        try:
            return planner.incoming(bound)
        except SnapshotError:  # building is the cure of a live snapshot that cannot be read
            return planner.whole(bound)

    def _remembered(self) -> RememberedNorms:
        grammar = grammar_fingerprint(self.vocabulary_file)
        for folder, manifest in self._readable():
            if manifest.grammar == grammar:
                with suppress(SnapshotError):
                    return RememberedNorms(read_clauses(folder))
        return RememberedNorms()

    def _load_cache(self, cache: VectorCache, fingerprint: str) -> None:
        for folder, manifest in self._readable():
            if manifest.model_fingerprint == fingerprint:
                cache.load(folder)
                return

    def _readable(self) -> Iterator[tuple[Path, Manifest]]:
        """The earlier builds, newest first; one that is damaged or foreign costs time only."""
        for name in self.store.names():
            folder = self.store.folder(name)
            try:
                manifest = Manifest.read(folder)
            except SnapshotError:
                continue
            yield folder, manifest

    def _write(
        self,
        folder: Path,
        name: str,
        bound: tuple[BoundSource, ...],
        encoder: DocumentEncoder,
        cache: VectorCache,
    ) -> bool:
        """Write the snapshot; false where its example questions were too many to learn from."""
        clauses = _clauses_of(bound)
        shutil.copyfile(self.vocabulary_file, folder / VOCABULARY_FILE)
        vocabulary = Vocabulary.open(folder / VOCABULARY_FILE)
        directives = {source.directive.key: source.directive for source in bound}
        # Versions of a directive share a list.
        uncovered = tuple(dict.fromkeys(text for source in bound for text in source.uncovered))
        index = SearchIndex.build(clauses, directives, cache.encode, vocabulary, uncovered)
        index.save(folder / SEARCH_FOLDER)
        cache.save(folder)
        kept = tuple(replace(clause, asked=()) for clause in clauses)
        (folder / CLAUSES_FILE).write_bytes(CLAUSES.dump_json(kept))
        records = tuple(_record(folder, number, source) for number, source in enumerate(bound))
        Manifest(
            format=FORMAT,
            snapshot=name,
            built=datetime.now(UTC),
            model=encoder.name,
            model_fingerprint=encoder.fingerprint,
            dimension=encoder.dimension,
            grammar=grammar_fingerprint(self.vocabulary_file),
            clauses=len(clauses),
            vectors=len(index.dense.vectors),
            sources=records,
            files=_digests(folder),
        ).write(folder)
        return bool(index.classifier) or not len(index.example_owners)


def _fitting(model: ModelChoice, bound: Iterable[BoundSource]) -> ModelChoice:
    """The model for these sources. Its adapter was made to tell example questions apart: without
    any, the model as it is finds more (measured on OR-ShARC and ObliQA)."""
    taught = any(clause.asked for clause in _clauses_of(bound))
    return model if taught else replace(model, adapter=None)


def _clauses_of(bound: Iterable[BoundSource]) -> tuple[Clause, ...]:
    return tuple(clause for source in bound for clause in source.clauses)


def _record(folder: Path, number: int, source: BoundSource) -> SourceRecord:
    text_file = f"texts/{number}.txt"
    (folder / "texts").mkdir(exist_ok=True)
    (folder / text_file).write_bytes(source.canonical.encode("utf-8"))
    kept = folder / SOURCES_FOLDER
    kept.mkdir(exist_ok=True)
    for file in source.files:
        shutil.copyfile(file, kept / file.name)
    return SourceRecord(
        directive=source.directive,
        file=source.path.name,
        digest=file_digest(source.path),
        text_file=text_file,
        clauses=len(source.clauses),
        coverage=source.coverage,
    )


def _digests(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): file_digest(path)
        for path in files
        if path.name not in (MANIFEST_FILE, *_CACHE_FILES)
    }
