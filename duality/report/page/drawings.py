"""Charts as a page holds them: words, table, and the declarative specifications that its script draws."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from duality.model.pictures import Inapplicable, Picture, SliderPanels
from duality.report.figures.figure import Figure, Table
from duality.report.figures.look import DARK, LIGHT, Look
from duality.report.figures.order import FIGURES
from duality.report.page.control import Control, control_of, unbound
from duality.report.page.words import Words

SLIDER = "slider"
MOST_ROWS = 150
"""Rows of a data table that a page shows."""

NARROW = Look(width=330, height=300, stacked=True)


class Drawing(NamedTuple):
    """A chart: ``specs`` by the room there is, "wide" and "narrow"; ``control`` moves it."""

    name: str
    title: str
    caption: str
    description: str
    table: Table
    hidden_rows: int
    specs: Mapping[str, Mapping[str, object]]
    control: Control | None = None


class Refusal(NamedTuple):
    """A picture that does not apply, and why."""

    name: str
    title: str
    why: str


def drawings(
    pictures: Mapping[str, Picture | Inapplicable], theta: str, words: Words
) -> tuple[list[Drawing], list[Refusal]]:
    """Every figure in its order, those that do not apply apart; ``theta`` is how readouts call the dual function."""
    drawn: list[Drawing] = []
    refused: list[Refusal] = []
    for figure in FIGURES:
        found = pictures.get(figure.name)
        if isinstance(found, Inapplicable):
            refused.append(Refusal(figure.name, figure.title, found.why))
        elif found is not None:
            drawn.append(_drawing(figure, found, theta, words))
    return drawn, refused


def _drawing(figure: Figure[Any], picture: Picture, theta: str, words: Words) -> Drawing:
    table = figure.table(picture)
    rows = table.rows[:MOST_ROWS]
    # The page has its own heading, so that the chart's title is left out.
    specs = {
        room: {key: value for key, value in figure.chart(picture, look).to_dict().items() if key != "title"}
        for room, look in (("wide", LIGHT), ("narrow", NARROW))
    }
    control = None
    if isinstance(picture, SliderPanels):
        control = control_of(picture, specs["wide"], theta, words)
        specs = {room: unbound(spec) for room, spec in specs.items()}
    return Drawing(
        figure.name,
        figure.title,
        figure.caption(picture),
        figure.description(picture),
        Table(table.header, rows),
        len(table.rows) - len(rows),
        specs,
        control,
    )


def palette() -> dict[str, str]:
    """Every color of a light chart with its dark one: a chart is drawn in the colors that the reader prefers."""
    names = ("ink", "paper", "faint", "muted", "blue", "orange", "red")
    return {getattr(LIGHT, name): getattr(DARK, name) for name in names}
