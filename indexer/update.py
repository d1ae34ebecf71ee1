"""An update: one directive, new or in another version, beside all that is live already.

A snapshot keeps its sources. They are laid out in a folder, the new file joins them, the earlier
version is given its last day, and what bears on clauses by their numbers is carried over.
"""

from __future__ import annotations

import glob
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from indexer.build import SOURCES_FOLDER
from indexer.clauses import cut
from indexer.companions import companion_files, own_stem, stem_of
from indexer.intake import read_guarded
from indexer.readers.companion import companion_of, read_facts, write_facts
from indexer.source import ASKED_FOR, Source
from indexer.update_companions import carry_over
from knowledge.directive import Directive
from knowledge.errors import SourceError
from knowledge.snapshot.manifest import Manifest, SourceRecord
from knowledge.snapshot.opened import directive_key, read_clauses
from knowledge.snapshot.store import SnapshotStore
from knowledge.vocabulary import Vocabulary

MUST_BE_GIVEN = ("id", *ASKED_FOR)
INHERITED = ("title", "issuer", "language")
_INCOMING = "incoming"


class FactWantedError(SourceError):
    """A file that cannot join before ``wanted`` is known, or given otherwise."""

    def __init__(self, path: Path, wanted: Sequence[str], message: str, *, remedy: str) -> None:
        super().__init__(path, message, remedy=remedy)
        self.wanted = tuple(wanted)


@dataclass(frozen=True, slots=True)
class Update:
    """What is wanted: a file with the facts that it does not state, and keys to be dropped."""

    file: Path | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    replace: bool = False
    drop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """All sources of the next snapshot in one folder. ``fresh`` is the new file's name and
    ``directive`` what it holds, if there is one; ``notes`` tell what was done beside."""

    folder: Path
    against: str
    fresh: str | None
    directive: Directive | None
    notes: tuple[str, ...]


def lay_out(store: SnapshotStore, update: Update, folder: Path, vocabulary: Vocabulary) -> Layout:
    """Put the sources of the next snapshot into ``folder``, which is empty.

    Raises ``FactWantedError`` where a fact is missing or stands in the way, and ``SourceError``
    where the file cannot be taken in; both with the cure.
    """
    against = next(iter(store.history()), "")
    layout = _Layout(store, folder, against)
    for key in update.drop:
        layout.drop(key)
    joined = layout.join(update, vocabulary) if update.file else None
    if not any(path.suffix != ".toml" for path in folder.iterdir()):
        raise SourceError(
            folder, "nothing would be left", remedy="Leave one directive at least in place."
        )
    fresh, directive = joined if joined else (None, None)
    return Layout(folder, against, fresh, directive, tuple(layout.notes))


