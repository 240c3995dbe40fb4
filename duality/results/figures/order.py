"""The figures, in the order in which a lecture draws them, and what a report has of them."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from duality.errors import ProblemError
from duality.model.report import Report
from duality.report.say import Say, english
from duality.results.figures.data_plane import DATA_PLANE
from duality.results.figures.farkas import FARKAS
from duality.results.figures.figure import AnyFigure
from duality.results.figures.image_set import IMAGE_SET
from duality.results.figures.known import Inapplicable
from duality.results.figures.lagrangian import LAGRANGIAN
from duality.results.figures.levels import LEVELS_FIGURE
from duality.results.figures.line import LINE
from duality.results.figures.pareto import PARETO
from duality.results.figures.path import PATH
from duality.results.figures.price import PRICE
from duality.results.figures.saddle import SADDLE
from duality.results.figures.scene import Scene
from duality.results.figures.slackness import SLACKNESS
from duality.results.figures.slider import SLIDER
from duality.results.figures.theta import THETA

FIGURES: tuple[AnyFigure, ...] = (
    THETA,
    LAGRANGIAN,
    IMAGE_SET,
    LEVELS_FIGURE,
    LINE,
    PRICE,
    SADDLE,
    PATH,
    SLACKNESS,
    PARETO,
    DATA_PLANE,
    FARKAS,
    SLIDER,
)


def figure_named(name: str) -> AnyFigure:
    """The figure of that name; `ProblemError` lists the names."""
    for figure in FIGURES:
        if figure.name == name:
            return figure
    names = [figure.name for figure in FIGURES]
    near = get_close_matches(str(name), names, 1)
    meant = f"did you mean {near[0]!r}? " if near else ""
    raise ProblemError(f"there is no figure {name!r}", help=f"{meant}the figures are {', '.join(names)}")


def picture(report: Report, name: str, say: Say = english) -> Any | Inapplicable:
    """The data of one figure, or why it does not apply; `ProblemError` for a name that no figure has."""
    return figure_named(name).data(Scene(report, say))


def pictures(report: Report, say: Say = english) -> dict[str, Any | Inapplicable]:
    """Every figure's data, what they share computed once."""
    scene = Scene(report, say)
    return {figure.name: figure.data(scene) for figure in FIGURES}
