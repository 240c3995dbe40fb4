"""f(x) and the violation of every row at a claimed x, recomputed from the statement's own trees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf, isfinite

from duality.algebra.atoms import row_expression
from duality.algebra.evaluate import value
from duality.model.expression import Sum
from duality.model.form import DomainCondition, StandardConstraint, StandardForm
from duality.records import record


@record
class Candidate:
    """x by name, multipliers by constraint name (``None`` where there are none), who found it, and remarks."""

    x: Mapping[str, float]
    multipliers: Mapping[str, float] | None
    backend: str
    warnings: tuple[str, ...] = ()


TOLERATED = 1e-6
"""The largest violation of a row, relative to 1 + max |x|, at which a point still counts as feasible."""

VISIBLE = 1e-2
"""The part of a row's own terms by which a point must not violate it, however small they are."""

LARGEST = 1e4
"""Coordinates beyond this do not loosen the tolerance any further."""


@record
class Measure:
    """f(x) and the largest violation of a constraint or of a row of X (``inf`` where a function is undefined)."""

    value: float
    violation: float

    @property
    def feasible(self) -> bool:
        return isfinite(self.value) and self.violation <= TOLERATED


def measure(form: StandardForm, x: Mapping[str, float]) -> Measure:
    """Value and violation at x."""
    size = 1.0 + min(max((abs(v) for v in x.values()), default=0.0), LARGEST)
    worst = 0.0
    for constraint in form.constraints:
        residual = value(constraint.expression, x)
        amount = abs(residual) if constraint.constraint.kind == "equality" else max(residual, 0.0)
        worst = max(worst, inf if amount != amount else amount)
    for name, bounds in form.domain.bounds:
        below = -inf if bounds.lower is None else float(bounds.lower) - x[name]
        above = -inf if bounds.upper is None else x[name] - float(bounds.upper)
        worst = max(worst, below, above)
    worst = max([worst, *(_outside(condition, x) for condition in form.domain.conditions)])
    return Measure(value(form.objective_expression, x), worst / size)


def drowns(form: StandardForm, x: Mapping[str, float]) -> bool:
    """A constraint's terms at x are as small as the tolerance, which hides that it does not hold: 1e-9 + 10^x <= 0."""
    for constraint in form.constraints:
        residual = value(constraint.expression, x)
        amount = abs(residual) if constraint.constraint.kind == "equality" else residual
        if amount > VISIBLE * _size(constraint, x):
            return True
    return False


def _size(constraint: StandardConstraint, x: Mapping[str, float]) -> float:
    """The sum of the absolute values of the row's terms."""
    whole = row_expression(constraint.row)
    return sum(abs(value(term, x)) for term in (whole.terms if isinstance(whole, Sum) else (whole,)))


def clipped(form: StandardForm, x: Sequence[float]) -> dict[str, float]:
    """x by name, moved into the closed box of the variables."""
    point = {}
    for name, entry in zip(form.variables, x, strict=True):
        bounds = form.domain.bound(name)
        low = -inf if bounds.lower is None else float(bounds.lower)
        high = inf if bounds.upper is None else float(bounds.upper)
        point[name] = min(max(float(entry), low), high)
    return point


def _outside(condition: DomainCondition, x: Mapping[str, float]) -> float:
    """By how much a row of X is violated."""
    entry = value(condition.expression, x)
    if entry != entry:
        return inf
    if condition.nonzero:
        return 0.0 if entry != 0 else inf
    return abs(entry) if condition.equality else max(-entry, 0.0)
