"""Directives saved as web pages, by a word processor or by a ministry's site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from bs4 import Tag
from bs4.element import NavigableString

from indexer.readers.canonical import heading_or_clause, reads_as_heading
from indexer.readers.characters import as_typed
from indexer.readers.html_lists import ItemLabels
from indexer.readers.html_notes import note_numbers, take_footnotes
from indexer.readers.html_page import nested_too_deeply, open_page
from indexer.readers.html_tables import is_layout, table_of
from indexer.readers.labels import with_label_apart
from indexer.readers.structure import BULLET, Document, Note, Paragraph, Part
from indexer.readers.taking_in import source_from
from indexer.source import Source

_HEADING = re.compile(r"h([1-6])")
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html",
    "li", "main", "p", "section", "summary",
}  # fmt: skip
_STRUCK = {"del", "s", "strike"}
_BOLD = {"b", "strong"}
_BOLD_LEVEL = 6
_WHITE = re.compile(r"[ \t\n\r\f]+")


def read_html(path: Path, data: bytes) -> tuple[Source, ...]:
    """One directive; the page's frame (navigation, scripts, footers) is left out."""
    page = open_page(path, data)
    try:
        walk = _Walk(note_numbers(take_footnotes(page.root)))
        parts = tuple(walk.parts_of(page.root))
    except RecursionError as error:
        raise nested_too_deeply(path) from error
    told = [
        (walk.struck, f"{walk.struck} struck-out passages left out: they count as deleted"),
        (page.dropped, f"{page.dropped} characters of navigation, header or footer left out"),
        (page.undecoded, "some characters were lost: the page is not in the encoding it names"),
    ]
    document = Document(
        parts, tuple(sentence for count, sentence in told if count), page.properties, page.title
    )
    return (source_from(path, "html", document),)


class _Walk:
    """One pass over a page: words gather until a block ends, then they are a paragraph."""

    def __init__(self, notes: Mapping[int, Note]) -> None:
        self._notes = notes
        self._words: list[str] = []
        self._plain = False
        self._noted: list[Note] = []
        self._marker = ""
        self._depth = 0
        self.struck = 0

    def parts_of(self, root: Tag) -> Iterator[Part]:
        yield from self._inside(root, bold=False)
        yield from self._flush()

    def _inside(self, tag: Tag, *, bold: bool) -> Iterator[Part]:
        for one in tag.children:
            if isinstance(one, NavigableString):
                self._write(_WHITE.sub(" ", one), bold=bold)
            elif isinstance(one, Tag):
                yield from self._tag(one, bold=bold)

    def _tag(self, tag: Tag, *, bold: bool) -> Iterator[Part]:
        if tag.name == "br":
            self._words.append("\n")
        elif tag.name in _STRUCK:
            self.struck += 1
        elif (note := self._notes.get(id(tag))) is not None:
            self._noted.append(note)
        elif heading := _HEADING.fullmatch(tag.name):
            yield from self._heading(tag, int(heading[1]))
        elif tag.name in {"ol", "ul", "menu", "dir"}:
            yield from self._list(tag, bold=bold)
        elif tag.name == "table":
            yield from self._table(tag, bold=bold)
        elif tag.name == "pre":
            yield from self._flush()
            self._write(tag.get_text(), bold=False)
            yield from self._flush()
        elif tag.name in _BLOCKS:
            yield from self._flush()
            yield from self._inside(tag, bold=bold)
            yield from self._flush()
        else:
            yield from self._inside(tag, bold=bold or tag.name in _BOLD)

    def _heading(self, tag: Tag, level: int) -> Iterator[Part]:
        # In a list item, the item's label belongs to the heading: "<li><h2>Scope</h2>".
        if any(word.strip() for word in self._words):
            yield from self._flush()
        marker, self._marker = self._marker, ""
        text = with_label_apart(as_typed(_WHITE.sub(" ", tag.get_text(""))))
        if text:
            yield heading_or_clause(level, "" if marker == BULLET else marker, text)

    def _list(self, tag: Tag, *, bold: bool) -> Iterator[Part]:
        yield from self._flush()
        labels = ItemLabels(tag)
        self._depth += 1
        for one in tag.children:
            if isinstance(one, Tag) and one.name == "li":
                self._marker = labels.label(one)
                yield from self._inside(one, bold=bold)
                yield from self._flush()
                self._marker = ""
            elif isinstance(one, Tag):
                yield from self._tag(one, bold=bold)
        self._depth -= 1

    def _table(self, tag: Tag, *, bold: bool) -> Iterator[Part]:
        yield from self._flush()
        if is_layout(tag):
            for cell in tag.find_all(["td", "th", "caption"]):
                if cell.find_parent("table") is tag:
                    yield from self._inside(cell, bold=bold)
                    yield from self._flush()
            return
        notes = tuple(self._notes[id(a)] for a in tag.find_all("a") if id(a) in self._notes)
        yield table_of(tag, notes, {id(a) for a in tag.find_all("a") if id(a) in self._notes})

    def _write(self, text: str, *, bold: bool) -> None:
        self._words.append(text)
        self._plain = self._plain or (not bold and bool(text.strip()))

    def _flush(self) -> Iterator[Part]:
        text = as_typed("".join(self._words))
        notes, bold = tuple(self._noted), not self._plain
        self._words, self._noted, self._plain = [], [], False
        if not text:
            return
        marker, self._marker = self._marker, ""
        if bold and not notes and not marker and reads_as_heading(text):
            yield heading_or_clause(_BOLD_LEVEL, "", text)
        else:
            yield Paragraph(text, marker, max(0, self._depth - 1), notes)
