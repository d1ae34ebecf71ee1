"""The page to mail around: complete in itself, and safe whatever a directive says."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser

from knowledge.revision.compare import compare
from knowledge.revision.editions import Edition
from knowledge.revision.page import plan_page
from knowledge.revision.revision import Revision
from tests.knowledge.revision.editing import NEW_TEXT, OLD_TEXT, edition

DAY = date(2026, 3, 1)


class Elements(HTMLParser):
    """The start tags of a page and the words inside each kind of mark."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.marked: dict[str, list[str]] = {"ins": [], "del": []}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] in self.marked:
            self.marked[self.tags[-1][0]].append(data)
            self.tags.append(("", {}))


def page_of(before: Edition, after: Edition) -> str:
    return plan_page(compare([before], [before, after]), made=DAY)


PAGE = page_of(edition("1", *OLD_TEXT), edition("2", *NEW_TEXT))


def test_the_page_needs_nothing_but_itself() -> None:
    assert PAGE.startswith("<!doctype html>")
    tags = Elements(PAGE).tags
    assert {"script", "link", "img", "iframe"}.isdisjoint(tag for tag, _ in tags)
    assert all("src" not in attributes for _, attributes in tags)
    assert not re.search(r"url\(|@import|https?://", PAGE)


def test_the_page_tells_title_date_counts_and_marks() -> None:
    marked = Elements(PAGE).marked
    assert "<h1>What changes: D v1 → D v2</h1>" in PAGE
    assert "2026-03-01" in PAGE
    assert "1 hardened, 1 deadline changed; 0 kept as they are." in PAGE
    assert marked["del"] == ["Struck out", "may", "3"]
    assert marked["ins"] == ["Underlined", "shall not", "2"]


def test_every_link_of_the_contents_leads_to_a_change() -> None:
    tags = Elements(PAGE).tags
    links = {attributes["href"] for tag, attributes in tags if tag == "a"}
    places = {f"#{attributes['id']}" for _, attributes in tags if "id" in attributes}
    assert links == places == {"#D-v2-§1.1", "#D-v2-§1.2"}


def test_markup_in_a_directive_stays_text() -> None:
    evil = '</p><script>alert("x")</script><ins>{{ 7 * 7 }}'
    page = page_of(edition("1", "Staff report it."), edition("2", f"Staff report it {evil}."))
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "{{ 7 * 7 }}" in page


def test_a_plan_without_changes_has_a_page_too() -> None:
    assert "Nothing changes." in plan_page(Revision(), made=DAY)