class _Layout:
    """The folder while it is being laid out."""

    def __init__(self, store: SnapshotStore, folder: Path, against: str) -> None:
        self._folder = folder
        self._records: list[SourceRecord] = []
        self._live = store.folder(against) if against else None
        self.notes: list[str] = []
        if self._live:
            self._records = list(Manifest.read(self._live).sources)
            shutil.copytree(self._live / SOURCES_FOLDER, folder, dirs_exist_ok=True)

    def drop(self, key: str) -> None:
        """Take out the directive of that key."""
        wanted = key.casefold().strip()
        found = [one for one in self._records if one.directive.key.casefold() == wanted]
        if not found:
            known = ", ".join(one.directive.key for one in self._records[:20])
            raise SourceError(
                self._folder, f"there is no directive {key}", remedy=f"There are: {known}."
            )
        directive = found[0].directive
        self._remove(found[0])
        last = all(one.directive.id != directive.id for one in self._records)
        stem = stem_of(directive.id) if last else own_stem(directive.id, directive.version)
        for file in self._folder.glob(f"{glob.escape(stem)}.*.toml"):
            file.unlink()

    def join(self, update: Update, vocabulary: Vocabulary) -> tuple[str, Directive]:
        """Put the file among the sources; returns its name there and what it holds."""
        source = self._taken_in(update)
        directive = source.directive
        same = [one for one in self._records if one.directive.key == directive.key]
        if same:
            self._replace(same[0], source, wanted=update.replace)
        earlier = self._earlier_of(directive)
        facts = self._end_earlier(source, earlier)
        for key in INHERITED if earlier else ():
            if key in source.unstated and (value := getattr(earlier[-1].directive, key)):
                facts[key] = value
                self.notes.append(f"the {key} is that of {earlier[-1].directive.key}: {value}")
        path = self._named(source, facts)
        carried = same or earlier[-1:]
        if carried and self._live:
            before = [
                clause
                for clause in read_clauses(self._live)
                if directive_key(clause.ref) == carried[0].directive.key
            ]
            self.notes += carry_over(
                path, carried[0].directive, before, directive, cut(source).clauses, vocabulary
            )
        return path.name, directive

    def _taken_in(self, update: Update) -> Source:
        assert update.file is not None  # noqa: S101  # the caller looked
        path = self._folder / f"{_INCOMING}{update.file.suffix.lower()}"
        shutil.copyfile(update.file, path)
        write_facts(path, {**read_facts(update.file), **update.facts})
        sources = read_guarded(path)
        if len(sources) > 1 or sources[0].passages is not None:
            raise SourceError(
                path,
                "this file holds passages that are cut already, or several directives",
                remedy="Index it from a shell: attache index build.",
            )
        missing = [key for key in MUST_BE_GIVEN if key in sources[0].unstated]
        if missing:
            raise FactWantedError(
                path,
                missing,
                f"the file does not say: {', '.join(key.replace('_', ' ') for key in missing)}",
                remedy="State each: --fact version=2 --fact in_force_from=2026-03-01 …",
            )
        for file in companion_files(replace(sources[0], path=update.file)):
            shutil.copyfile(file, self._folder / file.name)
            self.notes.append(f"{file.name} was taken from beside the file")
        return sources[0]

    def _replace(self, record: SourceRecord, source: Source, *, wanted: bool) -> None:
        live = self._live or self._folder
        as_before = source.canonical.encode("utf-8") == (live / record.text_file).read_bytes()
        if not wanted and as_before:
            raise SourceError(
                source.path,
                f"{record.directive.key} is there already, word for word",
                remedy="Nothing needs to be done. If facts or example questions changed, "
                "give --replace.",
            )
        if not wanted:
            raise FactWantedError(
                source.path,
                ("replace",),
                f"{record.directive.key} is there already, with other words",
                remedy="Give the new text another version, or --replace the old one.",
            )
        self._remove(record)
        self.notes.append(f"{record.directive.key} is replaced")

    def _earlier_of(self, directive: Directive) -> list[SourceRecord]:
        """The other versions that begin before this one, the newest last."""
        begin = directive.in_force_from or date.max
        found = [
            one
            for one in self._records
            if one.directive.id == directive.id
            and (one.directive.in_force_from or date.min) < begin
        ]
        return sorted(found, key=lambda one: one.directive.in_force_from or date.min)

    def _end_earlier(self, source: Source, earlier: Sequence[SourceRecord]) -> dict[str, str]:
        """Give earlier versions their last day; returns facts that follow for the new one."""
        directive = source.directive
        begin = directive.in_force_from or date.min
        self._refuse_later(source, earlier)
        last_day = begin - timedelta(days=1)
        for one in earlier:
            if one.directive.in_force_until is None or one.directive.in_force_until > last_day:
                path = self._alone(one)
                write_facts(path, {**read_facts(path), "in_force_until": last_day.isoformat()})
                self.notes.append(f"{one.directive.key} is in force until {last_day}")
        if not earlier:
            return {}
        until = earlier[-1].directive.in_force_until
        if until is not None and until < last_day:
            self.notes.append(f"between {until} and {begin} no version is in force")
        return {} if directive.supersedes else {"supersedes": earlier[-1].directive.key}

    def _refuse_later(self, source: Source, earlier: Sequence[SourceRecord]) -> None:
        directive = source.directive
        for one in self._records:
            other = one.directive
            if other.id != directive.id or one in earlier:
                continue
            begins = other.in_force_from
            if begins == directive.in_force_from:
                raise FactWantedError(
                    source.path,
                    ("in_force_from",),
                    f"{other.key} begins on the same day, {begins}",
                    remedy="Give another day, or drop that version first.",
                )
            if directive.in_force_until is None or directive.in_force_until >= (begins or date.max):
                raise FactWantedError(
                    source.path,
                    ("in_force_until",),
                    f"{other.key} begins on {begins}, after this one",
                    remedy="Say on which day this version ends: the day before at the latest.",
                )

    def _named(self, source: Source, facts: Mapping[str, str]) -> Path:
        """The file under its own name: that of the directive and its version."""
        directive = source.directive
        suffix = source.path.suffix
        stem = f"{stem_of(directive.id)}-v{stem_of(directive.version)}"
        while any((self._folder / f"{stem}{end}").exists() for end in (suffix, ".meta.toml")):
            stem += "-"
        path = self._folder / f"{stem}{suffix}"
        stated = {**read_facts(source.path), **facts}
        companion_of(source.path).unlink(missing_ok=True)
        source.path.rename(path)
        write_facts(path, stated)
        return path

    def _remove(self, record: SourceRecord) -> None:
        path = self._alone(record)
        path.unlink()
        companion_of(path).unlink(missing_ok=True)
        self._records.remove(record)

    def _alone(self, record: SourceRecord) -> Path:
        """The file of one directive, which must hold no other."""
        path = self._folder / record.file
        if sum(one.file == record.file for one in self._records) > 1:
            raise SourceError(
                path,
                f"{record.directive.key} stands in a file together with others",
                remedy="Build the snapshot anew from a shell: attache index build.",
            )
        return path
