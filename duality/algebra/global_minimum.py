"""min over t in [lower, upper] of a function of one variable: a global minimum and a point that attains it.

Kinks of polynomials split the interval into smooth pieces first. A polynomial is settled at its real critical points.
Any other smooth function is settled by bisection with interval
arithmetic: a piece where the derivative has one sign has its minimum at an end, a piece where the second derivative is
positive has one critical point at most; unbounded ends and poles are cut where the derivative points away from them.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from duality import algebra
from duality.algebra.atoms import scalar_expression, substitute
from duality.algebra.differentiate import derivative, is_smooth
from duality.algebra.evaluate import constant, value
from duality.algebra.interval import Interval
from duality.algebra.polynomial_of import polynomial_coefficients
from duality.algebra.scalars import flint_of, from_flint
from duality.algebra.slopes import Slopes, is_signed
from duality.algebra.smooth_pieces import smooth_pieces
from duality.model.expression import Expression
from duality.model.scalar import Irrational, Scalar
from duality.records import record

MOST_PIECES = 4000
PRECISION = 1e-9
"""Relative precision of the bisection where neither derivative settles a piece (kinks, flat minima)."""

MOST_SLOPES = 24
"""Ranges of f' that are sharpened: each takes as long as a hundred pieces."""


@record
class Minimum:
    """The minimal value and a point; value -inf where there is none, nan where it could not be decided."""

    value: float
    point: float


UNDECIDED = Minimum(math.nan, math.nan)


def global_minimum(
    body: Expression,
    variable: str,
    lower: Expression | None,
    upper: Expression | None,
    point: Mapping[str, Scalar | float],
) -> Minimum:
    """The global minimum of ``body`` over the interval, the other variables at ``point``."""
    fixed = substitute(
        body, {name: scalar_expression(v if isinstance(v, Irrational) else Fraction(v)) for name, v in point.items()}
    )
    low = None if lower is None else float(constant(lower))
    high = None if upper is None else float(constant(upper))
    pieces = smooth_pieces(fixed, variable, low, high)
    if pieces is None:
        return _smooth_minimum(fixed, variable, low, high)
    minima = [_smooth_minimum(piece.body, variable, piece.low, piece.high) for piece in pieces]
    if len(minima) == 1 or any(math.isnan(found.value) for found in minima):
        return minima[0] if len(minima) == 1 else UNDECIDED
    best = min(minima, key=lambda found: found.value)
    if best.value == -math.inf:
        return best
    # The ends of pieces are rounded: the function as it stands tells its value there.
    exactly = value(fixed, {variable: best.point})
    return best if math.isnan(exactly) else Minimum(exactly, best.point)


def _smooth_minimum(body: Expression, variable: str, low: float | None, high: float | None) -> Minimum:
    """The minimum over the interval of a function without kinks (with them: as far as intervals settle it)."""
    coefficients = polynomial_coefficients(body, variable)
    if coefficients is not None:
        return polynomial_minimum(coefficients, low, high)
    return _bisected(body, variable, low, high)


@lru_cache(maxsize=64)
def _bisected(fixed: Expression, variable: str, low: float | None, high: float | None) -> Minimum:
    """The value and the minimizer are asked one after the other."""
    return _Bisection(fixed, variable).minimum(low, high)


def polynomial_minimum(coefficients: list[Fraction], low: float | None, high: float | None) -> Minimum:
    """min of sum a_k t^k over [low, high], by the real roots of the derivative; coefficients from a_0 upwards."""
    a = [float(c) for c in coefficients]
    while len(a) > 1 and a[-1] == 0:
        a.pop()
    degree = len(a) - 1
    if degree > 0 and ((high is None and a[-1] < 0) or (low is None and a[-1] * (-1) ** degree < 0)):
        return Minimum(-math.inf, math.nan)
    import numpy as np

    derivative_ = [k * a[k] for k in range(1, degree + 1)]
    candidates = [end for end in (low, high) if end is not None] or [0.0]
    for root in np.roots(derivative_[::-1]) if degree > 1 else ():
        # A nearly real root is taken as real: evaluating one point more can only be too high, never too low.
        t = float(root.real)
        if abs(root.imag) <= 1e-6 * max(1.0, abs(t)):
            candidates.append(_clip(_polished(derivative_, t), low, high))
    best = min(candidates, key=lambda t: _horner(a, t))
    return Minimum(_horner(a, best), best)


