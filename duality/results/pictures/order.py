"""The pictures of a report, by the names of their figures."""

from __future__ import annotations

from collections.abc import Callable

from duality.errors import ProblemError
from duality.model.pictures import Inapplicable, Picture
from duality.model.report import Report
from duality.results.pictures.image_set import image_set
from duality.results.pictures.lagrangian import lagrangian
from duality.results.pictures.levels import level_sets
from duality.results.pictures.line import number_line
from duality.results.pictures.pareto import pareto
from duality.results.pictures.path import path
from duality.results.pictures.price import price
from duality.results.pictures.saddle import saddle
from duality.results.pictures.scene import Scene
from duality.results.pictures.slackness import slackness
from duality.results.pictures.slider import slider
from duality.results.pictures.theta import theta

Builder = Callable[[Scene], Picture | Inapplicable]

BUILDERS: tuple[tuple[str, Builder], ...] = (
    ("theta", theta),
    ("lagrangian", lagrangian),
    ("set", image_set),
    ("levels", level_sets),
    ("line", number_line),
    ("price", price),
    ("saddle", saddle),
    ("path", path),
    ("slackness", slackness),
    ("pareto", pareto),
    ("slider", slider),
)


def picture(report: Report, name: str) -> Picture | Inapplicable:
    """The data of one figure, or why it does not apply; `ProblemError` for a name that no figure has."""
    for own, build in BUILDERS:
        if own == name:
            return build(Scene(report))
    raise ProblemError(f"there is no figure {name!r}", help=f"the figures are {', '.join(own for own, _ in BUILDERS)}")


def pictures(report: Report) -> dict[str, Picture | Inapplicable]:
    """Every figure's data, what they share computed once."""
    scene = Scene(report)
    return {name: build(scene) for name, build in BUILDERS}
