"""A feasible x in a box, by one interval Newton step (Krawczyk) on the equations and the active inequalities.

With F the active functions as functions of the coordinates that the box leaves free, m its middle, Y about F'(m)^-1:
K = m - Y F(m) + (I - Y F'(X)) (X - m) inside X proves a zero of F in X. Source: R. Krawczyk, "Newton-Algorithmen zur
Bestimmung von Nullstellen mit Fehlerschranken", Computing 4 (1969).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import isfinite

import flint

from duality.algebra.differentiate import NotDifferentiable, derivative
from duality.algebra.interval import Interval
from duality.algebra.intervals import enclosure
from duality.algebra.scalars import flint_of, from_flint
from duality.evidence.comparison import float_above
from duality.model.evidence import EnclosedPoint, End
from duality.model.expression import Expression
from duality.model.form import Bounds, StandardConstraint, StandardForm

Box = dict[str, tuple[Fraction, Fraction]]


def upper_end(form: StandardForm, witness: EnclosedPoint) -> End | str:
    """max f over the box, rounded upwards, once a feasible point is proved to lie in it."""
    box = box_of(witness.ends)
    if set(box) != set(form.variables) or form.domain.discrete:
        return "the box does not fit the problem"
    fault = outside(form, box)
    if fault is not None:
        return fault
    equations: list[Expression] = []
    for constraint in form.constraints:
        if constraint.constraint.kind == "equality" or constraint.name in witness.active:
            equations.append(constraint.expression)
            continue
        if not holds_on(constraint, box):
            return f"{constraint.name} is not proved to hold on the box"
    if not has_zero(equations, box):
        return "no zero of the active functions is proved to lie in the box"
    found = range_on(form.objective_expression, box)
    if found is None or found.upper is None:
        return "f is not bounded on the box"
    upper = float_above(from_flint(found.upper))
    return End(upper) if isfinite(upper) else "f is not bounded on the box"


def box_of(ends: Iterable[tuple[str, Fraction, Fraction]]) -> Box:
    """The ends by variable."""
    return {name: (low, high) for name, low, high in ends}


def holds_on(constraint: StandardConstraint, box: Box) -> bool:
    """c <= 0 is proved on the whole box."""
    found = range_on(constraint.expression, box)
    return found is not None and found.upper is not None and found.upper <= 0


def outside(form: StandardForm, box: Box) -> str | None:
    """Which bound or condition of D is not proved on the whole box."""
    for name, bounds in form.domain.bounds:
        if not _within(bounds, *box[name]):
            return f"the bounds of {name} are not proved on the box"
    for condition in form.domain.conditions:
        if condition.equality:
            return "D has equations"
        found = range_on(condition.expression, box)
        if found is None:
            return f"{condition.origin or condition.expression} is not defined on the box"
        positive = found.is_positive or (-found).is_positive if condition.nonzero else found.is_positive
        if not (positive or (found.is_nonnegative and not condition.strict and not condition.nonzero)):
            return f"{condition.origin or condition.expression} is not proved on the box"
    return None


def _within(bounds: Bounds, low: Fraction, high: Fraction) -> bool:
    above = bounds.lower is None or low > bounds.lower or (low == bounds.lower and bounds.lower_closed)
    below = bounds.upper is None or high < bounds.upper or (high == bounds.upper and bounds.upper_closed)
    return above and below


def range_on(node: Expression, box: Box) -> Interval | None:
    """The range of a function that is proved to be defined on the whole box, else ``None``."""
    found = enclosure(node, {name: box[name] for name in node.variables()})
    return found.range if found.defined == "everywhere" else None


def has_zero(equations: Sequence[Expression], box: Box) -> bool:
    """A common zero in the box is proved, with as many equations as sides that are not points."""
    free = [name for name, (low, high) in box.items() if low < high]
    if len(free) != len(equations):
        return False
    if not free:
        return True
    halves = {name: (low + high) / 2 for name, (low, high) in box.items()}
    middle: Box = {name: (half, half) for name, half in halves.items()}
    values = [range_on(node, middle) for node in equations]
    slopes = _jacobian(equations, free, box)
    inverse = _inverse(_jacobian(equations, free, middle))
    if slopes is None or inverse is None or any(value is None for value in values):
        return False
    for i, name in enumerate(free):
        low, high = (flint_of(end) for end in box[name])
        reached = _point(flint.fmpq(1) * (low + high) / 2)
        for j in range(len(free)):
            value = values[j]
            assert value is not None, "asked above"
            reached = reached + _point(-inverse[i][j]) * value
        for k, other in enumerate(free):
            entry = _point(flint.fmpq(1 if i == k else 0))
            for j in range(len(free)):
                entry = entry + _point(-inverse[i][j]) * slopes[j][k]
            a, b = (flint_of(end) for end in box[other])
            half = (b - a) / 2
            reached = reached + entry * Interval(-half, half)
        if reached.lower is None or reached.upper is None or reached.lower < low or reached.upper > high:
            return False
    return True


def _jacobian(equations: Sequence[Expression], free: Sequence[str], box: Box) -> list[list[Interval]] | None:
    rows: list[list[Interval]] = []
    try:
        for node in equations:
            row = []
            for name in free:
                if name not in node.variables():
                    row.append(_point(flint.fmpq(0)))
                    continue
                found = range_on(derivative(node, name), box)
                if found is None or found.lower is None or found.upper is None:
                    return None
                row.append(found)
            rows.append(row)
    except NotDifferentiable:
        return None
    return rows


def _inverse(jacobian: list[list[Interval]] | None) -> list[list[flint.fmpq]] | None:
    """About the inverse of the middle, as exact dyadic numbers; any matrix would do, a good one proves more."""
    if jacobian is None:
        return None
    import numpy as np

    middle = np.array([[_middle(entry) for entry in row] for row in jacobian])
    if not np.isfinite(middle).all() or np.linalg.matrix_rank(middle) < len(middle):
        return None
    inverse = np.linalg.inv(middle)
    exact = [[Fraction(float(entry)) for entry in row] for row in inverse]
    return [[flint_of(entry) for entry in row] for row in exact]


def _middle(entry: Interval) -> float:
    assert entry.lower is not None and entry.upper is not None, "a Jacobian has finite entries"
    return float(from_flint((entry.lower + entry.upper) / 2))


def _point(value: flint.fmpq) -> Interval:
    return Interval(value, value)
