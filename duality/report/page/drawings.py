"""Charts as a page holds them: words, table, and the declarative specifications that its script draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from duality.model.pictures import Inapplicable, Picture, SliderPanels
from duality.report.figures.figure import Figure, Table
from duality.report.figures.letters import Lettering, relettered
from duality.report.figures.look import DARK, LIGHT
from duality.report.figures.order import FIGURES
from duality.report.page.control import Control, control_of, unbound
from duality.report.page.words import Words

SLIDER = "slider"
PAGE = LIGHT._replace(width=480, height=340)
"""Two figures side by side on a wide page, words as large as the page's."""

MOST_ROWS = 150
"""Rows of a data table that a page shows."""


Columns = tuple[list[str], list[list[Any]]]


class Drawing(NamedTuple):
    """A chart: its specification, the data that it names, and what moves it.

    Datasets are named by their content, so that charts of one page share theirs.
    """

    name: str
    title: str
    caption: str
    description: str
    table: Table
    hidden_rows: int
    spec: Mapping[str, Any]
    datasets: Mapping[str, Columns]
    control: Control | None = None


class Refusal(NamedTuple):
    """A picture that does not apply, and why."""

    name: str
    title: str
    why: str


def drawings(
    pictures: Mapping[str, Picture | Inapplicable], theta: str, words: Words, renamed: Lettering
) -> tuple[list[Drawing], list[Refusal]]:
    """Every figure in its order, those that do not apply apart.

    ``theta`` is the dual function's LaTeX; ``renamed`` puts the letters of the notation into a text.
    """
    drawn: list[Drawing] = []
    refused: list[Refusal] = []
    for figure in FIGURES:
        found = pictures.get(figure.name)
        if isinstance(found, Inapplicable):
            refused.append(Refusal(figure.name, renamed(figure.title), renamed(found.why)))
        elif found is not None:
            drawn.append(_drawing(figure, found, theta, words, renamed))
    return drawn, refused


def _drawing(figure: Figure[Any], picture: Picture, theta: str, words: Words, renamed: Lettering) -> Drawing:
    table = figure.table(picture)
    rows = table.rows[:MOST_ROWS]
    spec = relettered(_specification(figure, picture), renamed)
    datasets = {name: _columns(rows) for name, rows in spec.pop("datasets", {}).items()}
    control = None
    if isinstance(picture, SliderPanels):
        control = control_of(picture, spec, theta, words, renamed)
        spec = unbound(spec)
    return Drawing(
        figure.name,
        renamed(figure.title),
        renamed(figure.caption(picture)),
        renamed(figure.description(picture)),
        Table(tuple(map(renamed, table.header)), tuple(tuple(map(renamed, row)) for row in rows)),
        len(table.rows) - len(rows),
        spec,
        datasets,
        control,
    )


def _specification(figure: Figure[Any], picture: Picture) -> dict[str, Any]:
    """The chart as plain data; without its title, since the page has headings of its own.

    The figures' own tests hold their charts against the schema, which takes longer than drawing them.
    """
    from altair.utils.schemapi import debug_mode

    with debug_mode(False):
        spec = figure.chart(picture, PAGE).to_dict(validate=False)
    return {key: value for key, value in spec.items() if key != "title"}


def _columns(rows: Sequence[Mapping[str, Any]]) -> Columns:
    """The rows with their keys said once, numbers with seven digits, which is more than a screen can show."""
    keys = list(dict.fromkeys(key for row in rows for key in row))
    return keys, [[_rounded(row.get(key)) for key in keys] for row in rows]


def _rounded(cell: Any) -> Any:
    return float(f"{cell:.7g}") if isinstance(cell, float) else cell


def palette() -> dict[str, str]:
    """Every color of a light chart with its dark one: a chart is drawn in the colors that the reader prefers."""
    names = ("ink", "paper", "faint", "muted", "blue", "orange", "red")
    return {getattr(LIGHT, name): getattr(DARK, name) for name in names}
