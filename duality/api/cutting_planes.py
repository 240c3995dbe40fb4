"""d* where theta_D has values but the dual has no explicit form: Kelley's cutting planes.

theta_D is concave, so every tangent lies above it. The tangents gathered so far bound it by a linear program, whose
optimum gives both an upper bound of d* and the next multipliers to look at; theta_D there is a lower bound.
Source: J. E. Kelley, "The cutting-plane method for solving convex programs", J. SIAM 8 (1960).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

from duality.api.effort import Effort
from duality.api.supergradients import HalfSpace, Tangent, tangent
from duality.derivation.standardize import restore, standardize
from duality.model.budget import Budget
from duality.model.derivation import Derivation, DualFunction
from duality.model.expression import Comparison, Expression, Variable, number
from duality.model.problem import ConstraintRow, Problem, Sense
from duality.model.solution import Rigor, Solution, Status
from duality.records import field, record
from duality.solving import solve

RADII = (10.0, 1e3, 1e5)
"""Boxes for the multipliers; a larger one is taken while the optimum lies on the border."""

MOST_CUTS = 80
MOST_MULTIPLIERS = 8
"""Beyond this the tangents that are needed grow too many."""

CLOSE = 1e-9
BORDER = 1e-7
"""Distance that is kept from the border of the effective domain."""

DIGITS = 10**12
"""Cuts are rounded to this denominator, so that the exact linear program stays short."""

BACKEND = "cutting planes"


def maximize(derivation: Derivation, effort: Effort) -> Solution | None:
    """d* between theta_D at the best multipliers and the tangents' bound; ``None`` where the two do not meet."""
    theta = derivation.dual_function
    if not theta.is_closed or theta.never_finite or not 0 < len(theta.multipliers) <= MOST_MULTIPLIERS:
        return None
    search = _Search(theta, effort.searches)
    for radius in RADII:
        if not search.run(radius, max(CLOSE, effort.tolerance * 0.1)):
            return None
        if not search.on_border(radius):
            return _solution(search)
    return None


@record(frozen=False, slots=False)
class _Search:
    theta: DualFunction
    budget: Budget
    cuts: list[tuple[float, Tangent, dict[str, float]]] = field(default_factory=list)
    half_spaces: list[HalfSpace] = field(default_factory=list)
    best: tuple[float, dict[str, float]] = (-math.inf, {})
    upper: float = math.inf

    def run(self, radius: float, close: float) -> bool:
        """Cuts until the bounds meet within the box; False where they do not."""
        point = {m.name: 0.0 for m in self.theta.multipliers} if not self.best[1] else dict(self.best[1])
        self.upper = math.inf
        for _ in range(MOST_CUTS):
            if self.budget.is_over or not self._look(point):
                return False
            master = self._master(radius)
            if master is None:
                return False
            self.upper, point = master
            lower = self.best[0]
            if math.isfinite(lower) and self.upper - lower <= close * max(1.0, abs(lower)):
                return True
        return False

    def on_border(self, radius: float) -> bool:
        return any(abs(value) >= 0.999 * radius for value in self.best[1].values())

    def _look(self, point: dict[str, float]) -> bool:
        found = tangent(self.theta, point)
        if isinstance(found, HalfSpace):
            if not found.gradient:
                return False
            # Points on the border itself (of a strict condition, or within rounding) are cut off, too.
            margin = BORDER * max(1.0, *map(abs, found.gradient.values()))
            if found.constant + _dot(found.gradient, point) >= margin:
                return False
            self.half_spaces.append(HalfSpace(found.constant - margin, found.gradient))
            return True
        self.cuts.append((found.value - _dot(found.gradient, point), found, point))
        if found.value > self.best[0]:
            self.best = (found.value, dict(point))
        return True

    def _master(self, radius: float) -> tuple[float, dict[str, float]] | None:
        """max t under all tangents and half-spaces, within the box."""
        if not self.cuts:
            bound = number(Fraction(10**9))
            rows = [Comparison(("<=",), (Variable("t"), bound))]
        else:
            rows = [
                Comparison(("<=",), (Variable("t"), _affine(constant, cut.gradient))) for constant, cut, _ in self.cuts
            ]
        rows += [Comparison((">=",), (_affine(h.constant, h.gradient), number(0))) for h in self.half_spaces]
        names = tuple(m.name for m in self.theta.multipliers)
        problem = Problem(
            Variable("t"),
            Sense.MAX,
            (*names, "t"),
            tuple(ConstraintRow(row) for row in rows),
            domain=tuple(self._box(radius)),
        )
        form = standardize(problem)
        found = restore(solve(form, budget=self.budget, convex="proved"), form)
        if found.status is not Status.OPTIMAL or found.point is None or found.value is None:
            return None
        return found.value, {name: float(value) for name, value in found.point if name != "t"}

    def _box(self, radius: float) -> Iterator[Comparison]:
        for m in self.theta.multipliers:
            yield Comparison(("<=",), (Variable(m.name), _number(radius)))
            low = 0.0 if m.kind == "inequality" else -radius
            yield Comparison((">=",), (Variable(m.name), _number(low)))


def _solution(search: _Search) -> Solution:
    value, point = search.best
    names = {m.name: m.constraint for m in search.theta.multipliers}
    return Solution(
        Status.OPTIMAL,
        value,
        Rigor.BOUNDED,
        lower=value,
        upper=max(value, search.upper),
        attained=True,
        point=tuple((names[name], entry) for name, entry in point.items()),
        backend=BACKEND,
    )


def _affine(constant: float, gradient: dict[str, float]) -> Expression:
    total = _number(constant)
    for name, slope in gradient.items():
        if slope != 0:
            total = total + _number(slope) * Variable(name)
    return total


def _number(value: float) -> Expression:
    return number(Fraction(value).limit_denominator(DIGITS))


def _dot(gradient: dict[str, float], point: dict[str, float]) -> float:
    return sum(slope * point[name] for name, slope in gradient.items())
