"""Word files made for the tests: real packages by python-docx, with lists of our own in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = f'xmlns:w="{W}"'


def membership(list_id: str, level: int | None = 0) -> BaseOxmlElement:
    """What says that a paragraph belongs to a list."""
    place = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    return parse_xml(f'<w:numPr {NS}>{place}<w:numId w:val="{list_id}"/></w:numPr>')


@dataclass(frozen=True)
class Level:
    """A level of a list definition, as WordprocessingML has it."""

    text: str
    number_format: str = "decimal"
    start: int = 1
    legal: bool = False
    restart: int | None = None
    style: str | None = None

    def xml(self, place: int) -> str:
        restart = "" if self.restart is None else f'<w:lvlRestart w:val="{self.restart}"/>'
        style = "" if self.style is None else f'<w:pStyle w:val="{self.style}"/>'
        legal = "<w:isLgl/>" if self.legal else ""
        return (
            f'<w:lvl {NS} w:ilvl="{place}"><w:start w:val="{self.start}"/>'
            f'<w:numFmt w:val="{self.number_format}"/>{restart}{style}{legal}'
            f'<w:lvlText w:val="{self.text}"/>'
            f'<w:pPr><w:ind w:left="{360 * (place + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
        )


class WordFile:
    """A document that grows paragraph by paragraph."""

    def __init__(self) -> None:
        self.document: Document = docx.Document()
        numbering = self.document.part.numbering_part.element
        for element in list(numbering):
            numbering.remove(element)
        self._footnotes: list[str] = []
        self._definitions = 0
        self._lists = 0

    def definition(self, *levels: Level, link: str = "") -> str:
        """A ``w:abstractNum``; its id."""
        self._definitions += 1
        inner = link + "".join(level.xml(place) for place, level in enumerate(levels))
        xml = (
            f'<w:abstractNum {NS} w:abstractNumId="{self._definitions}">'
            f'<w:multiLevelType w:val="multilevel"/>{inner}</w:abstractNum>'
        )
        numbering = self.document.part.numbering_part.element
        # Word wants all definitions before all lists.
        numbering.insert(self._definitions - 1, parse_xml(xml))
        return str(self._definitions)

    def list_over(self, definition: str, overrides: str = "") -> str:
        """A ``w:num`` over a definition; its id."""
        self._lists += 1
        xml = (
            f'<w:num {NS} w:numId="{self._lists}"><w:abstractNumId w:val="{definition}"/>'
            f"{overrides}</w:num>"
        )
        self.document.part.numbering_part.element.append(parse_xml(xml))
        return str(self._lists)

    def list_of(self, *levels: Level) -> str:
        """A list with a definition of its own."""
        return self.list_over(self.definition(*levels))

    def paragraph(
        self, text: str, list_id: str | None = None, level: int | None = 0, style: str | None = None
    ) -> Paragraph:
        """Add a paragraph, numbered if a list is named."""
        paragraph = self.document.add_paragraph(text, style)
        if list_id is not None:
            paragraph._p.get_or_add_pPr().append(membership(list_id, level))
        return paragraph

    def footnote(self, paragraph: Paragraph, text: str) -> None:
        """End a paragraph with the sign of a footnote that says ``text``."""
        self._footnotes.append(text)
        reference = f'<w:footnoteReference w:id="{len(self._footnotes) + 1}"/>'
        xml = f'<w:r {NS}><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>{reference}</w:r>'
        paragraph._p.append(parse_xml(xml))

    def heading(self, text: str, level: int) -> Paragraph:
        """Add a heading; level 0 is the title."""
        return self.document.add_heading(text, level)

    def number_style(self, style: str, list_id: str, level: int | None = None) -> None:
        """Let a paragraph style number its paragraphs."""
        self.document.styles[style].element.get_or_add_pPr().append(membership(list_id, level))

    def raw(self, xml: str) -> None:
        """Append a block to the body as XML."""
        body = self.document.element.body
        body.insert(len(body) - 1, parse_xml(xml.replace("<w:p>", f"<w:p {NS}>", 1)))

    def data(self) -> bytes:
        """The file."""
        if self._footnotes:
            self._add_footnotes()
        stream = BytesIO()
        self.document.save(stream)
        return stream.getvalue()

    def _add_footnotes(self) -> None:
        separators = "".join(
            f'<w:footnote w:type="{kind}" w:id="{place}">'
            f"<w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>"
            for place, kind in enumerate(("separator", "continuationSeparator"))
        )
        notes = "".join(
            f'<w:footnote w:id="{place}"><w:p><w:r><w:rPr>'
            '<w:vertAlign w:val="superscript"/></w:rPr>'
            '<w:footnoteRef/></w:r><w:r><w:rPr><w:sz w:val="18"/></w:rPr>'
            f'<w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
            for place, text in enumerate(self._footnotes, 2)
        )
        part = Part(
            PackURI("/word/footnotes.xml"),
            CONTENT_TYPE.WML_FOOTNOTES,
            f"<w:footnotes {NS}>{separators}{notes}</w:footnotes>".encode(),
            self.document.part.package,
        )
        self.document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


START_AGAIN = '<w:lvlOverride w:ilvl="{}"><w:startOverride w:val="{}"/></w:lvlOverride>'

_PART = re.compile(r"## Part ([IVXLC]+) (.+)")
_ARTICLE = re.compile(r"### Article (\d+) (.+)")
_NUMBERED = re.compile(r"(\d+)\.(\d+) (.+)")
_LETTERED = re.compile(r"\(([a-z])\) (.+)")


def numbered_by_word(markdown: Sequence[str]) -> WordFile:
    """The model directive with no number typed: parts, articles, paragraphs, items are lists."""
    file = WordFile()
    parts = file.list_of(Level("Part %1", "upperRoman", style="Heading1"))
    articles = file.list_of(Level("Article %1", style="Heading2"), Level("%1.%2", style="BodyText"))
    file.number_style("Heading 1", parts)
    file.number_style("Heading 2", articles, 0)
    file.number_style("Body Text", articles, 1)
    letters = file.definition(Level("(%1)", "lowerLetter"))
    current = ""
    for line in markdown:
        if line.startswith("# "):
            file.heading(line[2:], 0)
        elif found := _PART.fullmatch(line):
            file.heading(found[2], 1)
        elif found := _ARTICLE.fullmatch(line):
            file.heading(found[2], 2)
        elif found := _NUMBERED.fullmatch(line):
            file.paragraph(found[3], style="Body Text")
        elif found := _LETTERED.fullmatch(line):
            if found[1] == "a":
                current = file.list_over(letters, START_AGAIN.format(0, 1))
            file.paragraph(found[2], current)
        elif line.strip():
            file.paragraph(line)
    return file
