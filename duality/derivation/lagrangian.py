"""L(x, alpha, beta) = f + sum alpha_i c_i + sum beta_j h_j, for people and as rows.

L is affine in the multipliers, so as rows it is one row in x whose coefficients are affine forms over the multipliers.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from duality.algebra.atoms import scalar_expression, scaled, total
from duality.algebra.row_sums import combined
from duality.model.derivation import Lagrangian, Multiplier, collected_rows
from duality.model.expression import Expression, Product
from duality.model.form import Affine, Atom, Row, StandardForm
from duality.model.scalar import Irrational, Scalar
from duality.records import record, replace

ZERO = Affine(Fraction(0))


@record(slots=False)
class LagrangianRows:
    """constant + sum linear_i x_i + sum quadratic_ij x_i x_j + sum atoms + remainder, coefficients over multipliers."""

    constant: Affine
    linear: dict[str, Affine]
    quadratic: dict[tuple[str, str], Affine]
    atoms: dict[Atom, Affine]
    remainder: dict[Expression, Affine]


def lagrangian(form: StandardForm) -> Lagrangian:
    """L as it is written: f first, then each multiplier times its constraint."""
    return Lagrangian(
        form.objective_expression,
        tuple((Multiplier(c.multiplier, c.name, c.constraint.kind), c.expression) for c in form.constraints),
        form.variables,
    )


def lagrangian_rows(form: StandardForm) -> LagrangianRows:
    """L as one row in x with coefficients affine in the multipliers; what cancels identically is dropped."""
    constant: list[tuple[str, Scalar]] = []
    objective_constant: Scalar = Fraction(0)
    parts: tuple[dict, dict, dict, dict] = ({}, {}, {}, {})
    for multiplier, row in collected_rows(form):
        if multiplier is None:
            objective_constant = row.constant
        elif row.constant != 0:
            constant.append((multiplier.name, row.constant))
        flipped_atoms = ((atom, c) for c, atom in row.atoms)
        flipped_remainder = ((node, c) for c, node in row.remainder)
        for part, items in zip(parts, (row.linear, row.quadratic, flipped_atoms, flipped_remainder), strict=True):
            for key, coefficient in items:
                own, by_multiplier = part.setdefault(key, (Fraction(0), []))
                if multiplier is None:
                    part[key] = (own + coefficient, by_multiplier)
                else:
                    by_multiplier.append((multiplier.name, coefficient))
    linear, quadratic, atoms, remainder = (
        {
            key: coefficient
            for key, (own, by_multiplier) in part.items()
            if not (coefficient := Affine(own, tuple(by_multiplier))).is_zero
        }
        for part in parts
    )
    return LagrangianRows(Affine(objective_constant, tuple(constant)), linear, quadratic, atoms, remainder)


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
