"""The figures, in the order in which a lecture draws them."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from duality.errors import ProblemError
from duality.report.figures.figure import Figure
from duality.report.figures.image_set import IMAGE_SET
from duality.report.figures.lagrangian import LAGRANGIAN
from duality.report.figures.levels import LEVELS
from duality.report.figures.line import LINE
from duality.report.figures.pareto import PARETO
from duality.report.figures.path import PATH
from duality.report.figures.price import PRICE
from duality.report.figures.saddle import SADDLE
from duality.report.figures.slackness import SLACKNESS
from duality.report.figures.slider import SLIDER
from duality.report.figures.theta import THETA

FIGURES: tuple[Figure[Any], ...] = (
    THETA,
    LAGRANGIAN,
    IMAGE_SET,
    LEVELS,
    LINE,
    PRICE,
    SADDLE,
    PATH,
    SLACKNESS,
    PARETO,
    SLIDER,
)


def figure_named(name: str) -> Figure[Any]:
    """The figure of that name; `ProblemError` lists the names."""
    for figure in FIGURES:
        if figure.name == name:
            return figure
    names = [figure.name for figure in FIGURES]
    near = get_close_matches(name, names, 1)
    meant = f"did you mean {near[0]!r}? " if near else ""
    raise ProblemError(f"there is no figure {name!r}", help=f"{meant}the figures are {', '.join(names)}")
