"""The report in the terminal, as CSV, and as a picture."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rich.console import Console

from bot.console.report import report_parts
from bot.report.chart import ChartKindError, check_kind, write_chart
from bot.report.csv_files import write_csv
from bot.report.figures import Overdue, Report, Uncovered, Unhelpful, Week
from knowledge.clause import ClauseRef

LIKES = ClauseRef("MFA-SMD", "2", "23.1")
SINCE, UNTIL = date(2026, 8, 24), date(2026, 11, 22)
FULL = Report(
    SINCE,
    UNTIL,
    (Week(date(2026, 11, 9), 30, 10),),
    (
        Uncovered(7, '=HYPERLINK("http://x")', ('=HYPERLINK("http://x")',), "MFA-SMD v2 §9.1"),
        *(Uncovered(1, f"Question {n} [bold]", ("?",), "") for n in range(20)),
    ),
    3,
    1,
    (Unhelpful(date(2026, 11, 10), "forbidden", (LIKES,), "May I like?"),),
    ((LIKES, 12),),
    (Overdue("MFA-SMD v1", "Social media", date(2026, 1, 1), stated=True),),
)
EMPTY = Report(SINCE, UNTIL, (), (), 0, 0, (), (), ())


def shown(report: Report) -> str:
    console = Console(width=120, color_system=None)
    with console.capture() as captured:
        for part in report_parts(report):
            console.print(part)
    return captured.get()


def test_the_terminal_shows_a_table_for_each_part() -> None:
    text = shown(FULL)
    assert "24 August 2026 to 22 November 2026: 40 questions, 10 of them (25 %)" in text
    for title in (
        "What no clause covers", "Answers that did not help", "Clauses most asked for",
        "Past their review date",
    ):  # fmt: skip
        assert title in text
    assert "Question 3 [bold]" in text
    assert "… and 6 more; --csv writes all of them." in text


def test_where_nobody_asked_it_says_so_and_no_more() -> None:
    assert shown(EMPTY).strip() == "Nobody has asked anything since 24 August 2026."


def test_csv_files_hold_all_rows_and_no_formulas(tmp_path: Path) -> None:
    paths = write_csv(FULL, tmp_path / "out")
    assert [path.name for path in paths] == [
        "weeks.csv", "uncovered.csv", "unhelpful.csv", "clauses.csv", "overdue.csv",
    ]  # fmt: skip
    with (tmp_path / "out" / "uncovered.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["count", "asked", "nearest clause", "all wordings"]
    assert rows[1][1] == """'=HYPERLINK("http://x")"""
    assert len(rows) == 22


@pytest.mark.parametrize("report", [FULL, EMPTY])
def test_the_picture_is_one_well_formed_svg_or_a_png(tmp_path: Path, report: Report) -> None:
    write_chart(report, tmp_path / "report.svg")
    svg = (tmp_path / "report.svg").read_text(encoding="utf-8")
    ElementTree.fromstring(svg)
    assert svg.startswith("<svg ")
    assert not any(word in svg for word in ("script", "href=", "https:", "@import"))
    write_chart(report, tmp_path / "report.png")
    assert (tmp_path / "report.png").read_bytes().startswith(b"\x89PNG")


def test_another_kind_of_picture_is_refused_with_the_cure() -> None:
    with pytest.raises(ChartKindError) as caught:
        check_kind(Path("report.pdf"))
    assert "ends in .svg or .png" in caught.value.remedy
