"""The words of one Word paragraph as a reader sees them when every tracked change is accepted."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.readers.docx_styles import Styles
from indexer.readers.docx_words import Found, Words, outermost_boxes
from indexer.readers.docx_xml import Element, is_on, local, value, w

_SKIPPED = {"pPr", "rPr", "instrText", "delText", "delInstrText", "sdtPr", "sdtEndPr", "rt"}
_DELETED = {"del", "moveFrom"}
_INSERTED = {"ins", "moveTo"}
_FIXED = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_FRAMES = {"drawing", "pict", "object"}
_LISTING_FIELDS = ("TOC", "TOA", "INDEX")
_COUNTING_FIELDS = ("LISTNUM", "AUTONUM")
_SYMBOLS = {0xB7: "•", 0xA7: "▪", 0xD8: "–", 0xE0: "→", 0xDE: "⇒", 0xFC: "✓", 0x2D: "-", 0x20: " "}


@dataclass(slots=True)
class _Field:
    """A complex field between its begin and end marks, which may lie paragraphs apart."""

    instruction: str = ""
    shows: bool = False


class Scribe:
    """Writes down paragraph after paragraph; a field may begin in one and end in another."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[_Field] = []
        self.found = Found()

    def words_of(self, paragraph: Element) -> Words:
        """The words of a paragraph, in order."""
        words = Words()
        style_is_bold = self._styles.switch(value(paragraph, "pPr", "pStyle"), "b")
        self._walk(paragraph, words, bold=style_is_bold)
        return words

    def _walk(self, element: Element, words: Words, *, bold: bool) -> None:
        for part in element:
            name = local(part)
            if name == "r":
                self._run(part, words, bold=bold)
            elif name in _DELETED:
                self.found.deletions += 1
            elif name == "AlternateContent":
                self._walk(_chosen(part), words, bold=bold)
            elif name == "fldSimple":
                self._simple_field(part, words, bold=bold)
            elif name == "t" and part.text:
                # Text outside a run: formulas have their own runs and texts.
                self._write(part.text, words, bold=bold)
            elif name not in _SKIPPED:
                self.found.insertions += name in _INSERTED
                self._walk(part, words, bold=bold)

    def _run(self, run: Element, words: Words, *, bold: bool) -> None:
        if is_on(run, "rPr", "vanish"):
            self.found.hidden += any(part.text and part.text.strip() for part in run.iter(w("t")))
            return
        own = is_on(run, "rPr", "b")
        if own is None and (style := value(run, "rPr", "rStyle")) is not None:
            own = self._styles.switch(style, "b") or None
        self._pieces(run, words, bold=bold if own is None else own)

    def _pieces(self, run: Element, words: Words, *, bold: bool) -> None:
        for piece in run:
            name = local(piece)
            if name == "t":
                self._write(piece.text or "", words, bold=bold)
            elif name in _FIXED:
                self._write(_FIXED[name], words, bold=bold)
            elif name == "sym":
                self._write(self._symbol(piece), words, bold=bold)
            elif name == "fldChar":
                self._field_mark(piece)
            elif name == "instrText":
                self._instruct(piece.text or "")
            elif name in {"footnoteReference", "endnoteReference"}:
                self._refer(name, piece, words)
            elif name == "commentReference":
                self.found.comments += 1
            elif name in _FRAMES:
                self._frame(piece, words)
            elif name == "AlternateContent":
                self._pieces(_chosen(piece), words, bold=bold)
            elif name == "ruby":
                self._walk(piece, words, bold=bold)

    def _write(self, text: str, words: Words, *, bold: bool) -> None:
        if any(not field.shows or _lists(field) for field in self._fields):
            return
        words.fragments.append(text)
        words.plain = words.plain or (not bold and bool(text.strip()))

    def _symbol(self, piece: Element) -> str:
        try:
            code = int(piece.get(w("char")) or "", 16)
        except ValueError:
            return ""
        if code & 0xF000 == 0xF000 and code <= 0xFFFF:
            code &= 0xFF
            if code not in _SYMBOLS:
                self.found.lost_symbols += 1
            return _SYMBOLS.get(code, "")
        return chr(code) if 31 < code < 0xD800 else ""

    def _refer(self, name: str, piece: Element, words: Words) -> None:
        note = piece.get(w("id"))
        if note is not None and all(field.shows for field in self._fields):
            words.notes.append((name.removesuffix("Reference"), note))

    def _frame(self, frame: Element, words: Words) -> None:
        boxes = outermost_boxes(frame)
        words.boxes.extend(boxes)
        if local(frame) == "object":
            self.found.embedded += 1
        elif not boxes:
            self.found.pictures += 1

    # -- fields ----------------------------------------------------------------------------------

    def _field_mark(self, mark: Element) -> None:
        kind = mark.get(w("fldCharType"))
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shows = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _instruct(self, text: str) -> None:
        if self._fields and not self._fields[-1].shows:
            self._fields[-1].instruction += text
            self._note_counting(self._fields[-1].instruction)

    def _simple_field(self, element: Element, words: Words, *, bold: bool) -> None:
        instruction = element.get(w("instr")) or ""
        self._note_counting(instruction)
        if not instruction.strip().upper().startswith(_LISTING_FIELDS):
            self._walk(element, words, bold=bold)

    def _note_counting(self, instruction: str) -> None:
        if instruction.strip().upper().startswith(_COUNTING_FIELDS):
            self.found.counting_fields += 1


def _chosen(alternate: Element) -> Element:
    """One of the equal versions of a piece of content: the newest, which Word shows."""
    for part in alternate:
        if local(part) == "Choice":
            return part
    return alternate[-1] if len(alternate) else alternate


def _lists(field: _Field) -> bool:
    return field.instruction.strip().upper().startswith(_LISTING_FIELDS)
