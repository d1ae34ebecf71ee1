"""PDFs: printed lines become paragraphs again, and what was only printed is left out."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from fpdf import FPDF
from PIL import Image

from indexer.readers.pdf_hyphens import Hyphenation
from indexer.readers.pdf_reader import read_pdf
from indexer.source import Source
from knowledge.errors import SourceError

LONG = (
    "Staff shall keep an official account only in accordance with this Directive and shall "
    "report every change of its administrators to the Directorate within two working days. "
)


class Printed(FPDF):
    """A PDF with a running head and foot, if told so."""

    head = ""

    def header(self) -> None:
        if self.head:
            self.set_font("helvetica", size=8)
            self.cell(0, 6, self.head, new_x="LMARGIN", new_y="NEXT")
            self.ln(4)

    def footer(self) -> None:
        if self.head:
            self.set_y(-15)
            self.set_font("helvetica", size=8)
            self.cell(0, 6, f"Page {self.page_no()} of {{nb}}", align="C")


def printed(write: Callable[[Printed], None], head: str = "", size: float = 11) -> Source:
    pdf = Printed()
    pdf.head = head
    pdf.add_page()
    pdf.set_font("helvetica", size=size)
    write(pdf)
    (source,) = read_pdf(Path("order.pdf"), bytes(pdf.output()))
    return source


def paragraph(
    pdf: FPDF, text: str, *, bold: bool = False, size: float = 11, gap: float = 3
) -> None:
    pdf.set_font("helvetica", "B" if bold else "", size)
    pdf.multi_cell(0, size / 2, text, new_x="LMARGIN", new_y="NEXT", align="L")
    pdf.ln(gap)


def test_lines_become_paragraphs_and_sizes_headings() -> None:
    def write(pdf: FPDF) -> None:
        paragraph(pdf, "Directive on Accounts", bold=True, size=18)
        paragraph(pdf, "Part I General", bold=True, size=14)
        paragraph(pdf, "Article 1 Scope", bold=True)
        paragraph(pdf, f"1.1 {LONG}")
        paragraph(pdf, f"1.2 {LONG}{LONG}")

    assert printed(write).canonical == (
        "# Directive on Accounts\n\n## Part I General\n\n### Article 1 Scope\n\n"
        f"1.1 {LONG.strip()}\n\n1.2 {LONG}{LONG.strip()}"
    )


@pytest.mark.parametrize("gap", [3, 0])
def test_heads_feet_and_page_numbers_are_gone_and_pages_joined(gap: float) -> None:
    chance = random.Random(7)
    words = LONG.split()
    rules = [
        f"{n}.1 Staff {' '.join(chance.choices(words, k=chance.randint(20, 60)))}."
        for n in range(1, 41)
    ]

    def write(pdf: FPDF) -> None:
        for rule in rules:
            paragraph(pdf, rule, gap=gap)

    source = printed(write, head="Ministry of Foreign Affairs - Directive 7")
    assert source.canonical.split("\n\n") == rules


def test_a_lone_page_number_on_a_single_page_is_gone() -> None:
    def write(pdf: FPDF) -> None:
        paragraph(pdf, f"1.1 {LONG}")
        pdf.set_y(-14)
        pdf.cell(0, 6, "1", align="C")

    assert printed(write).canonical == f"1.1 {LONG.strip()}"


def test_dense_items_without_gaps_are_parted_by_their_labels() -> None:
    items = [f"({sign}) {LONG.strip()}" for sign in "abcdef"]

    def write(pdf: FPDF) -> None:
        paragraph(pdf, "1.1 The following applies:", gap=0)
        for item in items:
            paragraph(pdf, item, gap=0)

    assert printed(write).canonical.split("\n\n") == ["1.1 The following applies:", *items]


def test_a_reference_at_the_beginning_of_a_line_begins_no_item() -> None:
    pieces = "1.1 Approval is given to heads of mission in the cases that are listed in paragraph"

    def write(pdf: FPDF) -> None:
        for line in (
            pieces,
            "(b) of this Article, and to nobody else, whatever they may ask for in",
        ):
            paragraph(pdf, line, gap=0)
        paragraph(pdf, "writing or otherwise.")

    assert "\n" not in printed(write, size=10).canonical


def test_ruled_tables_are_rows_and_leave_no_trace_in_the_text() -> None:
    rows = [("Matter", "Deadline"), ("Reply to a journalist", "two hours"), ("Hacking", "24 hours")]

    def write(pdf: FPDF) -> None:
        paragraph(pdf, f"1.1 {LONG}")
        with pdf.table(rows, first_row_as_headings=True):
            pass
        pdf.ln(4)
        paragraph(pdf, "1.2 The deadlines bind all staff.")

    assert printed(write).canonical == (
        f"1.1 {LONG.strip()}\n\n| Matter | Deadline |\n| --- | --- |\n"
        "| Reply to a journalist | two hours |\n| Hacking | 24 hours |\n\n"
        "1.2 The deadlines bind all staff."
    )


def test_two_columns_are_read_one_after_the_other() -> None:
    rules = [f"{n}.1 {LONG}".strip() for n in range(1, 13)]

    def write(pdf: FPDF) -> None:
        with pdf.text_columns(ncols=2, gutter=10, text_align="L") as columns:
            for rule in rules:
                columns.write(rule + "\n\n")

    assert printed(write, size=9).canonical.split("\n\n") == rules


def test_footnotes_go_to_the_paragraph_that_refers_to_them() -> None:
    def write(pdf: FPDF) -> None:
        pdf.set_char_spacing(0)
        pdf.write(6, f"1.1 {LONG.strip()}")
        pdf.char_vpos = "SUP"
        pdf.write(6, "1")
        pdf.char_vpos = "LINE"
        pdf.ln(12)
        paragraph(pdf, f"1.2 {LONG}")
        pdf.set_y(-40)
        pdf.set_font("helvetica", size=8)
        pdf.char_vpos = "SUP"
        pdf.write(5, "1")
        pdf.char_vpos = "LINE"
        pdf.write(5, " By telephone as well.")

    assert printed(write).canonical == (
        f"1.1 {LONG.strip()}\n\nNote 1: By telephone as well.\n\n1.2 {LONG.strip()}"
    )


def test_a_watermark_across_the_page_is_no_text() -> None:
    def write(pdf: FPDF) -> None:
        paragraph(pdf, f"1.1 {LONG}")
        with pdf.rotation(45, 100, 150):
            pdf.set_font("helvetica", "B", 60)
            pdf.text(60, 150, "DRAFT")

    assert printed(write).canonical == f"1.1 {LONG.strip()}"


def test_a_contents_list_with_leaders_is_left_out() -> None:
    def write(pdf: FPDF) -> None:
        for line in ("Article 1 Scope " + "." * 60 + " 3", "Article 2 Reach " + "." * 60 + " 4"):
            paragraph(pdf, line, gap=0)
        paragraph(pdf, f"1.1 {LONG}")

    assert printed(write).canonical == f"1.1 {LONG.strip()}"


def test_bullets_keep_their_depth() -> None:
    def write(pdf: FPDF) -> None:
        paragraph(pdf, "1.1 The following are free:")
        for indent, text in ((0, "one"), (8, "inner"), (0, "two")):
            pdf.set_x(pdf.l_margin + indent)
            pdf.cell(0, 6, f"\x95   {text} thing", new_x="LMARGIN", new_y="NEXT")
            pdf.ln(2)

    lines = printed(write).canonical.split("\n\n")
    assert lines == ["1.1 The following are free:", "- one thing", "  - inner thing", "- two thing"]


def test_a_restricted_file_that_opens_is_read_with_a_warning() -> None:
    source = printed(lambda pdf: (pdf.set_encryption("owner"), paragraph(pdf, f"1.1 {LONG}")))
    assert any("forbids copying" in str(one) for one in source.warnings)


def test_a_page_that_is_a_picture_among_others_is_told() -> None:
    def write(pdf: FPDF) -> None:
        paragraph(pdf, f"1.1 {LONG}")
        pdf.add_page()
        pdf.image(grey_picture(), 0, 0, 210, 297)

    assert any("without text on page 2" in str(one) for one in printed(write).warnings)


@pytest.mark.parametrize(
    ("write", "says"),
    [
        (lambda pdf: pdf.image(grey_picture(), 0, 0, 210, 297), "a scan"),
        (lambda _pdf: None, "no text layer"),
        (lambda pdf: (pdf.set_encryption("o", "u"), pdf.cell(text=LONG)), "password"),
    ],
)
def test_scans_blanks_and_locked_files_are_refused_with_the_cure(
    write: Callable[[FPDF], object], says: str
) -> None:
    with pytest.raises(SourceError, match=says) as refusal:
        printed(write)
    assert refusal.value.remedy


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("the develop-", "ment of", "the development of"),
        ("a home-", "based clerk", "a home-based clerk"),
        ("paid co-", "workers", "paid co-workers"),
        ("non-", "British staff", "non-British staff"),
        ("media -", "and more", "media - and more"),
        ("likes and/", "or shares", "likes and/or shares"),
        ("the rule—", "which", "the rule—which"),
        ("see 5.1(b)", "(1) and", "see 5.1(b)(1) and"),
        ("plain", "words", "plain words"),
    ],
)
def test_broken_words_are_made_whole_and_hyphens_kept(before: str, after: str, joined: str) -> None:
    lines = ["the development of a home and based on", "the co-workers of", *["plain line"] * 20]
    broken = [f"{word}-" for word in ("devel", "opera", "regu")]
    assert Hyphenation([*lines, *broken]).join(before, after, spaced=False) == joined


def test_a_word_put_together_with_a_doubt_is_told() -> None:
    hyphenation = Hyphenation(["the ministry asks for a devel-", "opment plan", "development"])
    assert (
        hyphenation.join("a ministry-", "managed device", spaced=False)
        == "a ministrymanaged device"
    )
    assert hyphenation.doubtful == ["ministrymanaged"]


def grey_picture() -> io.BytesIO:
    stream = io.BytesIO()
    Image.new("L", (40, 40), 200).save(stream, "PNG")
    stream.seek(0)
    return stream
