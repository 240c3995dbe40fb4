"""Figures of a report in letters, by name."""

from __future__ import annotations

from typing import Any, cast

from duality.errors import ProblemError
from duality.letters.region_picture import RegionMap, region_picture
from duality.letters.value_picture import ValueOverLetter, value_picture
from duality.model.regions import LetteredReport
from duality.results.figures.drawn import Drawn

FIGURES = {"value": (ValueOverLetter(), value_picture), "regions": (RegionMap(), region_picture)}


def drawn(report: LetteredReport, name: str = "", *, dark: bool = False, language: str = "en") -> Drawn:
    """The figure; `ProblemError` for a name that none has, `InapplicableError` where it does not apply."""
    chosen = name or ("value" if len(report.problem.parameters) == 1 else "regions")
    if chosen not in FIGURES:
        raise ProblemError(
            f"there is no figure {chosen!r} of a problem with letters", help=f"choose one of {', '.join(FIGURES)}"
        )
    figure, data = FIGURES[chosen]
    return Drawn(cast(Any, figure), data(report), report.problem.title, language, dark)
