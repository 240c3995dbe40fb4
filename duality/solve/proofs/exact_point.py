"""Is an exact point feasible: every row of X, every constraint, every natural domain, in exact arithmetic."""

from __future__ import annotations

from collections.abc import Mapping

from duality.algebra.evaluate import exact_value
from duality.model.form import DomainCondition, StandardForm
from duality.model.scalar import Scalar

ExactPoint = Mapping[str, Scalar]


def is_feasible(form: StandardForm, x: ExactPoint) -> bool:
    """x lies in D (finite sets apart) and satisfies every constraint; False where a function is undefined."""
    try:
        return in_domain(form, x) and all(
            entry == 0 if c.constraint.kind == "equality" else entry <= 0
            for c in form.constraints
            for entry in (exact_value(c.expression, x),)
        )
    except (ValueError, ZeroDivisionError):
        return False


def in_domain(form: StandardForm, x: ExactPoint) -> bool:
    """The bounds and the rows of X hold; raises ``ValueError`` where a row is undefined."""
    return all(within_bounds(form, name, x[name]) for name, _ in form.domain.bounds) and all(
        _holds(condition, x) for condition in form.domain.conditions
    )


def within_bounds(form: StandardForm, name: str, value: Scalar) -> bool:
    """The value lies between the variable's bounds, open ends left out."""
    bounds = form.domain.bound(name)
    low, high = bounds.lower, bounds.upper
    above = low is None or value > low or (value == low and bounds.lower_closed)
    below = high is None or value < high or (value == high and bounds.upper_closed)
    return above and below


def _holds(condition: DomainCondition, x: ExactPoint) -> bool:
    entry = exact_value(condition.expression, x)
    if condition.nonzero:
        return entry != 0
    if condition.equality:
        return entry == 0
    return entry > 0 if condition.strict else entry >= 0
