"""picture, pictures, figure: what is drawn of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duality.api.stated import reported
from duality.model import report as model
from duality.results import Report

if TYPE_CHECKING:
    from duality.model.pictures import Inapplicable, Picture
    from duality.report.figures.figure import ChartType


def picture(report: Report | model.Report, name: str) -> Picture | Inapplicable:
    """The data of the figure of that name ("theta", "set", ...), or why it does not apply here.

    `ProblemError` for a name that no figure has.
    """
    from duality.results import pictures as room

    return room.picture(_data(report), name)


def pictures(report: Report | model.Report) -> dict[str, Picture | Inapplicable]:
    """The data of every figure, by name, in the order in which a lecture draws them."""
    from duality.results import pictures as room

    return room.pictures(_data(report))


def figure(report: Report | model.Report, name: str, *, dark: bool = False) -> ChartType:
    """The figure as an Altair chart, which shows itself in a notebook and saves itself as SVG, PNG, PDF or HTML.

    `ProblemError` for a name that no figure has, and, with the reason, where the figure does not apply.
    """
    from duality.results.figures import drawn

    return drawn(_data(report), name, dark=dark)


def _data(report: Report | model.Report) -> model.Report:
    return report if isinstance(report, model.Report) else reported(report).data
