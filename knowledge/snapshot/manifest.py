"""What a snapshot says of itself: format, model, sources, counts, and the digest of each file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from knowledge.directive import Directive
from knowledge.errors import SnapshotDamagedError, SnapshotForeignError

FORMAT = 3
MANIFEST_FILE = "manifest.json"


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """One directive of a snapshot: where it came from and where its canonical text is kept."""

    directive: Directive
    file: str
    digest: str
    text_file: str
    clauses: int
    coverage: float


@dataclass(frozen=True, slots=True)
class Manifest:
    """The facts of a snapshot. ``files`` maps each file's path in the folder to its sha256;
    ``grammar`` is a digest of what read the norms of its clauses."""

    format: int
    snapshot: str
    built: datetime
    model: str
    model_fingerprint: str
    dimension: int
    clauses: int
    vectors: int
    sources: tuple[SourceRecord, ...]
    files: dict[str, str]
    grammar: str = ""

    def write(self, folder: Path) -> None:
        """Write the manifest; it is the last file of a build, so a folder without it is none."""
        (folder / MANIFEST_FILE).write_bytes(_ADAPTER.dump_json(self, indent=2))

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Read and check the manifest of ``folder`` (its format, not yet its files)."""
        try:
            manifest = _ADAPTER.validate_json((folder / MANIFEST_FILE).read_bytes())
        except OSError as fault:
            raise SnapshotDamagedError(f"snapshot {folder.name} has no manifest") from fault
        except ValidationError as fault:
            raise SnapshotDamagedError(
                f"the manifest of snapshot {folder.name} cannot be read: {fault.error_count()} "
                "fields are missing or wrong"
            ) from fault
        if manifest.format != FORMAT:
            raise SnapshotForeignError(
                f"snapshot {folder.name} has format {manifest.format}; this version reads {FORMAT}"
            )
        return manifest

    def check_files(self, folder: Path) -> None:
        """Compare each file with its digest; ``SnapshotDamagedError`` names the first that
        differs."""
        for name, expected in self.files.items():
            try:
                actual = file_digest(folder / name)
            except OSError as fault:
                raise SnapshotDamagedError(
                    f"snapshot {folder.name} lacks its file {name}"
                ) from fault
            if actual != expected:
                raise SnapshotDamagedError(
                    f"file {name} of snapshot {folder.name} is not the one that was built"
                )


def manifest_digest(folder: Path) -> str:
    """What a snapshot is known by when it is shown and approved: the digest of its manifest,
    which holds those of all its files. ``SnapshotDamagedError`` where it has none."""
    try:
        return f"sha256:{file_digest(folder / MANIFEST_FILE)}"
    except OSError as fault:
        raise SnapshotDamagedError(f"snapshot {folder.name} has no manifest") from fault


def file_digest(path: Path) -> str:
    """The sha256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


_ADAPTER = TypeAdapter(Manifest)
