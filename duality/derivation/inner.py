"""The inner problem inf over x in D of L(x, alpha, beta) at fixed multipliers, as a standard form without constraints.

Where theta_D has no closed form, its value at a point is the optimal value of this problem.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from duality.algebra.atoms import scalar_expression, scaled, total
from duality.algebra.row_sums import combined
from duality.model.expression import Expression, Product
from duality.model.form import Row, StandardForm
from duality.model.scalar import Irrational, Scalar
from duality.records import replace


def inner_problem(form: StandardForm, multipliers: Mapping[str, Scalar | float]) -> StandardForm:
    """min over x in D of f + sum alpha_i c_i + sum beta_j h_j, multipliers by constraint name, floats taken exactly.

    One object for the same form and multipliers, so that what is established of it is found again.
    """
    key = tuple(
        given if isinstance(given := multipliers[c.name], Irrational) else Fraction(given) for c in form.constraints
    )
    kept = form.__dict__.setdefault("_inner", {})
    if key not in kept:
        kept[key] = _inner_problem(form, multipliers)
    return kept[key]


def _inner_problem(form: StandardForm, multipliers: Mapping[str, Scalar | float]) -> StandardForm:
    terms: list[tuple[Scalar, Row, Expression]] = [(Fraction(1), form.objective, form.objective_expression)]
    for constraint in form.constraints:
        given = multipliers[constraint.name]
        weight = given if isinstance(given, Irrational) else Fraction(given)
        if weight != 0:
            terms.append((weight, constraint.row, constraint.expression))
    expression = total([_weighted(weight, node) for weight, _, node in terms])
    problem = replace(form.problem, rows=(), expectations=(), notes=())
    return StandardForm(problem, 1, combined([(w, row) for w, row, _ in terms]), expression, (), form.domain)


def _weighted(weight: Scalar, node: Expression) -> Expression:
    if isinstance(weight, Fraction):
        return scaled(weight, node)
    return Product((scalar_expression(weight), node))
