"""A report's figure as a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duality.errors import InapplicableError
from duality.model.pictures import Inapplicable
from duality.model.report import Report
from duality.report.figures.look import DARK, LIGHT
from duality.report.figures.order import figure_named
from duality.results.pictures import picture

if TYPE_CHECKING:
    from duality.report.figures.figure import ChartType


def drawn(report: Report, name: str, *, dark: bool = False) -> ChartType:
    """The chart; `ProblemError` for an unknown name, `InapplicableError` where the figure does not apply."""
    figure = figure_named(name)
    found = picture(report, name)
    if isinstance(found, Inapplicable):
        raise InapplicableError(found.why)
    return figure.chart(found, DARK if dark else LIGHT)
