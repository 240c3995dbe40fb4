"""picture, pictures, figure: what is drawn of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from duality.api.stated import reported
from duality.model import report as model
from duality.results import Report, figures

if TYPE_CHECKING:
    from duality.results.figures.drawn import Drawn


def picture(report: Report | model.Report, name: str) -> Any:
    """The data of the figure of that name ("theta", "set", ...), or why it does not apply here.

    `ProblemError` for a name that no figure has.
    """
    return figures.order.picture(_data(report), name)


def pictures(report: Report | model.Report) -> dict[str, Any]:
    """The data of every figure, by name, in the order in which a lecture draws them."""
    return figures.order.pictures(_data(report))


def figure(report: Report | model.Report, name: str, *, dark: bool = False, language: str = "en") -> Drawn:
    """The figure, which shows itself in a notebook and saves itself as SVG, PNG, PDF or HTML.

    `ProblemError` for a name that no figure has, and, with the reason, where the figure does not apply.
    """
    return figures.drawn.drawn(_data(report), name, dark=dark, language=language)


def _data(report: Report | model.Report) -> model.Report:
    return report if isinstance(report, model.Report) else reported(report).data
