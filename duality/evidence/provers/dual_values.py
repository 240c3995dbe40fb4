"""theta_D at multipliers by constraint name, and lower bounds of d* out of them.

theta_D at any multipliers is a lower bound of d* (in the min form); at exact multipliers it is an exact one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction

from duality.algebra.atoms import scalar_expression
from duality.algebra.nearby_rationals import nearby_points
from duality.derivation import derive, dual_value, inner_problem
from duality.model.derivation import Derivation, DualFunction
from duality.model.expression import Call, Expression
from duality.model.scalar import Irrational, Scalar
from duality.model.solution import Rigor, Solution, Status

PLAIN = 2
"""The largest denominator at which exact values of exp and log are worth their time."""

NEAR = 1e-4
"""How far, in units of the spacing, multipliers may lie from the exact ones that are tried in their place."""

MOST_INNER_VARIABLES = 4
"""Inner problems with more variables are not derived at single multipliers."""

WORSE = 1e-7
"""By how much, relatively, theta_D at exact multipliers may be less than at the numeric ones that they replace."""

Multipliers = Mapping[str, Scalar | float]


def theta_at(derivation: Derivation, multipliers: Multipliers) -> Scalar | float:
    """theta_D at multipliers by constraint name; nan where it is not known.

    Without a closed form in the multipliers, the inner problem at these exact multipliers may still have one.
    """
    theta = derivation.dual_function
    if theta.is_closed:
        return dual_value(theta, {m.name: multipliers[m.constraint] for m in theta.multipliers})
    form = derivation.form
    if len(form.variables) > MOST_INNER_VARIABLES or any(isinstance(value, float) for value in multipliers.values()):
        return math.nan
    if any(multipliers[c.name] < 0 for c in form.inequalities):
        return -math.inf
    inner = derive(inner_problem(form, multipliers), alone=True).dual_function
    return dual_value(inner, {}) if inner.is_closed else math.nan


def nonnegative(multipliers: Multipliers, derivation: Derivation) -> dict[str, Scalar | float]:
    """Rounding below zero removed from the multipliers of inequalities; one that is missing is zero."""
    kept: dict[str, Scalar | float] = {}
    for m in derivation.dual_function.multipliers:
        value = multipliers.get(m.constraint, Fraction(0))
        kept[m.constraint] = 0.0 if m.kind == "inequality" and isinstance(value, float) and value < 0 else value
    return kept


def evaluated(derivation: Derivation, multipliers: Multipliers, backend: str) -> Solution | None:
    """theta_D at the multipliers, or at exact ones beside them where that loses nothing, as a claim about d*.

    ``lower`` is the value, ``upper`` is open; the label tells whether the value is exact. ``None``: not known there.
    """
    kept = nonnegative(multipliers, derivation)
    value = theta_at(derivation, kept)
    if isinstance(value, float):
        for guess in exact_guesses(kept, is_algebraic(derivation.dual_function)):
            exact = theta_at(derivation, guess)
            if not isinstance(exact, float) and _not_worse(float(exact), value):
                kept, value = guess, exact
                break
    if isinstance(value, float) and math.isnan(value):
        return None
    return Solution(
        Status.OPTIMAL,
        float(value),
        Rigor.FOUND if isinstance(value, float) else Rigor.PROVED,
        lower=float(value),
        exact=closed_form(value),
        attained=True,
        point=tuple(kept.items()),
        backend=backend,
    )


def closed_form(value: Scalar | float) -> Expression | None:
    """The tree of an exact value."""
    return scalar_expression(value) if isinstance(value, (Fraction, Irrational)) else None


def _not_worse(exact: float, value: float) -> bool:
    if not math.isfinite(value):
        return exact > -math.inf
    return exact >= value - WORSE * max(1.0, abs(value))


def is_algebraic(theta: DualFunction) -> bool:
    """No exp, log or the like in a value: exact evaluation stays with rationals."""
    values = [branch.value for block in theta.blocks for branch in block.branches]
    return not any(isinstance(node, Call) for v in values if isinstance(v, Expression) for node in v.walk())


def exact_guesses(multipliers: Multipliers, is_algebraic: bool) -> Iterator[dict[str, Scalar | float]]:
    """Plain rational multipliers next to numeric ones."""
    largest = 1000 if is_algebraic else PLAIN
    for guess in nearby_points(multipliers, largest=largest, spacing=NEAR):
        yield dict(guess)
