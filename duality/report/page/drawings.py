"""Charts as a page holds them: words, table, and the declarative specifications that its script draws."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NamedTuple

from duality.model.pictures import Inapplicable, Picture
from duality.report.figures.figure import Table
from duality.report.figures.look import DARK, LIGHT, Look
from duality.report.figures.order import FIGURES

SLIDER = "slider"
MOST_ROWS = 150
"""Rows of a data table that a page shows."""

NARROW = Look(width=330, height=300, stacked=True)


class Drawing(NamedTuple):
    """A chart: ``specs`` by the room there is, "wide" and "narrow", as JSON texts."""

    name: str
    title: str
    caption: str
    description: str
    table: Table
    hidden_rows: int
    specs: Mapping[str, str]


class Refusal(NamedTuple):
    """A picture that does not apply, and why."""

    name: str
    title: str
    why: str


def drawings(pictures: Mapping[str, Picture | Inapplicable]) -> tuple[list[Drawing], list[Refusal]]:
    """Every figure in its order, those that do not apply apart."""
    drawn: list[Drawing] = []
    refused: list[Refusal] = []
    for figure in FIGURES:
        found = pictures.get(figure.name)
        if isinstance(found, Inapplicable):
            refused.append(Refusal(figure.name, figure.title, found.why))
        elif found is not None:
            table = figure.table(found)
            shown = Table(table.header, table.rows[:MOST_ROWS])
            specs = {
                room: json.dumps(figure.chart(found, look).to_dict(), separators=(",", ":"))
                for room, look in (("wide", LIGHT), ("narrow", NARROW))
            }
            caption, description = figure.caption(found), figure.description(found)
            hidden = len(table.rows) - len(shown.rows)
            drawn.append(Drawing(figure.name, figure.title, caption, description, shown, hidden, specs))
    return drawn, refused


def palette() -> dict[str, str]:
    """Every color of a light chart with its dark one: a chart is drawn in the colors that the reader prefers."""
    names = ("ink", "paper", "faint", "muted", "blue", "orange", "red")
    return {getattr(LIGHT, name): getattr(DARK, name) for name in names}
