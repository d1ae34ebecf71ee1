"""The model directive written out by LibreOffice and pandoc, read back: the same clauses.

Slow: it starts LibreOffice some ten times. Skipped where the tools are not installed.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from docx.oxml import parse_xml
from docx.shared import Mm, Pt

from indexer.readers import read_sources
from indexer.readers.docx_reader import read_docx
from indexer.shipped import DIRECTIVES
from tests.indexer.readers.clauses_of import clauses_of, cut_file
from tests.indexer.readers.office_suite import TEXT, browser_pdf, convert, latex_pdf, pandoc
from tests.indexer.readers.word_files import (
    NS,
    START_AGAIN,
    Level,
    WordFile,
    numbered_by_word,
)

pytestmark = pytest.mark.slow

MODEL = DIRECTIVES / "mfa-smd-v2.md"
FACTS = ("id", "version", "in_force_from", "jurisdiction", "rank", "supersedes")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The model directive in every format, by who wrote it."""
    folder = tmp_path_factory.mktemp("written")
    docx = pandoc(MODEL, folder / "typed.docx")
    body = MODEL.read_text(encoding="utf-8").split("---\n", 2)[2].split("\n")
    automatic, columns = folder / "automatic.docx", folder / "columns.docx"
    automatic.write_bytes(numbered_by_word(body).data())
    columns.write_bytes(in_columns(numbered_by_word(body)).data())
    odt = convert([docx, automatic], "odt", folder / "odt")
    again = convert(odt, "docx", folder / "docx")
    pdf = convert([docx, automatic, columns], "pdf", folder / "pdf")
    text = convert([docx, automatic], TEXT, folder / "text")
    return {
        "pandoc DOCX": docx,
        "pandoc HTML": pandoc(MODEL, folder / "pandoc.html", "--standalone"),
        "pandoc text": pandoc(MODEL, folder / "pandoc.txt", "--to=plain"),
        "LibreOffice DOCX": again[0],
        "LibreOffice PDF": pdf[0],
        "LibreOffice HTML": convert([docx], "html", folder / "html")[0],
        "LibreOffice text": text[0],
        "automatic DOCX": automatic,
        "automatic DOCX, saved again": again[1],
        "automatic PDF": pdf[1],
        "automatic text": text[1],
        "two justified columns with hyphenation, PDF": pdf[2],
    }


def in_columns(file: WordFile) -> WordFile:
    """Small print in two justified columns with broken words, heads and page numbers."""
    for name in ("Normal", "Body Text"):
        style = file.document.styles[name]
        style.font.size = Pt(9)
        style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.alignment = 3
    file.document.settings.element.append(parse_xml(f"<w:autoHyphenation {NS}/>"))
    section = file.document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for columns in section._sectPr.findall(f"{{{NS.split(chr(34))[1]}}}cols"):
        section._sectPr.remove(columns)
    section._sectPr.append(parse_xml(f'<w:cols {NS} w:num="2" w:space="500"/>'))
    section.header.paragraphs[0].text = "MINISTRY OF FOREIGN AFFAIRS - Directive"
    foot = section.footer.paragraphs[0]
    foot.add_run("Page ")
    foot._p.append(
        parse_xml(f'<w:fldSimple {NS} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    )
    return file


FORMATS = [
    "pandoc DOCX",
    "pandoc HTML",
    "pandoc text",
    "LibreOffice DOCX",
    "LibreOffice PDF",
    "LibreOffice HTML",
    "LibreOffice text",
    "automatic DOCX",
    "automatic DOCX, saved again",
    "automatic PDF",
    "automatic text",
    "two justified columns with hyphenation, PDF",
]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_the_numbers_and_texts_of_the_original(
    name: str, written: dict[str, Path]
) -> None:
    assert clauses_of(written[name]) == clauses_of(MODEL)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_the_headings_and_lead_ins_of_the_original(
    name: str, written: dict[str, Path]
) -> None:
    def around(path: Path) -> list[tuple[tuple[str, ...], str]]:
        return [
            (clause.heading, " ".join(clause.lead_in.text.split()) if clause.lead_in else "")
            for clause in cut_file(path).clauses
        ]

    assert around(written[name]) == around(MODEL)


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_of_the_text_is_lost(name: str, written: dict[str, Path]) -> None:
    assert cut_file(written[name]).coverage.share >= 0.99


@pytest.mark.parametrize("name", ["pandoc DOCX", "LibreOffice DOCX", "LibreOffice HTML"])
def test_facts_that_a_program_carried_along_are_found_again(
    name: str, written: dict[str, Path]
) -> None:
    original, copy = read_sources(MODEL)[0], read_sources(written[name])[0]
    assert copy.missing == ()
    for fact in FACTS:
        assert getattr(copy.directive, fact) == getattr(original.directive, fact)


def test_a_page_printed_by_a_browser_has_the_clauses_of_the_original(
    written: dict[str, Path], tmp_path: Path
) -> None:
    printed = browser_pdf(written["pandoc HTML"], tmp_path / "order.pdf")
    assert clauses_of(printed) == clauses_of(MODEL)


def test_a_pdf_set_by_latex_has_the_clauses_of_the_original(tmp_path: Path) -> None:
    def straight(path: Path) -> list[tuple[str, str]]:
        """LaTeX sets every apostrophe as a quotation mark."""
        return [(number, text.replace("’", "'")) for number, text in clauses_of(path)]

    assert straight(latex_pdf(MODEL, tmp_path / "order.pdf")) == straight(MODEL)


def test_a_pdf_says_which_facts_to_ask_for(written: dict[str, Path]) -> None:
    (source,) = read_sources(written["LibreOffice PDF"])
    assert source.missing == ("version", "in_force_from", "rank", "jurisdiction")


def test_random_lists_are_numbered_as_libreoffice_numbers_them(tmp_path: Path) -> None:
    files = []
    for seed in range(20):
        path = tmp_path / f"{seed}.docx"
        path.write_bytes(random_lists(random.Random(seed)).data())
        files.append(path)
    for path, text in zip(files, convert(files, TEXT, tmp_path / "text"), strict=True):
        (source,) = read_docx(path, path.read_bytes())
        theirs = text.read_text(encoding="utf-8-sig").split("\n")
        assert [line for line in source.canonical.split("\n") if line] == [
            " ".join(line.split()) for line in theirs if line.strip()
        ]


def random_lists(chance: random.Random) -> WordFile:
    """Paragraphs that jump between lists and levels, some over one definition."""
    file = WordFile()
    lists = []
    for _ in range(3):
        definition = file.definition(*(random_level(chance, place) for place in range(4)))
        lists.append(file.list_over(definition))
        lists.append(file.list_over(definition, START_AGAIN.format(0, chance.choice([1, 5]))))
    level, current = 0, lists[0]
    for number in range(60):
        if chance.random() < 0.15:
            level, current = 0, chance.choice(lists)
        level = chance.choice([level, level, min(level + 1, 3), max(level - 1, 0)])
        plain = chance.random() < 0.1
        file.paragraph(f"item {number} says this", None if plain else current, level)
    return file


def random_level(chance: random.Random, place: int) -> Level:
    formats = ["decimal", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman", "decimalZero"]
    own = f"%{place + 1}"
    whole = ".".join(f"%{higher + 1}" for higher in range(place + 1))
    text = chance.choice([f"{own}.", f"({own})", whole, f"§ {own}"])
    return Level(text, chance.choice(formats), chance.choice([1, 1, 1, 3]))
