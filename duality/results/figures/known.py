"""What figures are made of: labeled values, the two sides, a direction of multipliers, points and lines."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from duality.records import record

Certainty = Literal["exact", "enclosed", "global", "numerical", "sampled", "sampled+polished"]
"""How strong a value or a curve is: the labels of a report, "sampled" on a finite set of points, and that improved by
local solves. Only the first two are proved."""

PROVED: tuple[Certainty, ...] = ("exact", "enclosed")


@record
class Level:
    """A marked value, p* or d*: ``text`` as the report prints it; ``value`` is ``None`` where it is not known."""

    value: float | None
    text: str
    certainty: Certainty
    attained: bool | None

    @property
    def finite(self) -> float | None:
        """The value, where it is a number on the axis."""
        return self.value if self.value is not None and math.isfinite(self.value) else None

    @property
    def proved(self) -> bool:
        return self.certainty in PROVED


@record
class Sides:
    """p*, d*, x* and the multipliers by constraint name, as the report has them.

    ``multipliers`` are those that attain d*; ``near`` are some that come close, where none is known to attain it.
    """

    sense: Literal["min", "max"]
    p_star: Level
    d_star: Level
    gap: float | None
    strong_duality: Literal["holds", "fails", "unknown"]
    point: tuple[tuple[str, float], ...] | None
    multipliers: tuple[tuple[str, float], ...] | None
    near: tuple[tuple[str, float], ...] | None = None

    @property
    def sign(self) -> int:
        """1 for a minimization, -1 for a maximization: min form = sign * user's sense."""
        return 1 if self.sense == "min" else -1

    @property
    def meet(self) -> bool:
        """p* = d* is known, and both are numbers: that no gap is known is not enough."""
        return self.strong_duality == "holds" and self.p_star.finite is not None and self.d_star.finite is not None

    @property
    def apart(self) -> float | None:
        """The gap, where it is known to be one and finite."""
        known = self.strong_duality == "fails" and self.gap is not None and math.isfinite(self.gap) and self.gap > 0
        return self.gap if known and self.p_star.finite is not None and self.d_star.finite is not None else None

    @property
    def infeasible(self) -> bool:
        """Whether it is known that no x is feasible."""
        return self.p_star.value == self.sign * math.inf


@record
class Direction:
    """One multiplier t along a ray: (alpha, beta) = t * weights, which is a constraint u(x) = sum weights_k c_k(x).

    With one constraint the weight is 1 and t is its multiplier ``symbol``; with more, the weights are the optimal
    multipliers, so that t = 1 is optimal. ``kind`` is "inequality" where only t >= 0 gives a bound. ``formula`` shows
    u(x).
    """

    symbol: str
    kind: Literal["inequality", "equality"]
    weights: tuple[tuple[str, float], ...]
    formula: str
    optimum: float | None

    @property
    def is_ray(self) -> bool:
        """More than one constraint, summed with weights."""
        return len(self.weights) > 1

    @property
    def best(self) -> str:
        """The optimal multipliers that a ray goes along."""
        return "α*" if self.kind == "inequality" else "β*"


@record
class Sampled:
    """One point x of D: u(x) of the direction, f(x), and the piece of the functions that it lies in where they jump."""

    u: float
    f: float
    x: tuple[float, ...]
    piece: int = 0


def torn(samples: Sequence[Sampled], points: Sequence[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    """A curve through one point a sample, torn where the functions jump."""
    parts: list[list[tuple[float, float]]] = []
    last = None
    for sample, point in zip(samples, points, strict=True):
        if sample.piece != last:
            parts.append([])
        parts[-1].append(point)
        last = sample.piece
    return parts


@record
class Support:
    """theta_D at one multiplier, and every x found that attains it: the line f + t*u = theta_D touches G there.

    ``value`` is -inf (+inf for a maximization) outside the effective domain. No touching point: not attained or not
    found.
    """

    t: float
    value: float
    certainty: Certainty
    touching: tuple[Sampled, ...] = ()


@record
class Contour:
    """{value = level}, as polylines of (horizontal, vertical)."""

    level: float
    lines: tuple[tuple[tuple[float, float], ...], ...]


@record
class Inapplicable:
    """Why a figure cannot be drawn for this problem, in a sentence, and what to look at instead."""

    figure: str
    why: str
