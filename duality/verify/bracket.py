"""A rigorous bracket theta_D(alpha, beta) <= d* <= p* <= f(x), from multipliers and a feasible point that are exact.

The claimed multipliers are rounded to fractions at which theta_D is enclosed; the claimed optimum is rounded,
put onto the affine equations, and moved a little toward a Slater point until every constraint holds exactly.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from duality.algebra.membership import contains, point_box
from duality.algebra.nearby_rationals import nearby_points
from duality.model.derivation import DualFunction
from duality.model.form import StandardConstraint, StandardForm
from duality.model.scalar import Scalar
from duality.model.solution import Label, Point, Solution, Status
from duality.verify.dual_bounds import dual_bounds
from duality.verify.evaluation import Values, as_values, floats, is_exact, rational_only, row_value
from duality.verify.slater.candidates import on_equations
from duality.verify.slater.witness import constraint_sign

SIZE_LIMIT = 60
NARROW = 1e-6
"""Relative width from which on a bracket counts as an enclosure of the value."""

SHIFTS = tuple(Fraction(1, 2**k) for k in (40, 34, 30, 26, 22, 18))

ExactPoint = dict[str, Scalar]


@dataclass(frozen=True, slots=True)
class Bracket:
    """Both claims after bracketing; ``defect`` if theta_D was found above f at a feasible point."""

    primal: Solution
    dual: Solution
    defect: str | None = None


def bracket(
    form: StandardForm, primal: Solution, dual: Solution, theta: DualFunction | None, slater_point: Point | None
) -> Bracket:
    """Both claims with the label "enclosed" where the bracket is narrow; unchanged where it is not."""
    unchanged = Bracket(primal, dual)
    numerical = [side for side in (primal, dual) if side.label is Label.NUMERICAL and side.status is Status.OPTIMAL]
    if not numerical or theta is None or len(form.variables) + len(form.constraints) > SIZE_LIMIT:
        return unchanged
    multipliers = dual.point or primal.multipliers
    if primal.point is None or multipliers is None:
        return unchanged
    lower = _greatest_bound(form, as_values(multipliers), theta)
    if lower == -math.inf:
        return unchanged
    upper = least_feasible_value(form, as_values(primal.point), slater_point)
    # An infinite end would pass every relative comparison.
    if not math.isfinite(upper) or upper - lower > NARROW * max(1.0, abs(lower), abs(upper)):
        return unchanged
    if lower > upper:
        return Bracket(primal, dual, f"theta_D >= {lower!r} exceeds f <= {upper!r} at a feasible point")
    return Bracket(_enclosed(primal, lower, upper), _enclosed(dual, lower, upper))


def _enclosed(claim: Solution, lower: float, upper: float) -> Solution:
    if claim.label is not Label.NUMERICAL or claim.status is not Status.OPTIMAL or claim.value is None:
        return claim
    return replace(
        claim, label=Label.ENCLOSED, lower=lower, upper=upper, value=min(max(claim.value, lower), upper), exact=None
    )


def _greatest_bound(form: StandardForm, multipliers: Values, theta: DualFunction) -> float:
    """The best lower bound of theta_D at rounded multipliers, rounded down; -inf if none is exact and finite."""
    best = -math.inf
    inequalities = {c.name for c in form.inequalities}
    for near in nearby_points(floats(multipliers)):
        rational = {n: v for n, v in near.items() if isinstance(v, Fraction)}
        found = dual_bounds(theta, {n: max(v, Fraction(0)) if n in inequalities else v for n, v in rational.items()})
        if found is not None:
            best = max(best, _rounded_down(found[0]))
    return best


def least_feasible_value(form: StandardForm, point: Values, slater_point: Point | None) -> float:
    """An upper bound of f at the best exactly feasible point near x*, rounded up; +inf if none was found."""
    best = math.inf
    for trial in _near(form, point, slater_point):
        if contains(form.domain, trial) and all(_holds(c, trial) for c in form.constraints):
            best = min(best, _upper_value(form, trial))
            if all(map(is_exact, point.values())):
                break
    return best


def _near(form: StandardForm, point: Values, slater_point: Point | None) -> Iterator[ExactPoint]:
    if all(map(is_exact, point.values())):
        yield rational_only(point)
        return
    rounded: list[ExactPoint] = []
    for near in nearby_points(floats(point)):
        fitted = on_equations(form, near)
        if fitted is not None:
            rounded.append(fitted)
            yield fitted
    if slater_point is None or not rounded:
        return
    inner = rational_only(as_values(slater_point))
    for t in SHIFTS:
        yield {name: (1 - t) * entry + t * inner[name] for name, entry in rounded[-1].items()}


def _holds(constraint: StandardConstraint, point: Mapping[str, Scalar]) -> bool:
    found = constraint_sign(constraint, point)
    if constraint.constraint.kind == "equality":
        return found == 0
    return found is not None and found <= 0


def _upper_value(form: StandardForm, point: Mapping[str, Scalar]) -> float:
    """f(x), rounded up."""
    if form.objective.is_quadratic:
        found = row_value(form.objective, form.objective_expression, point)
        return _rounded_up(found) if is_exact(found) else math.inf
    box = point_box(form.objective_expression, point)
    if box is None:
        return math.inf
    from duality.algebra.intervals import enclose

    upper = enclose(form.objective_expression, box)[1]
    return math.inf if upper is None else _rounded_up(upper)


def _rounded_down(value: Scalar) -> float:
    near = float(value)
    if isinstance(value, Fraction):
        return near if Fraction(near) <= value else math.nextafter(near, -math.inf)
    return near - 4e-16 * max(abs(near), 1e-300)


def _rounded_up(value: Scalar) -> float:
    return -_rounded_down(-value)
