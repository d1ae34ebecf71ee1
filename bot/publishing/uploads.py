"""The folder of files that admins sent: one folder each, under names that are ours."""

from __future__ import annotations

import re
import shutil
import time
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,12}$")
_LONGEST = 120
_YOUNG_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Uploads:
    """The files below one folder. Nothing of a sender's file name but its suffix reaches the
    disk, so no name can lead anywhere else."""

    folder: Path

    def write(self, submission_id: str, name: str, data: bytes) -> Path:
        """Stores a file, whole or not at all, readable by its owner alone."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        place = self.folder / submission_id
        place.mkdir(mode=0o700)
        suffix = _SUFFIX.search(name)
        path = place / f"directive{suffix.group().lower() if suffix else ''}"
        draft = place / ".draft"
        draft.write_bytes(data)
        draft.rename(path)
        return path

    def path(self, submission_id: str) -> Path | None:
        """The stored file; ``None`` where it is gone."""
        found = sorted((self.folder / submission_id).glob("directive*"))
        return found[0] if found else None

    def remove(self, submission_id: str) -> None:
        """Deletes a file with its folder, if it is there."""
        shutil.rmtree(self.folder / submission_id, ignore_errors=True)

    def keep_only(self, submission_ids: Collection[str]) -> None:
        """Deletes what belongs to none of these, and not what only just arrived: its row may be
        on the way."""
        young = time.time() - _YOUNG_SECONDS
        for place in self.folder.iterdir() if self.folder.is_dir() else ():
            if place.name not in submission_ids and place.stat().st_mtime < young:
                shutil.rmtree(place, ignore_errors=True)


def shown_name(name: str) -> str:
    """A sender's file name as people may see it: no folders, nothing that deceives the eye."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip()
    return visible[:_LONGEST] or "directive"
