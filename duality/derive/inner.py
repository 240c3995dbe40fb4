"""The inner problem inf over x in D of L(x, alpha, beta) at fixed multipliers, as a standard form without constraints.

Where theta_D has no closed form, its value at a point is the optimal value of this problem.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from duality.algebra.atoms import scalar_expression, scaled, total
from duality.model.expression import Expression, Product
from duality.model.form import Atom, Row, StandardForm
from duality.model.scalar import Irrational, Scalar


def inner_problem(form: StandardForm, multipliers: Mapping[str, Scalar | float]) -> StandardForm:
    """min over x in D of f + sum alpha_i c_i + sum beta_j h_j, multipliers by constraint name, floats taken exactly."""
    terms: list[tuple[Scalar, Row, Expression]] = [(Fraction(1), form.objective, form.objective_expression)]
    for constraint in form.constraints:
        given = multipliers[constraint.name]
        weight = given if isinstance(given, Irrational) else Fraction(given)
        if weight != 0:
            terms.append((weight, constraint.row, constraint.expression))
    expression = total([_weighted(weight, node) for weight, _, node in terms])
    problem = replace(form.problem, rows=(), expectations=(), notes=())
    return StandardForm(problem, 1, combined([(w, row) for w, row, _ in terms]), expression, (), form.domain)


def combined(terms: list[tuple[Scalar, Row]]) -> Row:
    """sum weight_k row_k as one row; what cancels is dropped."""
    constant: Scalar = Fraction(0)
    linear: dict[str, Scalar] = {}
    quadratic: dict[tuple[str, str], Scalar] = {}
    atoms: dict[Atom, Scalar] = {}
    remainder: dict[Expression, Scalar] = {}
    for weight, row in terms:
        constant = constant + weight * row.constant
        for name, c in row.linear:
            linear[name] = linear.get(name, Fraction(0)) + weight * c
        for pair, c in row.quadratic:
            quadratic[pair] = quadratic.get(pair, Fraction(0)) + weight * c
        for c, atom in row.atoms:
            atoms[atom] = atoms.get(atom, Fraction(0)) + weight * c
        for c, node in row.remainder:
            remainder[node] = remainder.get(node, Fraction(0)) + weight * c
    return Row(
        constant,
        tuple((name, c) for name, c in linear.items() if c != 0),
        tuple((pair, c) for pair, c in quadratic.items() if c != 0),
        tuple((c, atom) for atom, c in atoms.items() if c != 0),
        tuple((c, node) for node, c in remainder.items() if c != 0),
    )


def _weighted(weight: Scalar, node: Expression) -> Expression:
    if isinstance(weight, Fraction):
        return scaled(weight, node)
    return Product((scalar_expression(weight), node))
