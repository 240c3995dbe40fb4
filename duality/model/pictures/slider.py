"""The linked picture: one multiplier drives L, theta_D and the set G."""

from __future__ import annotations

from dataclasses import dataclass

from duality.model.pictures.marks import Direction, Sides, Support
from duality.model.pictures.primal import ImageSet, LagrangianFamily


@dataclass(frozen=True, slots=True)
class PlanePoint:
    """A cell of the plane for n = 2: (x, y), u(x, y), f(x, y), and whether it is feasible."""

    x: float
    y: float
    u: float
    f: float
    feasible: bool


@dataclass(frozen=True, slots=True)
class SliderPanels:
    """One multiplier t on a uniform grid t_k = start + k*step (the optimum among them), for three linked panels.

    ``supports[k]`` is theta_D at t_k with every argmin found. ``line`` (n = 1) and ``plane`` (n = 2, a grid of cells)
    give u and f over D, from which L = f + t*u is drawn for every t; with more variables both are empty.
    """

    sides: Sides
    direction: Direction
    variables: tuple[str, ...]
    start: float
    step: float
    supports: tuple[Support, ...]
    line: LagrangianFamily | None
    plane: tuple[PlanePoint, ...]
    cell: tuple[float, float]
    image: ImageSet
