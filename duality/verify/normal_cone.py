"""The normal cone of X at a point, and what is left of a vector after subtracting its best element.

For bounds the cone is spanned by -e_j at an active lower bound and e_j at an active upper one; every active affine row
a'x + b >= 0 of X adds -a. The remainder of stationarity is min over the cone of |grad L + n|.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.model.form import Bounds, Domain
from duality.verify.evaluation import Gradient, Number, Values, is_exact, row_gradient, row_value
from duality.verify.nonnegative_least_squares import nonnegative_least_squares

ACTIVE = 1e-6
"""Relative distance up to which a bound counts as active at a floating-point point."""


def is_zero(amount: Number, size: float = 1.0) -> bool:
    """Exactly 0, or small against ``size`` in floating point."""
    return amount == 0 if is_exact(amount) else abs(float(amount)) <= ACTIVE * max(1.0, size)


def active_sides(bounds: Bounds, coordinate: Number) -> tuple[bool, bool]:
    """Whether the lower and the upper bound hold with equality."""
    size = abs(float(coordinate))
    lower = bounds.lower is not None and is_zero(_difference(coordinate, bounds.lower), size)
    upper = bounds.upper is not None and is_zero(_difference(coordinate, bounds.upper), size)
    return lower, upper


def active_rows(domain: Domain, point: Values, variables: Sequence[str]) -> list[tuple[Gradient, bool]]:
    """The gradients of the active conditions of X (row >= 0 or = 0), and whether each is an equation."""
    found: list[tuple[Gradient, bool]] = []
    for condition in domain.conditions:
        if condition.nonzero or condition.strict:
            continue
        if not condition.equality and not is_zero(row_value(condition.row, condition.expression, point)):
            continue
        gradient = row_gradient(condition.row, condition.expression, point, variables)
        if gradient is not None:
            found.append((gradient, condition.equality))
    return found


def remainder(slopes: Gradient, domain: Domain, point: Values, variables: Sequence[str]) -> float:
    """The largest entry of grad L + n, n the best element of the normal cone; 0 where it cancels exactly."""
    rows = active_rows(domain, point, variables)
    left = {name: slope for name, slope in slopes.items() if not _absorbed(slope, domain.bound(name), point[name])}
    if not left or not rows:
        return max((abs(float(slope)) for slope in left.values()), default=0.0)
    return _projected(slopes, domain, point, variables, rows)


def _absorbed(slope: Number, bounds: Bounds, coordinate: Number) -> bool:
    """A slope that points out of X at an active bound: >= 0 at a lower one, <= 0 at an upper one."""
    lower, upper = active_sides(bounds, coordinate)
    return (lower and slope >= 0) or (upper and slope <= 0)


def _projected(
    slopes: Gradient, domain: Domain, point: Values, variables: Sequence[str], rows: list[tuple[Gradient, bool]]
) -> float:
    import numpy as np

    index = {name: k for k, name in enumerate(variables)}
    columns: list[np.ndarray] = []

    def add(gradient: Gradient, sign: float) -> None:
        column = np.zeros(len(variables))
        for name, slope in gradient.items():
            column[index[name]] = sign * float(slope)
        columns.append(column)

    for gradient, equality in rows:
        add(gradient, 1.0)
        if equality:
            add(gradient, -1.0)
    for name in variables:
        lower, upper = active_sides(domain.bound(name), point[name])
        if lower:
            add({name: Fraction(1)}, 1.0)
        if upper:
            add({name: Fraction(1)}, -1.0)
    target = np.zeros(len(variables))
    for name, slope in slopes.items():
        target[index[name]] = float(slope)
    _, left = nonnegative_least_squares(np.array(columns).T, target)
    return float(np.abs(left).max())


def _difference(a: Number, b: Number) -> Number:
    return float(a) - float(b) if isinstance(a, float) or isinstance(b, float) else a - b
