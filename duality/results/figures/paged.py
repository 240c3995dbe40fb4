"""Figures as a page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from duality.report.charts.lettering import html
from duality.report.charts.look import ALONE, LINKED, PAGE
from duality.report.charts.svg import Lettering, panel_svg
from duality.report.page.drawings import Control, Drawing, Refusal
from duality.report.say import Say
from duality.results.figures.figure import AnyFigure
from duality.results.figures.known import Inapplicable
from duality.results.figures.order import FIGURES

MOST_ROWS = 150
"""Rows of a data table that a page shows."""


def drawings(found: Mapping[str, Any], say: Say, renamed: Lettering) -> tuple[list[Drawing], list[Refusal]]:
    """Every figure in its order, those that do not apply apart; ``renamed`` puts in the letters of the notation."""
    done: list[Drawing] = []
    refused: list[Refusal] = []
    for figure in FIGURES:
        picture = found.get(figure.name)
        if isinstance(picture, Inapplicable):
            refused.append(Refusal(figure.name, html(renamed(figure.title(say))), html(renamed(picture.why))))
        elif picture is not None:
            done.append(drawing(figure, picture, say, renamed))
    return done, refused


def drawing(figure: AnyFigure, picture: Any, say: Say, renamed: Lettering) -> Drawing:
    """The chart's panels as SVG in the colors of the page, its words as HTML."""
    chart = figure.chart(picture, say)
    table = figure.table(picture, say)
    slide = chart.slide
    look = PAGE._replace(width=ALONE if len(chart.panels) == 1 else LINKED)
    place = slide.place if slide is not None else None
    control = None
    if slide is not None:
        labels = tuple(html(renamed(label)) for label in slide.labels)
        readouts = tuple(tuple(html(value) for value in row) for row in slide.readouts)
        control = Control(renamed(slide.symbol), labels, readouts, slide.place, slide.what)
    return Drawing(
        figure.name,
        html(renamed(figure.title(say))),
        html(renamed(figure.caption(picture, say))),
        renamed(figure.description(picture, say)),
        tuple(html(renamed(cell)) for cell in table.header),
        tuple(tuple(html(renamed(cell)) for cell in row) for row in table.rows[:MOST_ROWS]),
        max(0, len(table.rows) - MOST_ROWS),
        tuple(panel_svg(panel, look, renamed, place) for panel in chart.panels),
        control,
    )
