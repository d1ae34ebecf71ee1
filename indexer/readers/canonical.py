"""From headings, paragraphs and tables to the canonical text that every format agrees on.

The lines are those of a Markdown directive: ``## Part I General``, ``### Article 23 Reactions``,
``23.1 Staff shall …``, ``(a) heads of mission;``. So the same directive is cut into the same
clauses, whatever file it came in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from indexer.clauses.heading import name_of
from indexer.clauses.marker import markers_at
from indexer.readers.characters import as_typed, on_one_line
from indexer.readers.structure import BULLET, Heading, Note, Paragraph, Part, Table

_LOWEST = 6
_LONGEST_HEADING = 250
_LONGEST_BOLD = 160
_FEW_WORDS = 6
_LISTED = re.compile(r"\(\w{1,4}\)|[-•–—]|[a-z][.)] ")
_LABEL_ALONE = re.compile(r"[^\W\d_]+\.?\s+(?:\d{1,4}[a-z]?|[IVXLC]{1,7}|[A-Z])[.:]?")
_NUMBERED_ROWS = 0.8
_VERB = re.compile(
    r"\b(?:shall|must|may|should|will|would|can|cannot|is|are|was|were|be|has|have|do|does|apply"
    r"|applies|means?|includes?)\b",
    re.IGNORECASE,
)


def reads_as_heading(text: str) -> bool:
    """Whether a bold paragraph is a heading: short, and no sentence."""
    words = on_one_line(text)
    labelled = name_of(words).labelled
    longest = _LONGEST_HEADING if labelled else _LONGEST_BOLD
    if len(words) > longest or words.endswith((";", ":", ",")) or _LISTED.match(words):
        return False
    if words.endswith("?"):
        return True
    short = labelled or len(words.split()) <= _FEW_WORDS
    return _VERB.search(words) is None and (short or not words.endswith("."))


def heading_or_clause(level: int, marker: str, text: str) -> Part:
    """What a paragraph that looks like a heading is.

    Word's heading styles often carry the numbering of whole clauses; a sentence is no heading.
    """
    words = on_one_line(text)
    sentence = words.endswith((".", ";", ":")) and _VERB.search(words) is not None
    if sentence or len(words) > _LONGEST_HEADING:
        return Paragraph(as_typed(text), marker)
    return Heading(level, f"{marker} {words}".strip())


def canonical_text(parts: Iterable[Part]) -> str:
    """The text that clauses are cut from; every part stands between blank lines."""
    tidied = _with_titles(_without_repeats(list(_untabled(parts))))
    shift = 1 if any(isinstance(part, Heading) and part.level == 0 for part in tidied) else 0
    return "".join(f"{block}\n\n" for part in tidied for block in _blocks(part, shift)).rstrip("\n")


def _blocks(part: Part, shift: int) -> Iterator[str]:
    match part:
        case Heading(level, text):
            yield f"{'#' * max(1, min(_LOWEST, level + shift))} {on_one_line(text)}"
        case Paragraph(text, marker, depth):
            indent = "  " * depth if marker == BULLET else ""
            yield f"{indent}{marker} {as_typed(text)}".rstrip() if marker else as_typed(text)
            yield from map(_note, part.notes)
        case Table(rows, headed):
            yield from [_table(rows)] if headed else map(_bare_row, rows)
            yield from map(_note, part.notes)


def _note(note: Note) -> str:
    return f"Note {note.number}: {on_one_line(note.text)}"


def _table(rows: Sequence[Sequence[str]]) -> str:
    head, *body = [_row(row) for row in rows]
    dashes = "| " + " | ".join("---" for _ in rows[0]) + " |"
    return "\n".join([head, dashes, *body])


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(on_one_line(cell) for cell in cells) + " |"


def _bare_row(cells: Iterable[str]) -> str:
    return " | ".join(words for cell in cells if (words := on_one_line(cell)))


def _untabled(parts: Iterable[Part]) -> Iterator[Part]:
    """Parts that say something, with the rows of a table of numbered clauses as paragraphs."""
    for part in parts:
        if isinstance(part, Table):
            yield from _paragraphs_of(part) or _worth(part)
        elif part.text.strip():
            yield part


def _worth(table: Table) -> list[Part]:
    rows = tuple(row for row in table.rows if any(cell.strip() for cell in row))
    if not rows:
        return []
    headed = table.headed and len(rows) > 1 and any(map(str.isalnum, "".join(rows[0])))
    return [Table(rows, headed, table.notes)]


def _paragraphs_of(table: Table) -> list[Part]:
    """The clauses of a table whose first column holds nothing but their numbers."""
    body = [row for row in table.rows if any(cell.strip() for cell in row)]
    if not body or any(len(row) != 2 for row in body):
        return []
    numbered = [row for row in body if _is_label(row[0]) and row[1].strip()]
    if len(numbered) < 2 or len(numbered) < _NUMBERED_ROWS * len(body):
        return []
    clauses = [
        Paragraph(text, on_one_line(label)) if _is_label(label) else Paragraph(f"{label} {text}")
        for label, text in body
    ]
    return [*clauses[:-1], Paragraph(clauses[-1].text, clauses[-1].marker, notes=table.notes)]


def _is_label(cell: str) -> bool:
    words = on_one_line(cell)
    markers = markers_at(f"{words} x") if words else ()
    return bool(markers) and markers[-1].end == len(words)


def _without_repeats(parts: Sequence[Part]) -> list[Part]:
    """One heading where a title page, a title and a heading say the same in a row."""
    kept: list[Part] = []
    for part in parts:
        last = kept[-1] if kept else None
        if isinstance(part, Heading) and isinstance(last, Heading) and _same(part, last):
            # A title, or a heading guessed from its look, gives way to a marked one.
            kept[-1] = part if last.level == 0 or last.level > part.level else last
        else:
            kept.append(part)
    return kept


def _same(one: Heading, other: Heading) -> bool:
    return on_one_line(one.text).casefold() == on_one_line(other.text).casefold()


def _with_titles(parts: Sequence[Part]) -> list[Part]:
    """Headings whose words stand on a line of their own: "Article 23" above "Reactions"."""
    joined: list[Part] = []
    for part in parts:
        last = joined[-1] if joined else None
        if (
            isinstance(part, Heading)
            and isinstance(last, Heading)
            and part.level == last.level
            and _LABEL_ALONE.fullmatch(on_one_line(last.text))
            and not name_of(on_one_line(part.text)).labelled
        ):
            joined[-1] = Heading(last.level, f"{last.text} {part.text}")
        else:
            joined.append(part)
    return joined
