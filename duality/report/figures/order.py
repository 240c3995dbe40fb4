"""The figures, in the order in which a lecture draws them."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from duality.errors import ProblemError
from duality.report.figures.figure import Figure
from duality.report.figures.slackness import SLACKNESS

FIGURES: tuple[Figure[Any], ...] = (SLACKNESS,)


def figure_named(name: str) -> Figure[Any]:
    """The figure of that name; `ProblemError` lists the names."""
    for figure in FIGURES:
        if figure.name == name:
            return figure
    names = [figure.name for figure in FIGURES]
    near = get_close_matches(name, names, 1)
    meant = f"did you mean {near[0]!r}? " if near else ""
    raise ProblemError(f"there is no figure {name!r}", help=f"{meant}the figures are {', '.join(names)}")
