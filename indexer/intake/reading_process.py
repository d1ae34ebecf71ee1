"""The process that reads one file from outside: bytes come in, a reply goes out, then it ends.

Started by ``upload.py`` as ``python -m indexer.intake.reading_process PATH LIMITS``.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

from pydantic import TypeAdapter

from indexer.intake.confinement import LARGEST_REPLY, DeniedError, confine
from indexer.intake.content_kind import Kind, kind_of, suffix_kind
from indexer.intake.limits import MEGABYTE, Limits
from indexer.intake.office_checks import check_office
from indexer.intake.pdf_checks import check_pdf
from indexer.intake.reply import REPLY, Refused, Taken
from indexer.readers.registry import READERS
from indexer.source import Source, SourceWarning
from knowledge.errors import SourceError

_RECURSION = 3_000


def main(arguments: list[str]) -> None:
    """Confine the process, read the file, and write the reply."""
    path, limits = Path(arguments[0]), TypeAdapter(Limits).validate_json(arguments[1])
    confine(limits)
    sys.setrecursionlimit(_RECURSION)
    data = sys.stdin.buffer.read()
    # Libraries may print; the reply has the true standard output to itself.
    reply_to = os.dup(1)
    os.dup2(2, 1)
    written = REPLY.dump_json(answer(path, data, limits))
    if len(written) >= LARGEST_REPLY:
        written = REPLY.dump_json(_too_long(limits))
    while written:
        written = written[os.write(reply_to, written) :]


def answer(path: Path, data: bytes, limits: Limits) -> Taken | Refused:
    """Check and read; every fault becomes a refusal that says what to do."""
    try:
        return Taken(read_checked(path, data, limits))
    except SourceError as error:
        place = f"{error.path}:{error.line}" if error.line is not None else error.path
        message = str(error).removeprefix(f"{place}: ")
        return Refused(message, error.remedy, error.line)
    except MemoryError:
        return Refused(
            f"reading it takes more than {limits.memory_bytes // MEGABYTE:,} MB of memory",
            "Give the directive alone, without pictures and annexes.",
        )
    except DeniedError as error:
        return Refused(
            f"reading it would need {error}, which is not allowed",
            "Do not use this file; ask its sender for a clean one.",
        )


def read_checked(path: Path, data: bytes, limits: Limits) -> tuple[Source, ...]:
    """The sources of a file that passed its checks; raises ``SourceError`` where it does not."""
    kind = kind_of(path, data)
    warnings: list[str] = []
    promised = suffix_kind(path)
    if promised is not None and promised is not kind:
        warnings.append(f"its name ends in {path.suffix}, but its content is {kind}: read as that")
    if kind is Kind.DOCX:
        warnings += check_office(path, data, limits)
    elif kind is Kind.PDF:
        warnings += check_pdf(data)
    reader = next(one for one in READERS if one.format == kind)
    sources = reader.read(path, data)
    if sum(len(source.canonical) for source in sources) > limits.characters:
        raise SourceError(path, _too_long(limits).message, remedy=_too_long(limits).remedy)
    told = tuple(SourceWarning(path, warning) for warning in warnings)
    return (replace(sources[0], warnings=(*told, *sources[0].warnings)), *sources[1:])


def _too_long(limits: Limits) -> Refused:
    return Refused(
        f"its text has more than {limits.characters:,} characters; no directive is that long",
        "Give the directive alone, without its annexes.",
    )


if __name__ == "__main__":
    main(sys.argv[1:])
