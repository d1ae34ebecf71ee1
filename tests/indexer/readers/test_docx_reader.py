"""Word files as they come: changes, notes, fields, boxes, hidden text, tables, odd headings."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from indexer.readers.docx_reader import read_docx
from indexer.source import Source
from knowledge.errors import SourceError
from tests.indexer.readers.word_files import Level, W, WordFile, membership


def read(file: WordFile) -> Source:
    (source,) = read_docx(Path("order.docx"), file.data())
    return source


def of_xml(*blocks: str) -> Source:
    """A document of these blocks; ``{t:words}`` stands for a run."""
    file = WordFile()
    for block in blocks:
        file.raw(block)
    return read(file)


def run(text: str, properties: str = "") -> str:
    wanted = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{wanted}<w:t xml:space="preserve">{text}</w:t></w:r>'


def warned(source: Source, words: str) -> bool:
    return any(words in one.message for one in source.warnings)


def test_headings_come_from_styles_and_outline_levels() -> None:
    file = WordFile()
    file.heading("Directive", 0)
    file.heading("Part I General", 1)
    style = file.document.styles.add_style("Ministry Article", 1)
    style.base_style = file.document.styles["Heading 2"]
    file.paragraph("Article 1 Scope", style="Ministry Article")
    file.raw('<w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr><w:r><w:t>Reach</w:t></w:r></w:p>')
    file.paragraph("1.1 Staff may ask.")
    assert read(file).canonical == (
        "# Directive\n\n## Part I General\n\n### Article 1 Scope\n\n#### Reach\n\n"
        "1.1 Staff may ask."
    )


def test_bold_paragraphs_that_read_like_headings_are_headings() -> None:
    file = WordFile()
    for text, bold in (("Article 1 Scope", True), ("Staff may ask.", False), ("Never!", True)):
        file.paragraph(text).runs[0].bold = bold
    assert read(file).canonical == "###### Article 1 Scope\n\nStaff may ask.\n\n###### Never!"


def test_a_clause_in_a_numbered_heading_style_stays_a_clause() -> None:
    file = WordFile()
    file.number_style("Heading 2", file.list_of(Level("23.%1", style="Heading2")), 0)
    file.heading("Staff shall not react to such content.", 2)
    assert read(file).canonical == "23.1 Staff shall not react to such content."


def test_tracked_changes_are_read_as_accepted_with_a_warning() -> None:
    source = of_xml(
        f"<w:p>{run('1.1 Staff ')}<w:del w:id='1'><w:r><w:delText>may</w:delText></w:r></w:del>"
        f"<w:ins w:id='2'>{run('shall')}</w:ins>{run(' ask.')}</w:p>",
        f"<w:p><w:moveFrom w:id='3'>{run('1.2 Gone.')}</w:moveFrom></w:p>",
        f"<w:p><w:moveTo w:id='4'>{run('1.3 Moved.')}</w:moveTo></w:p>",
    )
    assert source.canonical == "1.1 Staff shall ask.\n\n1.3 Moved."
    assert warned(source, "2 insertions, 2 deletions")


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    source = of_xml(
        f"<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>{run('1.1 Staff may ')}</w:p>",
        f"<w:p>{run('ask.')}</w:p>",
    )
    assert source.canonical == "1.1 Staff may ask."


def test_a_deleted_numbered_paragraph_does_not_count() -> None:
    file = WordFile()
    list_id = file.list_of(Level("%1."))
    file.paragraph("One.", list_id)
    gone = file.paragraph("", list_id)
    gone._p.get_or_add_pPr().append(_element("<w:rPr><w:del w:id='1'/></w:rPr>"))
    gone._p.append(_element("<w:del w:id='2'><w:r><w:delText>Two.</w:delText></w:r></w:del>"))
    file.paragraph("Three.", list_id)
    assert read(file).canonical == "1. One.\n\n2. Three."


def test_deleted_table_rows_are_gone() -> None:
    row = "<w:tr>{}<w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    kept = row.format("", f"<w:p>{run('a b')}</w:p>", f"<w:p>{run('c d')}</w:p>")
    gone = row.format(
        "<w:trPr><w:del w:id='1'/></w:trPr>", f"<w:p>{run('x')}</w:p>", f"<w:p>{run('y')}</w:p>"
    )
    source = of_xml(f'<w:tbl xmlns:w="{W}">{kept}{gone}{kept}</w:tbl>')
    assert source.canonical == "a b | c d\n\na b | c d"


def test_footnotes_follow_the_paragraph_that_refers_to_them() -> None:
    file = WordFile()
    file.footnote(file.paragraph("1.1 Staff may ask."), "By telephone as well.")
    file.paragraph("1.2 Staff may answer.")
    assert read(file).canonical == (
        "1.1 Staff may ask.\n\nNote 1: By telephone as well.\n\n1.2 Staff may answer."
    )


def test_fields_show_their_result_and_tables_of_contents_nothing() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    def instruct(text: str) -> str:
        return f"<w:r><w:instrText>{text}</w:instrText></w:r>"

    source = of_xml(
        f"<w:p>{mark('begin')}{instruct(' TOC ')}{mark('separate')}{run('Article 1 ... 3')}</w:p>",
        f"<w:p>{run('Article 2 ... 4')}{mark('end')}</w:p>",
        f"<w:p>{run('1.1 See Article ')}{mark('begin')}{instruct(' REF x ')}{mark('separate')}"
        f"{run('54')}{mark('end')}{run('.')}</w:p>",
        f"<w:p><w:fldSimple w:instr=' DATE '>{run('1 March')}</w:fldSimple>{run(' 2026')}</w:p>",
    )
    assert source.canonical == "1.1 See Article 54.\n\n1 March 2026"


def test_links_boxes_and_content_controls_are_read_in_place() -> None:
    source = of_xml(
        f"<w:p>{run('1.1 See ')}<w:hyperlink w:anchor='x'>{run('Article 2')}</w:hyperlink>"
        f"{run('.')}</w:p>",
        f"<w:p>{run('1.2 Ask.')}<w:r><w:pict><w:txbxContent><w:p>{run('In the box.')}</w:p>"
        "</w:txbxContent></w:pict></w:r></w:p>",
        f'<w:sdt xmlns:w="{W}"><w:sdtContent><w:p>{run("1.3 Answer.")}</w:p></w:sdtContent>'
        "</w:sdt>",
    )
    assert source.canonical == "1.1 See Article 2.\n\n1.2 Ask.\n\nIn the box.\n\n1.3 Answer."


def test_special_characters_become_plain_ones() -> None:
    source = of_xml(
        "<w:p><w:r><w:t>home</w:t><w:noBreakHyphen/><w:t>based</w:t><w:tab/><w:t>co</w:t>"
        "<w:softHyphen/><w:t>operation\u00a0desk</w:t><w:br/><w:t>next line</w:t>"
        '<w:sym w:font="Wingdings" w:char="F0E0"/></w:r></w:p>'
    )
    assert source.canonical == "home-based cooperation desk\nnext line→"


def test_what_is_left_out_is_told() -> None:
    source = of_xml(
        f"<w:p>{run('1.1 Ask.')}{run('secret', '<w:vanish/>')}"
        "<w:r><w:commentReference w:id='1'/></w:r><w:r><w:drawing/></w:r><w:r><w:object/></w:r>"
        "</w:p>"
    )
    assert source.canonical == "1.1 Ask."
    for words in ("1 comment", "1 piece of hidden", "1 picture", "1 embedded object"):
        assert warned(source, words)


def test_numbers_made_by_fields_are_told_to_be_missing() -> None:
    source = of_xml(
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>LISTNUM</w:instrText>"
        f"</w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>{run('Ask.')}</w:p>"
    )
    assert warned(source, "LISTNUM")


def test_a_table_with_a_bold_first_row_has_a_head() -> None:
    file = WordFile()
    table = file.document.add_table(2, 2)
    for cell, text in zip(table._cells, ("Matter", "Deadline", "Reply", "two hours"), strict=True):
        cell.text = text
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    assert read(file).canonical == "| Matter | Deadline |\n| --- | --- |\n| Reply | two hours |"


def test_merged_cells_say_their_text_once() -> None:
    file = WordFile()
    table = file.document.add_table(3, 3)
    for place, cell in enumerate(table._cells):
        cell.text = f"c{place}"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "tall"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "wide"
    assert read(file).canonical == "c0 | wide\n\ntall | c4 | c5\n\nc7 | c8"


def test_a_frame_around_the_text_is_no_table() -> None:
    file = WordFile()
    cell = file.document.add_table(1, 1).cell(0, 0)
    cell.text = "1.1 Staff may ask."
    inner = cell.add_paragraph("Staff may answer.")
    inner._p.get_or_add_pPr().append(membership(file.list_of(Level("1.%1", start=2))))
    assert read(file).canonical == "1.1 Staff may ask.\n\n1.2 Staff may answer."


def test_text_inserted_as_a_file_is_refused_rather_than_lost() -> None:
    file = WordFile()
    file.paragraph("1.1 Ask.")
    file.raw(f'<w:altChunk xmlns:w="{W}"/>')
    with pytest.raises(SourceError, match="another file that was inserted"):
        read(file)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"plain text", "no Word file"),
        (b"PK\x03\x04" + bytes(50), "damaged"),
    ],
)
def test_what_is_no_word_file_is_refused_with_the_cure(data: bytes, says: str) -> None:
    with pytest.raises(SourceError, match=says) as refusal:
        read_docx(Path("order.docx"), data)
    assert "DOCX" in refusal.value.remedy


def _element(xml: str) -> BaseOxmlElement:
    return parse_xml(xml.replace(">", f' xmlns:w="{W}">', 1))
