"""Word's automatic numbers, which no file holds, computed as Word shows them."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.readers.docx_reader import read_docx
from indexer.readers.number_formats import format_number, roman
from tests.indexer.readers.word_files import START_AGAIN, Level, WordFile, membership


def labels(file: WordFile) -> list[str]:
    """What stands before the word "item" in each paragraph."""
    (source,) = read_docx(Path("x.docx"), file.data())
    lines = [line.lstrip("# ") for line in source.canonical.split("\n") if line.strip()]
    return [line.partition("item")[0].strip() for line in lines]


def counted(file: WordFile, list_id: str, *levels: int) -> list[str]:
    for level in levels:
        file.paragraph("item", list_id, level)
    return labels(file)


def test_levels_count_and_restart_below_the_next() -> None:
    file = WordFile()
    list_id = file.list_of(Level("Article %1"), Level("%1.%2"), Level("(%3)", "lowerLetter"))
    assert counted(file, list_id, 0, 1, 2, 2, 1, 2, 0, 1, 2) == [
        "Article 1", "1.1", "(a)", "(b)", "1.2", "(a)", "Article 2", "2.1", "(a)",
    ]  # fmt: skip


def test_a_level_may_go_on_through_all_higher_ones() -> None:
    file = WordFile()
    list_id = file.list_of(Level("Part %1", "upperRoman"), Level("Article %2", restart=0))
    assert counted(file, list_id, 0, 1, 1, 0, 1) == [
        "Part I", "Article 1", "Article 2", "Part II", "Article 3",
    ]  # fmt: skip


def test_a_level_may_restart_only_after_a_level_far_above() -> None:
    file = WordFile()
    list_id = file.list_of(Level("%1."), Level("%2)"), Level("(%3)", restart=1))
    assert counted(file, list_id, 0, 1, 2, 1, 2, 0, 1, 2) == [
        "1.", "1)", "(1)", "2)", "(2)", "2.", "1)", "(1)",
    ]  # fmt: skip


def test_lists_over_one_definition_count_on_together() -> None:
    file = WordFile()
    definition = file.definition(Level("%1."))
    first, second = file.list_over(definition), file.list_over(definition)
    for list_id in (first, first, second, first):
        file.paragraph("item", list_id)
    assert labels(file) == ["1.", "2.", "3.", "4."]


def test_a_start_override_restarts_once_and_the_others_count_on_from_there() -> None:
    file = WordFile()
    definition = file.definition(Level("%1."))
    plain = file.list_over(definition)
    again = file.list_over(definition, START_AGAIN.format(0, 8))
    for list_id in (plain, plain, again, again, plain):
        file.paragraph("item", list_id)
    assert labels(file) == ["1.", "2.", "8.", "9.", "10."]


def test_a_list_may_replace_a_level_of_its_definition() -> None:
    file = WordFile()
    definition = file.definition(Level("%1."))
    own = f'<w:lvlOverride w:ilvl="0">{Level("(%1)", "lowerRoman", 3).xml(0)}</w:lvlOverride>'
    assert counted(file, file.list_over(definition, own), 0, 0) == ["(iii)", "(iv)"]


def test_legal_numbering_writes_all_levels_as_digits() -> None:
    file = WordFile()
    list_id = file.list_of(Level("%1", "upperRoman"), Level("%1.%2", "lowerLetter", legal=True))
    assert counted(file, list_id, 0, 1, 1) == ["I", "1.1", "1.2"]


def test_a_skipped_level_shows_its_first_number_and_has_used_it() -> None:
    file = WordFile()
    list_id = file.list_of(Level("%1."), Level("%1.%2"))
    assert counted(file, list_id, 1, 1, 0) == ["1.1", "1.2", "2."]


def test_a_start_other_than_one_counts_from_there() -> None:
    file = WordFile()
    assert counted(file, file.list_of(Level("§ %1", start=36)), 0, 0) == ["§ 36", "§ 37"]


def test_styles_number_their_paragraphs_at_the_level_that_names_them() -> None:
    file = WordFile()
    list_id = file.list_of(
        Level("Part %1", style="Heading1"), Level("Article %2", style="Heading2")
    )
    file.number_style("Heading 1", list_id)
    file.number_style("Heading 2", list_id)
    for level in (1, 2, 2, 1, 2):
        file.heading("item", level)
    assert labels(file) == ["Part 1", "Article 1", "Article 2", "Part 2", "Article 1"]


def test_a_style_inherits_the_numbering_of_its_parent() -> None:
    file = WordFile()
    file.number_style("Body Text", file.list_of(Level("%1.")), 0)
    child = file.document.styles.add_style("Clause", 1)
    child.base_style = file.document.styles["Body Text"]
    file.paragraph("item", style="Clause")
    file.paragraph("item", style="Body Text")
    assert labels(file) == ["1.", "2."]


def test_list_zero_takes_a_paragraph_out_of_its_style_s_list() -> None:
    file = WordFile()
    file.number_style("Body Text", file.list_of(Level("%1.")), 0)
    file.paragraph("item", style="Body Text")
    file.paragraph("item", "0", 0, style="Body Text")
    file.paragraph("item", style="Body Text")
    assert labels(file) == ["1.", "", "2."]


def test_a_definition_that_points_to_a_list_style_takes_its_levels() -> None:
    file = WordFile()
    holder = file.list_over(file.definition(Level("(%1)", "upperLetter")))
    style = file.document.styles.add_style("Lettered", 4)
    style.element.get_or_add_pPr().append(membership(holder))
    link = f'<w:numStyleLink w:val="{style.style_id}"/>'
    assert counted(file, file.list_over(file.definition(link=link)), 0, 0) == ["(A)", "(B)"]


def test_an_empty_numbered_paragraph_counts_though_it_says_nothing() -> None:
    file = WordFile()
    list_id = file.list_of(Level("%1."))
    for text in ("item", "", "item"):
        file.paragraph(text, list_id)
    assert labels(file) == ["1.", "3."]


def test_bullets_are_bullets() -> None:
    file = WordFile()
    list_id = file.list_of(Level("\uf0b7", "bullet"), Level("o", "bullet"))
    assert counted(file, list_id, 0, 1, 0) == ["-", "-", "-"]


def test_an_unknown_format_is_written_in_digits_with_a_warning() -> None:
    file = WordFile()
    file.paragraph("item", file.list_of(Level("%1.", "ganada")))
    (source,) = read_docx(Path("x.docx"), file.data())
    assert source.canonical == "1. item"
    assert any("format “ganada”" in str(one) for one in source.warnings)


def test_numbers_go_through_tables_and_text_boxes() -> None:
    file = WordFile()
    list_id = file.list_of(Level("%1."))
    file.paragraph("item", list_id)
    table = file.document.add_table(2, 2)
    for row in table.rows:
        inner = row.cells[0].paragraphs[0]
        inner.add_run("cell")
        inner._p.get_or_add_pPr().append(membership(list_id))
        row.cells[1].text = "words"
    file.paragraph("item", list_id)
    (source,) = read_docx(Path("x.docx"), file.data())
    assert source.canonical == "1. item\n\n2. cell | words\n\n3. cell | words\n\n4. item"


@pytest.mark.parametrize(
    ("number", "number_format", "written"),
    [
        (27, "lowerLetter", "aa"),
        (28, "upperLetter", "BB"),
        (1994, "upperRoman", "MCMXCIV"),
        (7, "decimalZero", "07"),
        (22, "ordinal", "22nd"),
        (112, "ordinal", "112th"),
        (21, "cardinalText", "Twenty-one"),
        (20, "ordinalText", "Twentieth"),
        (42, "ordinalText", "Forty-second"),
        (3, "russianLower", "в"),
        (3, "none", ""),
        (3, "chicken", None),
    ],
)
def test_numbers_are_written_in_the_formats_of_word(
    number: int, number_format: str, written: str | None
) -> None:
    assert format_number(number, number_format) == written


def test_roman_numbers_come_one_after_another() -> None:
    assert [roman(number) for number in range(1, 11)] == [
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x",
    ]  # fmt: skip
