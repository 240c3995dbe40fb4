"""L(x, alpha, beta) = f + sum alpha_i c_i + sum beta_j h_j, for people and as rows.

L is affine in the multipliers, so as rows it is one row in x whose coefficients are affine forms over the multipliers.
"""

from __future__ import annotations

from fractions import Fraction

from duality.model.derivation import Lagrangian, Multiplier, collected_rows
from duality.model.expression import Expression
from duality.model.form import Affine, Atom, StandardForm
from duality.model.scalar import Scalar
from duality.records import record

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
