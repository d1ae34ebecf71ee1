"""The curve as a picture: what share is answered, and what share of these answers is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pygal.style import CleanStyle

from bot.evaluation.curve import Point
from bot.plotting import pygal


def write_curve(curves: Sequence[tuple[str, Sequence[Point]]], path: Path) -> None:
    """Draw a line for each part of the questions into an SVG file."""
    chart = pygal.XY(
        title="Answered questions and wrong answers",
        x_title="share of all questions answered (%)",
        y_title="wrong share of these answers (%)",
        style=CleanStyle,
        js=[],
        legend_at_bottom=True,
        no_data_text="nothing asked",
        x_value_formatter=lambda value: f"{value:.0f}",
        value_formatter=lambda value: f"{value:.1f}",
    )
    for name, points in curves:
        chart.add(name, [(100 * point.answered, 100 * point.wrong) for point in points])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(chart.render())
