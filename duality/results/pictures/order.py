"""The pictures of a report, by the names of their figures."""

from __future__ import annotations

from collections.abc import Callable

from duality.errors import ProblemError
from duality.model.pictures import Inapplicable, Picture
from duality.model.report import Report
from duality.results.pictures.scene import Scene
from duality.results.pictures.slackness import slackness

Builder = Callable[[Scene], Picture | Inapplicable]

BUILDERS: tuple[tuple[str, Builder], ...] = (("slackness", slackness),)


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
