"""A snapshot in memory: everything that an answer needs, all of it from one build."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from knowledge.clause import Clause, ClauseRef
from knowledge.directive import Directive
from knowledge.encoder import OnnxEncoder
from knowledge.errors import SnapshotDamagedError, SnapshotForeignError, SourceError
from knowledge.retrieval.search_index import SearchIndex
from knowledge.snapshot.manifest import Manifest
from knowledge.snapshot.store import SnapshotStore
from knowledge.vocabulary import Vocabulary

CLAUSES_FILE = "clauses.json"
VOCABULARY_FILE = "vocabulary.toml"
SEARCH_FOLDER = "search"
CLAUSES = TypeAdapter(tuple[Clause, ...])


@dataclass(frozen=True)
class Snapshot:
    """An opened snapshot; immutable, and complete without its files once it is opened."""

    name: str
    manifest: Manifest
    clauses: tuple[Clause, ...]
    texts: dict[str, str]
    search: SearchIndex
    vocabulary: Vocabulary
    encoder: OnnxEncoder

    @classmethod
    def open(cls, store: SnapshotStore, name: str | None = None) -> Snapshot:
        """Open the live snapshot of ``store``, or the one named.

        Raises a ``SnapshotError`` that names the cure where it is missing, damaged or foreign.
        """
        folder = store.folder(name or store.current())
        manifest = Manifest.read(folder)
        # The encoder takes about as long to load as all the rest together, so both go at once.
        with ThreadPoolExecutor(max_workers=1) as aside:
            loading = aside.submit(OnnxEncoder.open, store.encoders / manifest.model_fingerprint)
            manifest.check_files(folder)
            return cls._read(folder, manifest, loading)

    @classmethod
    def _read(cls, folder: Path, manifest: Manifest, loading: Future[OnnxEncoder]) -> Snapshot:
        try:
            snapshot = cls(
                folder.name,
                manifest,
                clauses=read_clauses(folder),
                texts={
                    source.directive.key: (folder / source.text_file).read_bytes().decode("utf-8")
                    for source in manifest.sources
                },
                search=SearchIndex.open(folder / SEARCH_FOLDER),
                vocabulary=Vocabulary.open(folder / VOCABULARY_FILE),
                encoder=loading.result(),
            )
        except (OSError, ValueError, KeyError, SourceError) as fault:
            # The files are those that were built, so it was built by another version.
            raise SnapshotForeignError(
                f"snapshot {folder.name} was built by another version: {fault}"
            ) from fault
        if snapshot.encoder.card.fingerprint != manifest.model_fingerprint:
            raise SnapshotForeignError(
                f"snapshot {folder.name} was built with the model {manifest.model_fingerprint}, "
                f"but its query encoder is {snapshot.encoder.card.fingerprint}"
            )
        return snapshot

    @cached_property
    def directives(self) -> dict[str, Directive]:
        """The directives by key: ``{"MFA-SMD v2": Directive(…), …}``."""
        return {source.directive.key: source.directive for source in self.manifest.sources}

    @cached_property
    def by_ref(self) -> dict[ClauseRef, Clause]:
        """The clauses by address."""
        return {clause.ref: clause for clause in self.clauses}

    def directive_of(self, clause: Clause) -> Directive:
        """The directive that a clause belongs to."""
        return self.directives[directive_key(clause.ref)]

    def items_of(self, opening: Clause) -> tuple[Clause, ...]:
        """The lettered items of the list that a clause opens; none of any other clause."""
        ref = opening.ref
        return tuple(
            one
            for one in self.clauses
            if (one.ref.directive, one.ref.version) == (ref.directive, ref.version)
            and one.ref.number.startswith(f"{ref.number}(")
        )

    @property
    def is_taught(self) -> bool:
        """Whether clauses of it have example questions."""
        return len(self.search.example_owners) > 0

    def is_verbatim(self, clause: Clause) -> bool:
        """Whether the clause (and its lead-in) still is a slice of the kept canonical text."""
        text = self.texts[directive_key(clause.ref)]
        lead_in = clause.lead_in
        return text[clause.start : clause.end] == clause.text and (
            lead_in is None or text[lead_in.start : lead_in.end] == lead_in.text
        )


def directive_key(ref: ClauseRef) -> str:
    """The key of the directive version that ``ref`` points into."""
    return f"{ref.directive} v{ref.version}" if ref.version else ref.directive


def read_clauses(folder: Path) -> tuple[Clause, ...]:
    """The clauses of a snapshot folder; ``SnapshotDamagedError`` where they cannot be read."""
    try:
        return CLAUSES.validate_json((folder / CLAUSES_FILE).read_bytes())
    except (OSError, ValidationError) as fault:
        raise SnapshotDamagedError(
            f"the clauses of snapshot {folder.name} cannot be read"
        ) from fault
