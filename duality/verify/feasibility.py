"""Is a claimed point feasible: in D, c(x) <= 0, h(x) = 0; exactly for exact points, within a tolerance for floats."""

from __future__ import annotations

import math
from collections.abc import Iterator

from duality.algebra.membership import contains
from duality.model.form import Bounds, DiscreteSet, DomainCondition, Row
from duality.model.scalar import Scalar
from duality.records import record
from duality.verify.evaluation import Number, Place, is_exact, rational_only, tree_value

TOLERANCE = 1e-6
"""Relative violation up to which a floating-point point counts as feasible."""


@record
class Violation:
    """What is violated, and by how much relative to the size of the numbers involved; inf where it is undefined."""

    what: str
    amount: float


def violations(at: Place) -> list[Violation]:
    """Everything that the point violates; empty for a feasible point."""
    exact = at.is_exact
    found = [v for v in _constraint_violations(at) if v.amount > (0 if exact else TOLERANCE)]
    if exact:
        if not contains(at.form.domain, rational_only(at.point)):
            found.append(Violation("D", math.inf))
        return found
    return found + [v for v in _domain_violations(at) if not v.amount <= TOLERANCE]


def is_in_domain(at: Place) -> bool:
    """x in D, up to the tolerance in floating point."""
    if at.is_exact:
        return contains(at.form.domain, rational_only(at.point))
    return all(v.amount <= TOLERANCE for v in _domain_violations(at))


def largest_violation(at: Place) -> float:
    """The largest relative violation, 0 at an exact feasible point."""
    if at.is_exact and not violations(at):
        return 0.0
    amounts = [v.amount for v in (*_constraint_violations(at), *_domain_violations(at))]
    return max(amounts, default=0.0)


def _constraint_violations(at: Place) -> Iterator[Violation]:
    for constraint in at.form.constraints:
        amount = at.constraints[constraint.name]
        off = abs(amount) if constraint.constraint.kind == "equality" else amount
        yield Violation(constraint.name, _positive(off, constraint.row, at))


def _domain_violations(at: Place) -> Iterator[Violation]:
    domain = at.form.domain
    for name, bounds in domain.bounds:
        yield Violation(f"the bounds of {name}", _out_of_bounds(at.point[name], bounds))
    for condition in domain.conditions:
        yield Violation(condition.origin or str(condition.expression), _condition_violation(condition, at))
    for points in domain.discrete:
        yield Violation(f"the values of {', '.join(points.variables)}", _distance(points, at))


def _row_size(row: Row, at: Place) -> float:
    """1 + the size of the terms whose sum is compared with 0."""
    size = 1.0 + abs(float(row.constant))
    for name, coefficient in row.linear:
        size = max(size, abs(float(coefficient) * float(at.point[name])))
    for (first, second), coefficient in row.quadratic:
        size = max(size, abs(float(coefficient) * float(at.point[first]) * float(at.point[second])))
    return size


def _positive(amount: Number, row: Row, at: Place) -> float:
    """max(0, amount), relative to the size of the row's terms."""
    if not is_exact(amount) and math.isnan(float(amount)):
        return math.inf
    return float(amount) / _row_size(row, at) if amount > 0 else 0.0


def _out_of_bounds(coordinate: Number, bounds: Bounds) -> float:
    size = max(1.0, abs(float(coordinate)))
    below = -math.inf if bounds.lower is None else float(bounds.lower) - float(coordinate)
    above = -math.inf if bounds.upper is None else float(coordinate) - float(bounds.upper)
    at_open_end = (below == 0 and not bounds.lower_closed) or (above == 0 and not bounds.upper_closed)
    return math.inf if at_open_end else max(0.0, below, above) / size


def _condition_violation(condition: DomainCondition, at: Place) -> float:
    amount = float(tree_value(condition.expression, at.point))
    if math.isnan(amount):
        return math.inf
    if condition.equality:
        return abs(amount) / _row_size(condition.row, at)
    if condition.nonzero:
        return math.inf if amount == 0 else 0.0
    if condition.strict and amount == 0:
        return math.inf
    return max(0.0, -amount) / _row_size(condition.row, at)


def _distance(points: DiscreteSet, at: Place) -> float:
    here = [float(at.point[name]) for name in points.variables]

    def off(candidate: tuple[Scalar, ...]) -> float:
        return max(abs(a - float(b)) / max(1.0, abs(a)) for a, b in zip(here, candidate, strict=True))

    return min(map(off, points.near(here)), default=math.inf)
