"""min (f - K)/s subject to c_i/r_i <= 0, h_j/r_j = 0: the same problem in plain numbers.

K is the constant of f, s and r the powers of ten next to the largest coefficients. An optimum of 10^-9, or one beside a
constant of 10^7, is then found and told as sharply as any other:

    p* = s p' + K,   d* = s d' + K,   alpha_i = (s/r_i) alpha_i'.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import inf, isfinite, nextafter

from duality.algebra.atoms import row_expression, scalar_expression
from duality.algebra.evaluate import constant
from duality.algebra.row_sums import combined
from duality.derivation import standardize
from duality.evidence.reductions.parts import keeps_domain
from duality.model.expression import ZERO, Comparison, Expression
from duality.model.form import Row, StandardConstraint, StandardForm
from duality.model.problem import ConstraintRow, Problem, Sense
from duality.model.report import KKTPoints
from duality.model.scalar import Irrational, Scalar
from duality.model.solution import Farkas, Label, Point, Ray, Rigor, Solution, WeightedPoint
from duality.records import record, replace
from duality.solving.quadratic.rationals import nearest_float

SMALLEST, LARGEST = Fraction(1, 10**3), Fraction(10**5)
"""Largest coefficients between these are plain."""

SMALLEST_ROW, LARGEST_ROW = Fraction(1, 10**5), Fraction(10**6)
FAR = 10**4
"""A constant of f this many times larger than its other coefficients is taken off."""


@record(slots=False)
class Scaling:
    """f = ``scale`` f' + ``offset``, c_i = ``rows``[i] c_i'; ``form`` is the scaled one."""

    form: StandardForm
    scale: Fraction
    offset: Fraction
    rows: dict[str, Fraction]

    def restored(self, solution: Solution, *, dual: bool = False) -> Solution:
        """A claim about the scaled problem as one about the problem itself."""
        exact = None if solution.exact is None else scalar_expression(self._value(constant(solution.exact)))
        rounds = solution.label is Label.ENCLOSED or solution.rigor is Rigor.ENCLOSED
        value = None if solution.value is None else self._float(solution.value)
        if exact is not None:
            value = float(constant(exact))
        lower = self._float(solution.lower, -inf if rounds else 0)
        upper = self._float(solution.upper, inf if rounds else 0)
        if (solution.label is Label.EXACT or solution.rigor is Rigor.PROVED) and value is not None:
            lower = upper = value
        return replace(
            solution,
            value=value,
            lower=lower,
            upper=upper,
            exact=exact,
            root_of=self._root(solution.root_of),
            point=self.multipliers(solution.point) if dual else solution.point,
            multipliers=self.multipliers(solution.multipliers),
            certificate=self._certificate(solution.certificate),
            combination=tuple(map(self._weighted, solution.combination)),
        )

    def _weighted(self, entry: WeightedPoint) -> WeightedPoint:
        amounts = tuple((name, self._times(v, self.rows.get(name, Fraction(1)))) for name, v in entry.constraints)
        return replace(entry, objective=self._number(entry.objective), constraints=amounts)

    @property
    def words(self) -> str:
        """In which units the evidence is stated."""
        told = []
        if self.offset:
            told.append(f"{self.offset} is taken off f")
        if self.scale != 1:
            told.append(f"f is divided by {self.scale}")
        rows = [name for name, r in self.rows.items() if r != 1]
        if rows:
            told.append(f"{', '.join(rows)} divided by a power of ten")
        return f"the evidence is stated in plain numbers: {'; '.join(told)}"

    def multipliers(self, point: Point | None) -> Point | None:
        """(s/r_i) alpha_i."""
        if point is None:
            return None
        return tuple((name, self._times(value, self.scale / self.rows.get(name, Fraction(1)))) for name, value in point)

    def listed(self, found: KKTPoints | None) -> KKTPoints | None:
        """KKT points with values and multipliers of the problem itself."""
        if found is None:
            return None
        points = tuple(
            replace(
                point,
                value=self._float(point.value),
                exact=None if point.exact is None else scalar_expression(self._value(constant(point.exact))),
                multipliers=self.multipliers(point.multipliers) or (),
                reduced_costs=tuple((name, self._times(v, self.scale)) for name, v in point.reduced_costs),
                root_of=self._root(point.root_of),
            )
            for point in found.points
        )
        minimum = None if found.minimum is None else self.restored(found.minimum)
        return replace(found, points=points, minimum=minimum)

    def gap(self, gap: float | None, exact: Scalar | None) -> tuple[float | None, Scalar | None]:
        """s times the gap."""
        return None if gap is None else gap * float(self.scale), None if exact is None else self.scale * exact

    def _value(self, value: Scalar) -> Scalar:
        return self.scale * value + self.offset

    def _number(self, value: Scalar | float) -> Scalar | float:
        return self._value(value) if isinstance(value, (Fraction, Irrational)) else self._float(float(value))

    def _float(self, value: float, toward: float = 0) -> float:
        if not isfinite(value):
            return value
        exact = self.scale * Fraction(value) + self.offset
        near = nearest_float(exact)
        if not isfinite(near):
            # Beyond all floats: the largest one where the bound must not pass the number.
            return nextafter(near, 0.0) if toward * near < 0 else near
        if toward and ((Fraction(near) > exact) if toward < 0 else (Fraction(near) < exact)):
            return nextafter(near, toward)
        return near

    def _times(self, value: Scalar | float, factor: Fraction) -> Scalar | float:
        return value * float(factor) if isinstance(value, float) else factor * value

    def _root(self, coefficients: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
        """The polynomial whose root is s t + K: p((t - K)/s)."""
        total: list[Fraction] = []
        for c in reversed(coefficients):
            shifted = [Fraction(0), *total] if total else [Fraction(0)]
            for k, entry in enumerate(total):
                shifted[k] -= self.offset * entry
            total = [entry / self.scale for entry in shifted]
            total[0] += c
        return tuple(total)

    def _certificate(self, found: Farkas | Ray | None) -> Farkas | Ray | None:
        if not isinstance(found, Farkas):
            return found
        return replace(found, multipliers=self.multipliers(found.multipliers) or ())


def scaling(form: StandardForm) -> Scaling | None:
    """How the problem is scaled; ``None`` where its numbers are plain."""
    offset = form.objective.constant if isinstance(form.objective.constant, Fraction) else Fraction(0)
    scale = _largest(form.objective)
    if scale is None or len(form.variables) > MOST_VARIABLES:
        return None
    rows = {c.name: _row_scale(_largest(c.row, c.row.constant)) for c in form.constraints}
    is_far = abs(offset) > FAR * scale
    if not is_far and SMALLEST <= scale <= LARGEST and all(r == 1 for r in rows.values()):
        return None
    factor = _power_of_ten(scale) if not SMALLEST <= scale <= LARGEST else Fraction(1)
    taken = offset if is_far or factor != 1 else Fraction(0)
    objective = form.objective_expression
    if factor != 1 or taken != 0:
        objective = row_expression(combined([(1 / factor, form.objective), (1 / factor, Row(constant=-taken))]))
    constraints = tuple(
        ConstraintRow(
            Comparison(("=",) if c.constraint.kind == "equality" else ("<=",), (_scaled(c, rows[c.name]), ZERO)),
            label=c.name,
        )
        for c in form.constraints
    )
    names = form.problem.variables
    problem = Problem(objective, Sense.MIN, names, constraints, form.problem.domain)
    scaled = standardize(problem)
    if [c.name for c in scaled.constraints] != [c.name for c in form.constraints]:
        return None
    if not keeps_domain(scaled.domain, form.domain, set(names)):
        return None
    return Scaling(scaled, factor, taken, rows)


MOST_VARIABLES = 60
"""Larger problems are left to the solvers' own scaling."""


def _scaled(constraint: StandardConstraint, scale: Fraction) -> Expression:
    return constraint.expression if scale == 1 else row_expression(combined([(1 / scale, constraint.row)]))


def _largest(row: Row, *more: Scalar) -> Fraction | None:
    """The largest coefficient, ``None`` for a constant row."""
    coefficients: Iterable[Scalar] = [
        *(c for _, c in row.linear),
        *(c for _, c in row.quadratic),
        *(c for c, _ in row.atoms),
        *(c for c, _ in row.remainder),
    ]
    sizes = [abs(Fraction(float(c))) if not isinstance(c, Fraction) else abs(c) for c in coefficients]
    return max(sizes, default=None)


def _row_scale(size: Fraction | None) -> Fraction:
    return Fraction(1) if size is None or SMALLEST_ROW <= size <= LARGEST_ROW else _power_of_ten(size)


def _power_of_ten(size: Fraction) -> Fraction:
    """10^k <= size < 10^(k+1)."""
    power = Fraction(1)
    while power > size:
        power /= 10
    while power * 10 <= size:
        power *= 10
    return power
