"""The pictures of the primal problem: L over D, the set G, level sets, the value function, the front."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from duality.model.pictures.marks import Certainty, Contour, Direction, Sampled, Sides, Support


@dataclass(frozen=True, slots=True)
class LagrangianFamily:
    """L(x, t) = f(x) + t*u(x) for n = 1 and several t; ``samples`` in the order of x.

    ``feasible`` tells of each sample whether it satisfies the constraints. ``is_finite`` where D is a finite set.
    """

    sides: Sides
    direction: Direction
    variable: str
    samples: tuple[Sampled, ...]
    feasible: tuple[bool, ...]
    members: tuple[Support, ...]
    is_finite: bool


@dataclass(frozen=True, slots=True)
class ImageSet:
    """G = {(u(x), f(x)) : x in D} for one constraint, its lower convex hull, and supporting lines.

    ``hull_value`` is the hull's value at u = 0 (for u <= 0 if the constraint is an inequality), which is d* up to the
    sample. ``is_curve``: n = 1 and ``samples`` stand in the order of x. ``window`` is the part worth seeing: u, then f.
    """

    sides: Sides
    direction: Direction
    samples: tuple[Sampled, ...]
    is_curve: bool
    is_finite: bool
    hull: tuple[tuple[float, float], ...]
    hull_value: float | None
    window: tuple[tuple[float, float], tuple[float, float]]
    supports: tuple[Support, ...]
    optimum: Sampled | None


@dataclass(frozen=True, slots=True)
class Arrow:
    """A vector at x*: the gradient of f, or a multiplier times the gradient of a constraint."""

    name: str
    start: tuple[float, float]
    vector: tuple[float, float]


@dataclass(frozen=True, slots=True)
class LevelSets:
    """n = 2: level sets of f, the feasible set as horizontal strips, borders of the constraints, arrows at x*.

    ``strips`` are (x_low, x_high, y): the feasible x at height y; ``points`` are the feasible points of a finite set.
    ``balance`` is |grad f + sum alpha_i grad c_i| at x*, ``None`` where a gradient is missing.
    """

    sides: Sides
    variables: tuple[str, str]
    window: tuple[tuple[float, float], tuple[float, float]]
    contours: tuple[Contour, ...]
    strips: tuple[tuple[float, float, float], ...]
    strip_height: float
    borders: tuple[tuple[str, Contour], ...]
    points: tuple[tuple[float, float], ...]
    arrows: tuple[Arrow, ...]
    balance: float | None


@dataclass(frozen=True, slots=True)
class PricePoint:
    """v at one u, +inf (for a minimization) where no x is feasible."""

    u: float
    value: float
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class ValueFunction:
    """v(u) = inf f over c(x) <= u (or h(x) = u), one constraint's right-hand side moved, the others kept.

    ``slope`` is that of the tangent at u = 0, -alpha* (+alpha* for a maximization); ``None`` without multipliers.
    ``hull`` is the convex hull of v, whose value at 0 is d* where only this constraint has a multiplier.
    """

    sides: Sides
    constraint: str
    standard: str
    kind: Literal["inequality", "equality"]
    symbol: str
    values: tuple[PricePoint, ...]
    window: tuple[tuple[float, float], tuple[float, float]]
    slope: float | None
    hull: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class FrontPoint:
    """A point (u, v(u)) of the front; ``supported`` where some weight reaches it, else it lies in a dent."""

    u: float
    value: float
    certainty: Certainty
    supported: bool


@dataclass(frozen=True, slots=True)
class ParetoFront:
    """The front of the two objectives c(x) and f(x), one constraint's bound moved; lines f + weight*c = constant."""

    sides: Sides
    constraint: str
    measure: str
    symbol: str
    front: tuple[FrontPoint, ...]
    samples: tuple[Sampled, ...]
    window: tuple[tuple[float, float], tuple[float, float]]
    lines: tuple[Support, ...]
    optimum: Sampled | None
