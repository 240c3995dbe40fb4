"""min over t in [lower, upper] of a function of one variable: a global minimum, by critical points or by bisection.

A polynomial is settled at its real critical points. Any other function is enclosed by interval arithmetic on ever
smaller intervals (branch and bound), after the unbounded ends were cut where the function is above a known value.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping
from fractions import Fraction

from duality.algebra.atoms import scalar_expression, substitute
from duality.algebra.evaluate import constant, value
from duality.algebra.rational_polynomial import polynomial_coefficients
from duality.model.expression import Expression
from duality.model.scalar import Irrational, Scalar

MOST_INTERVALS = 20000
PRECISION = 1e-12


def global_minimum(
    body: Expression,
    variable: str,
    lower: Expression | None,
    upper: Expression | None,
    point: Mapping[str, Scalar | float],
) -> float:
    """The global minimum of ``body`` over the interval, the other variables at ``point``.

    -inf where the function falls without bound at an infinite end; ``nan`` where that could not be decided.
    """
    fixed = substitute(
        body, {name: scalar_expression(v if isinstance(v, Irrational) else Fraction(v)) for name, v in point.items()}
    )
    low = None if lower is None else float(constant(lower))
    high = None if upper is None else float(constant(upper))
    coefficients = polynomial_coefficients(fixed, variable)
    if coefficients is not None:
        return polynomial_minimum(coefficients, low, high)
    return _branch_and_bound(fixed, variable, low, high)


def polynomial_minimum(coefficients: list[Fraction], low: float | None, high: float | None) -> float:
    """min of sum a_k t^k over [low, high], by the real roots of the derivative; coefficients from a_0 upwards."""
    a = [float(c) for c in coefficients]
    while len(a) > 1 and a[-1] == 0:
        a.pop()
    degree = len(a) - 1
    if degree == 0:
        return a[0]
    if high is None and a[-1] < 0:
        return -math.inf
    if low is None and a[-1] * (-1) ** degree < 0:
        return -math.inf
    import numpy as np

    derivative = [k * a[k] for k in range(1, degree + 1)]
    candidates = [end for end in (low, high) if end is not None]
    for root in np.roots(derivative[::-1]):
        # A nearly real root is taken as real: evaluating one point more can only be too high, never too low.
        t = float(root.real)
        if abs(root.imag) <= 1e-6 * max(1.0, abs(t)) and (low is None or t >= low) and (high is None or t <= high):
            candidates.append(_polish(derivative, t, low, high))
    return min(_horner(a, t) for t in candidates)


def _horner(a: list[float], t: float) -> float:
    result = 0.0
    for coefficient in reversed(a):
        result = result * t + coefficient
    return result


def _polish(derivative: list[float], t: float, low: float | None, high: float | None) -> float:
    second = [k * derivative[k] for k in range(1, len(derivative))] or [0.0]
    for _ in range(3):
        slope = _horner(second, t)
        if slope == 0:
            break
        t -= _horner(derivative, t) / slope
    if low is not None:
        t = max(t, low)
    return t if high is None else min(t, high)


def _branch_and_bound(body: Expression, variable: str, low: float | None, high: float | None) -> float:
    """Interval branch and bound; unbounded ends are first cut at a radius beyond which the enclosure is higher."""
    best = math.inf

    def sample(a: float, b: float, count: int) -> None:
        nonlocal best
        for k in range(count + 1):
            v = value(body, {variable: a + (b - a) * k / count})
            if v < best:
                best = v

    center = 0.0 if low is None and high is None else (low if low is not None else high) or 0.0
    sample(
        center if low is not None else center - 10.0, center if high is not None and low is None else center + 10.0, 200
    )
    a, b = low, high
    for k in range(60):
        if a is not None and b is not None:
            break
        radius = 10.0 * 2.0**k
        if a is None and _above(body, variable, None, center - radius, best):
            a = center - radius
        if b is None and _above(body, variable, center + radius, None, best):
            b = center + radius
        if best == -math.inf:
            return best
    if a is None or b is None:
        return math.nan
    sample(a, b, 400)
    return _bisect(body, variable, a, b, best)


def _above(body: Expression, variable: str, a: float | None, b: float | None, best: float) -> bool:
    from duality.algebra.intervals import enclose

    lower, _ = enclose(body, {variable: (None if a is None else Fraction(a), None if b is None else Fraction(b))})
    return lower is not None and float(lower) > best


def _bisect(body: Expression, variable: str, a: float, b: float, best: float) -> float:
    heap = [(_lower(body, variable, a, b), a, b)]
    for _ in range(MOST_INTERVALS):
        bound, a, b = heapq.heappop(heap)
        if bound >= best - PRECISION * max(1.0, abs(best)):
            return best
        middle = (a + b) / 2
        best = min(best, value(body, {variable: middle}))
        if middle in (a, b):
            return best
        for left, right in ((a, middle), (middle, b)):
            heapq.heappush(heap, (_lower(body, variable, left, right), left, right))
    return best


def _lower(body: Expression, variable: str, a: float, b: float) -> float:
    from duality.algebra.intervals import enclose

    lower, _ = enclose(body, {variable: (Fraction(a), Fraction(b))})
    return -math.inf if lower is None else float(lower)
