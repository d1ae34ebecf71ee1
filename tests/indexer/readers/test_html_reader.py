"""Web pages: what a browser shows becomes text, and what frames the page does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.readers.html_reader import read_html
from indexer.source import Source
from knowledge.errors import SourceError


def read(page: str | bytes) -> Source:
    data = page if isinstance(page, bytes) else page.encode()
    (source,) = read_html(Path("order.html"), data)
    return source


def text(page: str | bytes) -> str:
    return read(page).canonical


def test_headings_and_paragraphs() -> None:
    page = "<h1>Order</h1>\n<h2>Article 1\n Scope</h2><p>1.1 Staff\n may   <b>ask</b>.<p>1.2 Now"
    assert text(page) == "# Order\n\n## Article 1 Scope\n\n1.1 Staff may ask.\n\n1.2 Now"


@pytest.mark.parametrize(
    ("opening", "labels"),
    [
        ("<ol>", ["1.", "2."]),
        ("<ol type=a>", ["(a)", "(b)"]),
        ("<ol type=A start=3>", ["(C)", "(D)"]),
        ("<ol type=i>", ["(i)", "(ii)"]),
        ('<ol style="list-style-type: upper-roman">', ["(I)", "(II)"]),
        ('<ol style="list-style: none">', ["", ""]),
        ("<ol reversed>", ["2.", "1."]),
        ("<ul>", ["-", "-"]),
    ],
)
def test_lists_get_the_labels_that_a_browser_shows(opening: str, labels: list[str]) -> None:
    lines = text(f"{opening}<li>item<li><p>item</p></ol>").split("\n\n")
    assert [line.removesuffix("item").strip() for line in lines] == labels


def test_an_item_may_carry_its_own_number_and_lists_nest() -> None:
    page = "<ol><li value=7>one<ol type=a><li>in</ol><ul><li>dot</ul><li>two</ol>"
    assert text(page) == "7. one\n\n(a) in\n\n  - dot\n\n8. two"


def test_a_heading_in_a_list_item_takes_its_label() -> None:
    assert text("<ol><li><h2>Scope</h2><p>Staff may ask.</p></ol>") == (
        "## 1. Scope\n\nStaff may ask."
    )


def test_the_frame_of_a_page_is_left_out_and_told() -> None:
    source = read(
        "<title>Ministry</title><nav>Home News</nav><script>x()</script><style>p{}</style>"
        "<!-- hidden --><p hidden>no</p><p style='display:none'>no</p><p>1.1 Ask.</p>"
        "<footer>Imprint</footer>"
    )
    assert source.canonical == "1.1 Ask."
    assert any("navigation, header or footer" in str(one) for one in source.warnings)


def test_the_main_part_of_a_page_is_enough() -> None:
    rule = "<p>1.1 Staff may ask the desk at any time of the day.</p>"
    assert (
        text(f"<div>Share</div><main>{rule}</main>")
        == "1.1 Staff may ask the desk at any time of the day."
    )


def test_struck_out_text_counts_as_deleted() -> None:
    source = read("<p>1.1 Staff <del>may</del><ins>shall</ins> ask.</p>")
    assert source.canonical == "1.1 Staff shall ask."
    assert any("struck-out" in str(one) for one in source.warnings)


@pytest.mark.parametrize(
    "page",
    [
        # pandoc
        "<p>1.1 Ask.<a href='#fn1' id='fnref1'><sup>1</sup></a></p><p>1.2 Go.</p>"
        "<section><ol><li id='fn1'><p>Now.<a href='#fnref1'>↩</a></p></li></ol></section>",
        # LibreOffice
        "<p>1.1 Ask.<a name='s1anc' href='#s1sym'><sup>1</sup></a></p><p>1.2 Go.</p>"
        "<div id='s1'><p><a name='s1sym' href='#s1anc'>1</a> Now.</p></div>",
        # Word
        "<p>1.1 Ask.<a href='#_ftn1' name='_ftnref1'>[1]</a></p><p>1.2 Go.</p>"
        "<div id=ftn1><p><a href='#_ftnref1' name='_ftn1'>[1]</a> Now.</p></div>",
    ],
)
def test_footnotes_of_every_program_follow_their_paragraph(page: str) -> None:
    assert text(page) == "1.1 Ask.\n\nNote 1: Now.\n\n1.2 Go."


def test_tables_with_spans_and_heads() -> None:
    page = (
        "<table><tr><th>Matter<th>Deadline<tr><td rowspan=2>Reply<td>two <b>hours</b>"
        "<tr><td>one day</table>"
    )
    assert text(page) == (
        "| Matter | Deadline |\n| --- | --- |\n| Reply | two hours |\n|  | one day |"
    )


def test_a_table_that_arranges_the_page_is_read_cell_by_cell() -> None:
    page = "<table><tr><td>Menu</td><td><h2>Scope</h2><ol type=a><li>Ask.</ol></td></tr></table>"
    assert text(page) == "Menu\n\n## Scope\n\n(a) Ask."


def test_entities_and_encodings() -> None:
    assert text("<p>1.1 Attach&eacute;s &amp; staff&nbsp;&#8212; all.</p>") == (
        "1.1 Attachés & staff — all."
    )
    latin = '<meta charset="windows-1252"><p>1.1 Attachés “may” ask.</p>'.encode("cp1252")
    assert text(latin) == "1.1 Attachés “may” ask."
    assert text("\ufeff<p>1.1 Attachés.</p>".encode("utf-16")) == "1.1 Attachés."


def test_line_breaks_stay_line_breaks() -> None:
    assert text("<p>The following:<br>\n(a) one;<br>(b) two.</p>") == (
        "The following:\n(a) one;\n(b) two."
    )


def test_facts_in_meta_tags_count_if_they_are_ours() -> None:
    ours = "<meta name=version content=2><meta name=in_force_from content=2026-03-01>"
    assert read(f"<title>Order</title>{ours}<p>1.1 Ask.</p>").directive.version == "2"
    assert read("<meta name=version content=2><p>1.1 Ask.</p>").directive.version == ""


def test_a_page_without_end_is_refused() -> None:
    with pytest.raises(SourceError, match="nests more than"):
        read("<div>" * 2_000 + "x")