def _horner(a: list[float], t: float) -> float:
    result = 0.0
    for coefficient in reversed(a):
        result = result * t + coefficient
    return result


def _polished(first: list[float], t: float) -> float:
    """Newton's method on the derivative."""
    second = [k * first[k] for k in range(1, len(first))]
    for _ in range(3):
        slope = _horner(second, t)
        if slope == 0:
            break
        t -= _horner(first, t) / slope
    return t


def _clip(t: float, low: float | None, high: float | None) -> float:
    if low is not None:
        t = max(t, low)
    return t if high is None else min(t, high)


class _Bisection:
    """Branch and bound for one function of one variable."""

    def __init__(self, body: Expression, variable: str) -> None:
        self.body, self.variable = body, variable
        # Across a kink the sign of a derivative says nothing about the function.
        smooth = is_smooth(body)
        self.first: Expression | None = derivative(body, variable) if smooth else None
        twice = self.first is not None and is_smooth(self.first)
        self.second: Expression | None = derivative(self.first, variable) if self.first is not None and twice else None
        self.best = Minimum(math.inf, math.nan)
        self.slopes = Slopes(variable, [body]) if smooth else None
        self.asked = 0

    def minimum(self, low: float | None, high: float | None) -> Minimum:
        ends = self._bounded(low, high)
        return self.best if ends is not None and self._search(*ends) else UNDECIDED

    def _search(self, a: float, b: float) -> bool:
        """Brings ``best`` down to the minimum over [a, b]; False where the pieces do not suffice."""
        for k in range(65):
            self._offer(a + (b - a) * k / 64)
        heap: list[tuple[float, float, float]] = []
        self._push(heap, a, b)
        for _ in range(MOST_PIECES):
            if not heap:
                return True
            bound, a, b = heapq.heappop(heap)
            if bound >= self._good_enough:
                return True
            middle = (a + b) / 2
            if middle in (a, b):
                continue
            self._offer(middle)
            self._push(heap, a, middle)
            self._push(heap, middle, b)
        return False

    @property
    def _good_enough(self) -> float:
        """Lower bounds above this settle a piece."""
        return self.best.value - PRECISION * max(1.0, abs(self.best.value))

    def _offer(self, t: float) -> None:
        found = value(self.body, {self.variable: t})
        if found < self.best.value:
            self.best = Minimum(found, t)

    def _push(self, heap: list[tuple[float, float, float]], a: float, b: float) -> None:
        """Keeps a piece unless a derivative settles it."""
        bounds = [self._range(self.body, a, b)[0]]
        if self.first is not None:
            low, high = self._range(self.first, a, b)
            if low >= 0 or high <= 0:
                self._offer(a if low >= 0 else b)
                return
            bounds.append(self._by_taylor(a, b, low, high))
            if not all(math.isfinite(value(self.body, {self.variable: end})) for end in (a, b)):
                # Next to a pole f' is unbounded, too: what follows from its fraction is looked at.
                slope = self._slope(a, b)
                if slope is not None and is_signed(slope):
                    self._offer(a if slope.is_nonnegative else b)
                    return
            bend = -math.inf if self.second is None else self._range(self.second, a, b)[0]
            if bend > 0:
                self._offer(self._critical(a, b))
                return
            bounds.append(self._by_taylor(a, b, *self._range(self.first, (a + b) / 2, (a + b) / 2), bend))
        heapq.heappush(heap, (max(bounds), a, b))

    def _by_taylor(self, a: float, b: float, low: float, high: float, bend: float = 0.0) -> float:
        """f(m) - max|f'| h with h = (b - a)/2, m the middle; with f' at m alone, f'' >= bend takes part, too."""
        middle, h = (a + b) / 2, (b - a) / 2 * (1 + 1e-15)
        at = self._range(self.body, middle, middle)[0]
        reach = max(high, -low)
        return at - (reach * h - bend * h * h / 2) * (1 + 1e-15) if math.isfinite(reach + bend) else -math.inf

    def _critical(self, a: float, b: float) -> float:
        """The minimizer of a strictly convex piece, by bisection on the derivative."""
        assert self.first is not None
        for _ in range(200):
            middle = (a + b) / 2
            if middle in (a, b):
                break
            if value(self.first, {self.variable: middle}) > 0:
                b = middle
            else:
                a = middle
        return (a + b) / 2

    def _range(self, node: Expression, a: float | None, b: float | None) -> tuple[float, float]:
        """Bounds of the node over [a, b]; the whole line where it is not defined all over."""
        ends = (None if a is None else Fraction(a), None if b is None else Fraction(b))
        found = algebra.intervals.enclosure(node, {self.variable: ends})
        if node is not self.body and found.defined != "everywhere":
            return -math.inf, math.inf
        low, high = found.range.lower, found.range.upper
        below = -math.inf if low is None else _down(from_flint(low))
        return below, math.inf if high is None else -_down(-from_flint(high))

    def _bounded(self, low: float | None, high: float | None) -> tuple[float, float] | None:
        """Finite ends beyond which the function rises or stays above a value met; ``None`` where none were found."""
        for k in range(60):
            if low is not None and high is not None:
                return low, high
            radius = 10.0 * 2.0**k
            right, left = (low or 0.0) + radius, (high or 0.0) - radius
            for t in (right, left, (right + left) / 2):
                if (low is None or t >= low) and (high is None or t <= high):
                    self._offer(t)
            if high is None and self._may_be_cut(right, None):
                high = right
            if low is None and self._may_be_cut(None, left):
                low = left
            if k == 0 and (low is None or high is None):
                # A periodic function does not fall below its least value here.
                self._search(left if low is None else low, right if high is None else high)
        return None

    def _may_be_cut(self, a: float | None, b: float | None) -> bool:
        """On the half-line the function rises away from its end, or nowhere falls below the best value met."""
        if self.first is not None:
            low, high = self._range(self.first, a, b)
            if (b is None and low > 0) or (a is None and high < 0):
                return True
            slope = self._slope(a, b)
            if slope is not None and (slope.is_positive if b is None else (-slope).is_positive):
                return True
        if self.best.value == math.inf:
            return False
        return self._range(self.body, a, b)[0] >= self._good_enough or self._least(a, b) >= self._good_enough

    def _slope(self, a: float | None, b: float | None) -> Interval | None:
        """The range of f' inside, sharpened by further derivatives, limits and its fraction; asked a few times only."""
        self.asked += 1
        if self.slopes is None or self.asked > MOST_SLOPES:
            return None
        return self.slopes.slope(_interval(a, b))

    def _least(self, a: float | None, b: float | None) -> float:
        """A lower bound of f where it is monotone: its value or its limit at one end."""
        slope = self._slope(a, b)
        if slope is None or self.slopes is None or not is_signed(slope):
            return -math.inf
        found = self.slopes.end(_interval(a, b), -1 if slope.is_nonnegative else 1)
        return -math.inf if found.lower is None else _down(from_flint(found.lower))


def _interval(a: float | None, b: float | None) -> Interval:
    low, high = (None if end is None else flint_of(Fraction(end)) for end in (a, b))
    return Interval(low, high)


def _down(bound: Fraction) -> float:
    """The bound as a float, a little lower where it is not one; -inf where it is too large."""
    try:
        return math.nextafter(float(bound), -math.inf)
    except OverflowError:
        return -math.inf if bound < 0 else 1.7e308
