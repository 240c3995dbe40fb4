"""p* and d* as extended reals: what a claim says, its certified bounds, and the gap between the two.

In min form infeasible is p* = +inf and unbounded p* = -inf; theta_D never finite is d* = -inf, and d* = +inf is called
unbounded.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from duality.algebra.evaluate import constant
from duality.model.expression import Expression
from duality.model.scalar import Irrational, Scalar
from duality.model.solution import Label, Solution, Status

CLOSE = 1e-6
"""Relative difference up to which two values that are not exact count as equal."""


@dataclass(frozen=True, slots=True)
class Extended:
    """A claimed value: ``value`` (``None`` if unknown), ``exact`` where it is known so, and certified bounds.

    Bounds are infinite where nothing is certified.
    """

    value: float | None
    exact: Scalar | None
    lower: float
    upper: float
    label: Label

    @property
    def is_certified(self) -> bool:
        return self.value is not None and self.label is not Label.NUMERICAL

    @property
    def is_finite(self) -> bool:
        return self.value is not None and math.isfinite(self.value)


def primal_extended(primal: Solution) -> Extended:
    """p* as claimed."""
    return _extended(primal, math.inf, -math.inf)


def dual_extended(dual: Solution) -> Extended:
    """d* as claimed."""
    return _extended(dual, -math.inf, math.inf)


def difference(p: Extended, d: Extended) -> tuple[float | None, Scalar | None]:
    """(gap, exact gap): |p* - d*|, 0 between equal infinities; ``None`` where it is not known."""
    if p.value is None or d.value is None:
        return None, None
    if p.exact is not None and d.exact is not None:
        exact = Fraction(0) if same_form(p.exact, d.exact) else abs(p.exact - d.exact)
        return float(exact), exact
    if p.value == d.value:
        return 0.0, Fraction(0) if math.isinf(p.value) else None
    return abs(p.value - d.value), None


def are_close(a: float, b: float, tolerance: float = CLOSE) -> bool:
    """Equal up to a relative difference; infinities only to themselves."""
    if math.isinf(a) or math.isinf(b):
        return a == b
    return abs(a - b) <= tolerance * max(1.0, abs(a), abs(b))


def same_form(a: Scalar, b: Scalar) -> bool:
    """Equal at sight, without algebra; False says nothing."""
    if isinstance(a, Irrational) and isinstance(b, Irrational):
        return a.value == b.value
    return isinstance(a, Fraction) and isinstance(b, Fraction) and a == b


@lru_cache(maxsize=64)
def closed_form(node: Expression) -> Scalar:
    """The exact value of a closed form; remembered, since irrational ones are slow to evaluate."""
    return constant(node)


def _extended(solution: Solution, infeasible: float, unbounded: float) -> Extended:
    certified = solution.label is not Label.NUMERICAL
    match solution.status:
        case Status.INFEASIBLE:
            value: float | None = infeasible
        case Status.UNBOUNDED:
            value = unbounded
        case Status.OPTIMAL:
            value = solution.value
        case Status.UNKNOWN:
            value = None
    if value is not None and math.isinf(value):
        lower = upper = value
        if not certified:
            lower, upper = -math.inf, math.inf
        return Extended(value, None, lower, upper, solution.label)
    exact = closed_form(solution.exact) if solution.exact is not None and value is not None else None
    lower, upper = (solution.lower, solution.upper) if certified or value is None else (-math.inf, math.inf)
    if certified and value is not None and solution.label is Label.EXACT:
        lower = upper = value
    return Extended(value, exact, lower, upper, solution.label)
