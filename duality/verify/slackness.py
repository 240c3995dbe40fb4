"""The slackness table: c(x*), multiplier, product, active, and the price in the user's sense.

With v(u) the optimal value of the min form when c(x) <= u or h(x) = u, the multiplier is -dv/du. A right-hand side b
enters ``a <= b`` as c = a - b (u rises with b), ``a >= b`` as c = b - a (u falls), ``a = b`` as h = a - b; for a max
problem the value changes its sign once more.
"""

from __future__ import annotations

from duality.model.form import StandardConstraint, StandardForm
from duality.model.report import SlacknessRow
from duality.verify.evaluation import Number, Place, Values, is_exact, times
from duality.verify.feasibility import TOLERANCE


def slackness_table(
    form: StandardForm, at: Place | None, multipliers: Values | None, *, priced: bool
) -> tuple[SlacknessRow, ...]:
    """A row for every constraint, in the order of the statement; ``priced`` once prices are known to exist."""
    return tuple(_row(constraint, at, multipliers, form.sign if priced else None) for constraint in form.constraints)


def price(constraint: StandardConstraint, multiplier: Number, sign: int) -> Number:
    """dp*/d(right-hand side) of the constraint as written, in the sense of the statement."""
    direction = 1 if constraint.constraint.relation == ">=" else -1
    rate = multiplier * (direction * sign)
    return rate + 0.0 if isinstance(rate, float) else rate


def _row(
    constraint: StandardConstraint, at: Place | None, multipliers: Values | None, sign: int | None
) -> SlacknessRow:
    amount = None if at is None else at.constraints[constraint.name]
    multiplier = None if multipliers is None else multipliers.get(constraint.name)
    product = None if amount is None or multiplier is None else times(multiplier, amount)
    return SlacknessRow(
        constraint.name,
        constraint.constraint.kind,
        amount,
        multiplier,
        product,
        None if amount is None else _is_active(constraint, amount),
        None if sign is None or multiplier is None else price(constraint, multiplier, sign),
    )


def _is_active(constraint: StandardConstraint, amount: Number) -> bool:
    if constraint.constraint.kind == "equality":
        return True
    size = 1.0 + abs(float(constraint.row.constant))
    return amount == 0 if is_exact(amount) else abs(float(amount)) <= TOLERANCE * size
