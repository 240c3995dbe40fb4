"""The KKT residuals at claimed x* and multipliers, recomputed from the problem's data; 0 where they hold exactly.

stationarity   grad f + sum alpha_i grad c_i + sum beta_j grad h_j + n, n in the normal cone of X
primal         c_i(x) <= 0, h_j(x) = 0, x in D
dual           alpha_i >= 0
slackness      alpha_i c_i(x) = 0

Stationarity is relative to the largest of the terms that should cancel, the others to the terms of their row. Where
some function has a kink at x*, stationarity is |L(x*, alpha*, beta*) - theta_D(alpha*, beta*)|: x* minimizes L.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

from duality.model.expression import Expression
from duality.model.form import Row, StandardForm
from duality.model.report import Residuals
from duality.verify.evaluation import Gradient, Number, Place, Values, is_exact, lagrangian, plus, row_gradient, times
from duality.verify.feasibility import largest_violation
from duality.verify.kinks import differentiable_at, smooth_at
from duality.verify.normal_cone import active_rows, remainder

DualValue = Callable[[Values], Number]


def residuals(at: Place, multipliers: Values, dual_value: DualValue | None) -> Residuals:
    """The four largest violations."""
    return Residuals(
        stationarity(at, multipliers, dual_value),
        largest_violation(at),
        dual_violation(at.form, multipliers),
        slackness_violation(at, multipliers),
    )


def stationarity(at: Place, multipliers: Values, dual_value: DualValue | None) -> float:
    """How far x* is from a stationary point of L over X, relative; nan where it could not be evaluated."""
    smooth = all(differentiable_at(node, at.point) for node in functions_in_play(at.form, multipliers))
    if not smooth and dual_value is not None:
        bound = dual_value(multipliers)
        if math.isfinite(float(bound)):
            return _relative_difference(lagrangian(at, multipliers), bound)
    found = lagrangian_gradient(at, multipliers)
    if found is None:
        return math.nan
    slopes, sizes = found
    domain, variables = at.form.domain, at.form.variables
    if active_rows(domain, at.point, variables):
        return remainder(slopes, domain, at.point, variables) / max([1.0, *sizes.values()])
    # Each equation is measured by its own terms: large multipliers that cancel in one must not excuse another.
    relative: Gradient = {name: float(slope) / max(1.0, sizes[name]) for name, slope in slopes.items()}
    return remainder(relative, domain, at.point, variables)


def functions_in_play(form: StandardForm, multipliers: Values) -> list[Expression]:
    """f, and every constraint's function whose multiplier is not 0."""
    return [form.objective_expression] + [
        c.expression for c in form.constraints if not c.row.is_quadratic and multipliers[c.name] != 0
    ]


def lagrangian_gradient(at: Place, multipliers: Values) -> tuple[Gradient, dict[str, float]] | None:
    """(grad_x L, the largest term of each of its sums); ``None`` where some gradient is not defined."""
    form = at.form
    total: Gradient = {}
    sizes: dict[str, float] = {}
    rows: list[tuple[Number, Row, Expression]] = [(Fraction(1), form.objective, form.objective_expression)]
    rows += [(multipliers[c.name], c.row, c.expression) for c in form.constraints if multipliers[c.name] != 0]
    for weight, row, expression in rows:
        slopes = row_gradient(row, smooth_at(expression, at.point), at.point, form.variables)
        if slopes is None:
            return None
        for name, slope in slopes.items():
            term = times(weight, slope)
            sizes[name] = max(sizes.get(name, 0.0), abs(float(term)))
            total[name] = plus(total.get(name, Fraction(0)), term)
    return {name: slope for name, slope in total.items() if slope != 0}, sizes


def dual_violation(form: StandardForm, multipliers: Values) -> float:
    """max(0, -alpha_i), relative to the largest multiplier."""
    size = max([1.0, *(abs(float(v)) for v in multipliers.values())])
    return max([0.0, *(-float(multipliers[c.name]) / size for c in form.inequalities)])


def slackness_violation(at: Place, multipliers: Values) -> float:
    """max |alpha_i c_i(x)|, relative to the size of f."""
    size = max(1.0, abs(float(at.objective))) if math.isfinite(float(at.objective)) else 1.0
    products = [times(multipliers[c.name], at.constraints[c.name]) for c in at.form.inequalities]
    return max([0.0, *(abs(float(product)) / size for product in products)])


def _relative_difference(a: Number, b: Number) -> float:
    if is_exact(a) and is_exact(b) and a == b:
        return 0.0
    return abs(float(a) - float(b)) / max(1.0, abs(float(a)), abs(float(b)))
