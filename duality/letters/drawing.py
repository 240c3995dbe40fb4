"""Figures of a report in letters, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from duality.errors import InapplicableError, ProblemError
from duality.letters.region_picture import RegionMap, region_picture
from duality.letters.value_picture import ValueOverLetter, value_picture
from duality.model.regions import LetteredReport
from duality.report import charts, page
from duality.results import figures
from duality.results.figures.drawn import Drawn

if TYPE_CHECKING:
    from duality.report.charts.svg import Lettering
    from duality.report.page.drawings import Drawing as PageDrawing
    from duality.report.say import Say

FIGURES = {"value": (ValueOverLetter(), value_picture), "regions": (RegionMap(), region_picture)}


def drawn(report: LetteredReport, name: str = "", *, dark: bool = False, language: str = "en") -> Drawn:
    """The figure; `ProblemError` for a name that none has, `InapplicableError` where it does not apply."""
    chosen = name or ("regions" if len(report.problem.parameters) == 2 else "value")
    if chosen not in FIGURES:
        raise ProblemError(
            f"there is no figure {chosen!r} of a problem with letters", help=f"choose one of {', '.join(FIGURES)}"
        )
    figure, data = FIGURES[chosen]
    return Drawn(cast(Any, figure), data(report), report.problem.title, language, dark)


def pages_of(
    report: LetteredReport, say: Say, renamed: Lettering
) -> tuple[list[PageDrawing], list[page.drawings.Refusal]]:
    """The figures as a page shows them: the curves with the slider of a letter, and the map of two letters."""
    done, refused = [], []
    for name, (figure, data) in FIGURES.items():
        if name == "regions" and len(report.problem.parameters) != 2:
            continue
        try:
            done.append(figures.paged.drawing(cast(Any, figure), data(report), say, renamed))
        except InapplicableError as fault:
            refused.append(
                page.drawings.Refusal(name, charts.lettering.html(figure.title(say)), charts.lettering.html(str(fault)))
            )
    return done, refused
