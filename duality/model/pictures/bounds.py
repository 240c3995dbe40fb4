"""The pictures of theta_D, the function of lower bounds."""

from __future__ import annotations

from dataclasses import dataclass

from duality.model.pictures.marks import Certainty, Contour, Direction, Sampled, Sides, Support


@dataclass(frozen=True, slots=True)
class ThetaCurve:
    """theta_D over one multiplier or the ray of a direction, the optimum on the grid; ``window``: values to show."""

    sides: Sides
    direction: Direction
    curve: tuple[Support, ...]
    window: tuple[float, float]
    is_slice: bool


@dataclass(frozen=True, slots=True)
class ThetaSurface:
    """theta_D over two multipliers: ``values[j][i]`` at (horizontal[i], vertical[j]), -inf outside its domain."""

    sides: Sides
    symbols: tuple[str, str]
    horizontal: tuple[float, ...]
    vertical: tuple[float, ...]
    values: tuple[tuple[float, ...], ...]
    certainty: Certainty
    contours: tuple[Contour, ...]
    optimum: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class NumberLine:
    """theta_D at some multipliers on one side, f at feasible points on the other, p* and d* between."""

    sides: Sides
    symbol: str
    bounds: tuple[Support, ...]
    feasible: tuple[Sampled, ...]


@dataclass(frozen=True, slots=True)
class SaddleMap:
    """L(x, alpha) for n = 1, m = 1: ``values[j][i]`` at (xs[i], alphas[j]), argmins in x and argmaxs in alpha.

    ``argmax`` holds (x, alpha): alpha = 0 where c(x) < 0, every alpha where c(x) = 0, none (+inf) where c(x) > 0.
    """

    sides: Sides
    variable: str
    symbol: str
    xs: tuple[float, ...]
    alphas: tuple[float, ...]
    values: tuple[tuple[float, ...], ...]
    argmin: tuple[Support, ...]
    argmax: tuple[tuple[float, float], ...]
    roots: tuple[float, ...]
    is_saddle: bool
