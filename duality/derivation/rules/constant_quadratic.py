"""inf over R^n of 1/2 x'Qx + q'x with Q constant: exact elimination on Q, q affine in the multipliers.

Pivots p_k > 0 give u_k = x_k + ..., and with L = sum p_k/2 u_k^2 + q'x the value is -1/2 q_B'(Q_BB)^-1 q_B over the
pivot variables B; the rest of q must satisfy N'q = 0. A pivot <= 0 with a nonzero row is a direction of descent.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.algebra.atoms import affine_expression, scaled
from duality.algebra.polynomial import Polynomial
from duality.derivation.blocks import LagrangianBlock
from duality.derivation.parts import block_part
from duality.derivation.rules import quadratic_steps
from duality.derivation.rules.entry import Entry
from duality.derivation.signs import condition
from duality.model.derivation import Block, Branch, Condition, QuadraticValue
from duality.model.expression import ZERO, Expression, Number, Power
from duality.model.form import Affine
from duality.model.scalar import Scalar

ENTRY = Entry(
    "Convex quadratic",
    "var x, y\nmin x^2 + x*y + y^2\ns.t.\n line: x + y >= 1",
    "Boyd and Vandenberghe, Example 3.22 and section 5.1.5",
)

MOST_TERMS = 4000
"""A quadratic form in the multipliers with more products than this stays structural."""

Matrix = Sequence[Sequence[Affine]]


def constant_quadratic(block: LagrangianBlock, matrix: Matrix, vector: Sequence[Affine]) -> Block:
    """The block's infimum for constant Q."""
    elimination = _eliminate([[entry.constant for entry in row] for row in matrix], list(vector))
    names = block.variables
    if elimination is None:
        return Block(names, "quadratic", (), (quadratic_steps.descent(names, matrix),), part=block_part(block))
    minimizer, residuals = elimination
    conditions: list[Condition] = []
    for form in dict.fromkeys(residuals):
        holds = condition(form, "=", block.nonnegative)
        if holds is False:
            return Block(names, "quadratic", (), (quadratic_steps.level(form),), part=block_part(block))
        if holds is not True:
            conditions.append(holds)
    value = _value(matrix, vector, minimizer)
    point = tuple((name, affine_expression(form)) for name, form in zip(names, minimizer, strict=True))
    return Block(
        names,
        "quadratic",
        (Branch(tuple(conditions), value, True, point),),
        quadratic_steps.stationarity(names, matrix, vector, point, conditions),
        gradient=QuadraticValue(tuple(map(tuple, matrix)), tuple(vector)),
        slopes=tuple(vector),
        part=block_part(block),
    )


def _eliminate(matrix: list[list[Scalar]], vector: list[Affine]) -> tuple[list[Affine], list[Affine]] | None:
    """x = -G q with G a generalized inverse of Q, and the forms that must vanish; ``None`` if Q is not semidefinite.

    Symmetric elimination: a positive pivot eliminates its row and column, a zero pivot needs a zero row.
    """
    n = len(vector)
    q = list(vector)
    rows = [list(row) for row in matrix]
    pivots: list[int] = []
    multipliers: list[dict[int, Scalar]] = []
    remaining = list(range(n))
    residuals: list[Affine] = []
    while remaining:
        k = next((i for i in remaining if rows[i][i] > 0), None)
        if k is None:
            if any(rows[i][j] != 0 for i in remaining for j in remaining):
                return None
            residuals = [q[i] for i in remaining]
            break
        remaining.remove(k)
        pivot = rows[k][k]
        factors = {i: rows[i][k] / pivot for i in remaining if rows[i][k] != 0}
        for i, factor in factors.items():
            for j in remaining:
                if rows[k][j] != 0:
                    rows[i][j] = rows[i][j] - factor * rows[k][j]
            q[i] = q[i] - q[k].scaled(factor)
        pivots.append(k)
        multipliers.append(factors)
    x = [Affine(Fraction(0))] * n
    # Back substitution: p_k (x_k + sum_i f_i x_i) = -q_k, the variables without a pivot at 0.
    for k, factors in zip(reversed(pivots), reversed(multipliers), strict=True):
        form = q[k].scaled(-1 / rows[k][k])
        for i, factor in factors.items():
            form = form - x[i].scaled(factor)
        x[k] = form
    return x, [form for form in residuals if not form.is_zero]


def _value(matrix: Matrix, vector: Sequence[Affine], minimizer: Sequence[Affine]) -> Expression | QuadraticValue:
    """1/2 q'x at the minimizer; for one variable the square of its slope is left as a square."""
    if len(vector) == 1 and len(vector[0].terms) + (vector[0].constant != 0) > 1 and matrix[0][0].constant != 0:
        curvature, slope = matrix[0][0].constant, vector[0]
        if all(c < 0 for c in (*(c for _, c in slope.terms), slope.constant) if c != 0):
            slope = -slope
        square = Power(affine_expression(slope), Number(Fraction(2)))
        return scaled(Fraction(-1, 2) / curvature, square)
    terms = sum(len(q.terms) * len(x.terms) for q, x in zip(vector, minimizer, strict=True))
    if terms > MOST_TERMS:
        return QuadraticValue(tuple(tuple(row) for row in matrix), tuple(vector))
    form = Polynomial()
    for q, x in zip(vector, minimizer, strict=True):
        form = form + Polynomial.affine(q) * Polynomial.affine(x)
    return form.scaled(Fraction(1, 2)).expression() if form.terms else ZERO
