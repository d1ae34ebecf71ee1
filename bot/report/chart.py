"""The report as a picture: questions by week above, the clauses that were asked for most below.

pygal draws it as SVG, and resvg makes a PNG of that: together 4 MB and no browser, where
matplotlib brings many times as much to a server that draws once in a while.
"""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element, fromstring, register_namespace, tostring

import resvg_py
from pygal.style import Style

from bot.plotting import pygal
from bot.report.figures import Report
from knowledge.errors import AttacheError

WIDTH, HEIGHT = 1000, 420
_CLAUSES = 12
_LEVEL_LABELS = 14  # more names of weeks would run into each other
_STYLE = Style(
    background="white",
    plot_background="white",
    font_family="DejaVu Sans, Noto Sans, Liberation Sans, Arial, sans-serif",
    title_font_size=20,
    label_font_size=12,
    major_label_font_size=12,
    legend_font_size=14,
    value_font_size=12,
    colors=("#1f6f8b", "#e07a1f"),
    value_colors=("white", "white"),
    opacity="1",
    guide_stroke_color="#dddddd",
    major_guide_stroke_color="#dddddd",
)
_SVG = "{http://www.w3.org/2000/svg}"


class ChartKindError(AttacheError):
    """A picture of a kind that is not drawn."""

    remedy = "Give a file name that ends in .svg or .png."


def check_kind(path: Path) -> str:
    """The ending of the file's name; raises ``ChartKindError`` where no such picture is drawn."""
    kind = path.suffix.lower()
    if kind not in (".svg", ".png"):
        raise ChartKindError(f"{path.name} is neither an SVG nor a PNG")
    return kind


def write_chart(report: Report, path: Path) -> None:
    """Draws the picture; raises ``ChartKindError`` for a name that is neither SVG nor PNG."""
    kind = check_kind(path)
    register_namespace("", _SVG.strip("{}"))
    svg = draw(report)
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind == ".svg":
        path.write_text(svg, encoding="utf-8")
    else:
        path.write_bytes(resvg_py.svg_to_bytes(svg_string=svg, background="white", zoom=2))


def draw(report: Report) -> str:
    """The picture as SVG; nothing in it runs, and nothing is fetched for it."""
    size = {"width": str(WIDTH), "height": str(2 * HEIGHT)}
    whole = Element(f"{_SVG}svg", size | {"viewBox": f"0 0 {WIDTH} {2 * HEIGHT}"})
    for place, drawn in enumerate((_weeks(report), _clauses(report))):
        drawn.set("y", str(place * HEIGHT))
        whole.append(drawn)
    return tostring(whole, encoding="unicode")


def _weeks(report: Report) -> Element:
    chart = pygal.StackedBar(**_common(f"Questions by week, {report.since} to {report.until}"))
    chart.x_labels = [f"{week.begin:%d %b}" for week in report.weeks]
    if len(report.weeks) > _LEVEL_LABELS:
        chart.config.x_label_rotation = 45
    chart.add("a clause speaks to it", [week.covered for week in report.weeks])
    chart.add("no clause speaks to it", [week.uncovered for week in report.weeks])
    return _svg(chart)


def _clauses(report: Report) -> Element:
    chart = pygal.HorizontalBar(
        **_common("Clauses most asked for"), show_legend=False, print_values=True
    )
    # The first bar stands at the bottom.
    asked = report.most_asked[:_CLAUSES][::-1]
    chart.x_labels = [str(ref) for ref, _ in asked]
    chart.add("answers", [count for _, count in asked])
    return _svg(chart)


def _common(title: str) -> dict[str, object]:
    return {
        "title": title,
        "style": _STYLE,
        "width": WIDTH,
        "height": HEIGHT,
        "js": [],
        "explicit_size": True,
        "legend_at_bottom": True,
        "integer_scale": True,
        "no_data_text": "nothing yet",
        "formatter": lambda value: f"{value:.0f}",
    }


def _svg(chart: pygal.graph.graph.Graph) -> Element:
    drawn = fromstring(chart.render())  # noqa: S314  # our own drawing
    # pygal's comments are gone by parsing; its script is for its own tooltips on web pages.
    for parent in drawn.iter():
        for script in parent.findall(f"{_SVG}script"):
            parent.remove(script)
    return drawn
