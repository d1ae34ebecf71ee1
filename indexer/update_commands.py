"""``check`` and ``update``: what a file says, and a snapshot staged in which it has its place.

With ``--json`` each prints one object a line, for the bot that started it: ``progress`` while it
works, then ``read``, ``staged`` or ``refused``.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from indexer.build import Binder, Built
from indexer.clauses import cut
from indexer.embedding import Progress
from indexer.intake import read_upload
from indexer.readers.front_matter import KEYS
from indexer.source import Source
from indexer.update import FactWantedError, Layout, Update, lay_out
from knowledge.errors import AttacheError, CoverageError, SnapshotBusyError, SourceError
from knowledge.snapshot.manifest import manifest_digest
from knowledge.vocabulary import Vocabulary

_NUMBER_IT = "Give the lost passages a number or a heading, and send the file again."
_ASKED_ANYWAY = ("no id;", "no title;", "no dates;")


def print_line(event: str, **facts: object) -> None:
    """Prints an event as one line of JSON, at once."""
    sys.stdout.write(json.dumps({"event": event, **facts}, ensure_ascii=False) + "\n")
    sys.stdout.flush()


@dataclass(frozen=True, slots=True)
class Checked:
    """What a file says of itself: the facts that it states, and a title that its first heading
    offers."""

    facts: dict[str, str]
    offered_title: str
    clauses: int
    warnings: tuple[str, ...]


def check(path: Path) -> Checked:
    """Read a file as an upload, apart and within limits."""
    sources = read_upload(path)
    if len(sources) > 1 or sources[0].passages is not None:
        raise SourceError(
            path,
            "this file holds passages that are cut already, or several directives",
            remedy="Send one directive as DOCX, PDF, HTML, Markdown or text.",
        )
    (source,) = sources
    result = cut(source)
    return Checked(
        facts=stated_facts(source),
        offered_title=source.directive.title if "title" in source.unstated else "",
        clauses=len(result.clauses),
        warnings=tuple(
            _warning(one.message, one.line)
            for one in (*source.warnings, *result.warnings)
            if not one.message.startswith(_ASKED_ANYWAY)
        ),
    )


def stated_facts(source: Source) -> dict[str, str]:
    """The facts that the file itself gives, in the words of the front matter."""
    given = {key: getattr(source.directive, key) for key in KEYS if key not in source.unstated}
    return {key: str(value) for key, value in given.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Updated:
    """A staged update, with what the admin should know of it."""

    built: Built
    layout: Layout
    warnings: tuple[str, ...]


def update(
    binder: Binder, wanted: Update, *, minimum_coverage: float, progress: Progress | None = None
) -> Updated:
    """Lay the sources out, read them, and stage the snapshot; nothing goes live."""
    with tempfile.TemporaryDirectory(prefix="attache-update-") as name, _plainly(Path(name)):
        folder = Path(name)
        layout = lay_out(binder.store, wanted, folder, Vocabulary.open(binder.vocabulary_file))
        accepted = [path.name for path in folder.iterdir() if path.name != layout.fresh]
        bound = binder.bind([folder], minimum_coverage=minimum_coverage, accepted=accepted)
        built = binder.build(bound, progress=progress)
        own = [
            one for source in bound if source.path.name == layout.fresh for one in source.warnings
        ]
        return Updated(built, layout, tuple(_without(folder, one) for one in own))


def staged_facts(binder: Binder, done: Updated) -> dict[str, object]:
    """What the bot needs of a staged update to show it and to have it approved."""
    directive = done.layout.directive
    day = directive.in_force_from if directive else None
    return {
        "snapshot": done.built.name,
        "digest": manifest_digest(binder.store.folder(done.built.name)),
        "against": done.layout.against,
        "directive": directive.key if directive else "",
        "day": day.isoformat() if day else "",
        "embedded": done.built.embedded,
        "warnings": (*done.layout.notes, *done.warnings),
    }


def refusal_facts(fault: AttacheError) -> dict[str, object]:
    """Why nothing came of it. ``wanted`` are facts that would help, stated or changed."""
    return {
        "message": _without_place(fault),
        "remedy": _NUMBER_IT if isinstance(fault, CoverageError) else fault.remedy,
        "wanted": fault.wanted if isinstance(fault, FactWantedError) else (),
        "busy": isinstance(fault, SnapshotBusyError),
    }


def facts_of(pairs: Sequence[str]) -> dict[str, str]:
    """Facts written as ``key=value``; raises ``AttacheError`` for any other."""
    facts = {}
    for pair in pairs:
        key, sign, value = pair.partition("=")
        if not sign or key.strip() not in KEYS or not value.strip():
            raise AttacheError(
                f"--fact takes a fact and its value, not {pair!r}",
                remedy=f"Write --fact version=2. The facts are: {', '.join(KEYS)}.",
            )
        facts[key.strip()] = value.strip()
    return facts


def _warning(message: str, line: int | None) -> str:
    return f"line {line}: {message}" if line is not None else message


def _without_place(fault: AttacheError) -> str:
    if not isinstance(fault, SourceError):
        return str(fault)
    place = f"{fault.path}:{fault.line}" if fault.line is not None else fault.path
    message = str(fault).removeprefix(f"{place}: ")
    return _warning(message, fault.line)


@contextmanager
def _plainly(folder: Path) -> Iterator[None]:
    """Keep the name of a folder that nobody knows out of what people read."""
    try:
        yield
    except CoverageError as fault:
        raise CoverageError(_without(folder, str(fault)), remedy=fault.remedy) from fault


def _without(folder: Path, words: str) -> str:
    return words.replace(f"{folder}/", "")
