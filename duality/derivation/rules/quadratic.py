"""inf over R^n of 1/2 x'Qx + q'x, with Q and q affine in the multipliers.

It is -1/2 q'Q^+ q where Q is positive semidefinite and q lies in its range, and -inf elsewhere; x = -Q^+ q attains it.
Q constant: an exact elimination gives the formula and the equations N'q = 0, N spanning the nullspace of Q.
Q of the multipliers: the interior (Q positive definite) and the border are separate branches; up to two variables the
border is resolved too, above that it stays structural.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

from duality.algebra.atoms import scaled
from duality.algebra.content import content
from duality.algebra.polynomial import Polynomial, adjugate, determinant
from duality.derivation.blocks import LagrangianBlock
from duality.derivation.parts import block_part
from duality.derivation.rules import quadratic_steps
from duality.derivation.rules.constant_quadratic import constant_quadratic
from duality.derivation.rules.entry import Entry
from duality.derivation.rules.rule import Refusal
from duality.derivation.signs import condition
from duality.model.derivation import (
    Block,
    Branch,
    BranchCondition,
    Condition,
    InRange,
    PositiveSemidefinite,
    QuadraticValue,
    Step,
)
from duality.model.expression import ZERO, Expression, Negative, Number, Power, Quotient
from duality.model.form import Affine
from duality.model.scalar import Scalar
from duality.records import replace

ENTRY = Entry(
    "Quadratic constraint, any Hessian",
    "var x\nmin -2*x^2 + 2*x\ns.t.\n ball: x^2 <= 1",
    "Boyd and Vandenberghe, section 5.2.4 and appendix B.1",
)

LARGEST_CLOSED = 4
"""Above four variables det Q and its minors are too long to read: Q^+ stays structural."""

Matrix = tuple[tuple[Affine, ...], ...]


def quadratic(block: LagrangianBlock) -> Sequence[Block] | Refusal:
    """A quadratic function of unbounded variables."""
    if block.atoms or block.remainder:
        return Refusal("it is not quadratic in x")
    if block.bounds or block.conditions or block.discrete:
        return Refusal("its variables are bounded by the domain")
    matrix, vector = hessian_and_slope(block)
    if all(entry.is_constant for row in matrix for entry in row):
        return [constant_quadratic(block, matrix, vector)]
    return [_parametric(block, matrix, vector)]


def hessian_and_slope(block: LagrangianBlock) -> tuple[Matrix, tuple[Affine, ...]]:
    """Q and q of the block, L = 1/2 x'Qx + q'x."""
    index = {name: k for k, name in enumerate(block.variables)}
    n = len(index)
    rows = [[Affine(Fraction(0))] * n for _ in range(n)]
    for (first, second), coefficient in block.quadratic.items():
        i, j = index[first], index[second]
        if i == j:
            rows[i][i] = coefficient.scaled(Fraction(2))
        else:
            rows[i][j] = rows[j][i] = coefficient
    return tuple(tuple(row) for row in rows), tuple(block.slope(name) for name in block.variables)


def _parametric(block: LagrangianBlock, matrix: Matrix, vector: tuple[Affine, ...]) -> Block:
    """Q depends on the multipliers."""
    structure = QuadraticValue(matrix, vector) if len(matrix) > 1 else None
    steps = _shape(block, matrix, vector)
    if all(entry.is_zero for entry in vector):
        conditions = _semidefinite(matrix, block)
        point = tuple((name, ZERO) for name in block.variables)
        found = () if conditions is None else (Branch(conditions, ZERO, True, point),)
        return Block(
            block.variables, "quadratic", found, steps, structure=structure, slopes=vector, part=block_part(block)
        )
    branches: list[Branch] = []
    interior = _interior(block, matrix, vector)
    if interior is not None:
        branches.append(interior)
    branches += _border(block, matrix, vector)
    return Block(
        block.variables, "quadratic", tuple(branches), steps, structure=structure, slopes=vector, part=block_part(block)
    )


def _shape(block: LagrangianBlock, matrix: Matrix, vector: tuple[Affine, ...]) -> tuple[Step, ...]:
    """Where the block is bounded below."""
    if len(matrix) != 1:
        return (quadratic_steps.semidefinite(block.variables, matrix, vector),)
    curvature, slope = matrix[0][0], vector[0]
    if slope.is_zero:
        return (quadratic_steps.monomial(block.variables[0], curvature),)
    vanishes = condition(curvature, "=", block.nonnegative) is not False
    level = bool(_vanishing(block, [curvature, slope], (), ZERO))
    return quadratic_steps.parabola(block.variables[0], curvature, slope, vanishes=vanishes, level=level)


def _semidefinite(matrix: Matrix, block: LagrangianBlock) -> tuple[BranchCondition, ...] | None:
    """Conditions for Q >= 0: one inequality for one variable, a matrix inequality above; ``None`` if impossible."""
    if len(matrix) != 1:
        return (PositiveSemidefinite(matrix),)
    holds = condition(matrix[0][0], ">=", block.nonnegative)
    return None if holds is False else () if holds is True else (holds,)


def _interior(block: LagrangianBlock, matrix: Matrix, vector: tuple[Affine, ...]) -> Branch | None:
    """Q positive definite: value -q'adj(Q)q / (2 det Q)."""
    n = len(matrix)
    if n > LARGEST_CLOSED:
        return Branch((PositiveSemidefinite(matrix, strict=True),), QuadraticValue(matrix, vector), True)
    polynomials = [[Polynomial.affine(entry) for entry in row] for row in matrix]
    if not determinant(polynomials).terms:
        return None
    conditions = _definite(polynomials, matrix, block)
    if conditions is None:
        return None
    value, minimizer = _stationary(block.variables, polynomials, [Polynomial.affine(entry) for entry in vector])
    if n == 1:
        steps = (quadratic_steps.opening_upward(*minimizer[0], matrix[0][0], vector[0]),)
    else:
        steps = quadratic_steps.definite(block.variables, matrix, vector, minimizer)
    return Branch(conditions, value, True, minimizer, steps)


def _stationary(
    names: Sequence[str], matrix: list[list[Polynomial]], vector: list[Polynomial]
) -> tuple[Expression, tuple[tuple[str, Expression], ...]]:
    """-1/2 q'Q^-1 q and x = -Q^-1 q by the adjugate."""
    if len(names) == 1:
        return _one_variable(names[0], matrix[0][0], vector[0])
    det, adj = determinant(matrix), adjugate(matrix)
    products = [_sum(entry * component for entry, component in zip(row, vector, strict=True)) for row in adj]
    form = _sum(component * entry for component, entry in zip(vector, products, strict=True))
    value = _negative_quotient(form, det.scaled(Fraction(2)))
    return value, tuple((name, _negative_quotient(entry, det)) for name, entry in zip(names, products, strict=True))


def _one_variable(
    name: str, curvature: Polynomial, slope: Polynomial
) -> tuple[Expression, tuple[tuple[str, Expression], ...]]:
    """-q^2/(2 a) with the square of the slope left as a square, and x = -q/a."""
    point = ((name, _negative_quotient(slope, curvature)),)
    if len(slope.terms) < 2:
        return _negative_quotient(slope * slope, curvature.scaled(Fraction(2))), point
    leading = slope.terms[0][1]
    size = _content(slope) if leading > 0 else -_content(slope)
    square = Power(slope.scaled(1 / size).expression(), Number(Fraction(2)))
    bottom = curvature.scaled(2 / (size * size))
    measure = _content(bottom)
    # The denominator of the common rational factor goes above, so that integers stay below.
    above = Fraction(measure.denominator) if isinstance(measure, Fraction) else Fraction(1)
    return Negative(Quotient(scaled(above, square), bottom.scaled(above).expression())), point


def _sum(terms) -> Polynomial:
    result = Polynomial()
    for term in terms:
        result = result + term
    return result


def _negative_quotient(numerator: Polynomial, denominator: Polynomial) -> Expression:
    """-numerator/denominator; a common rational factor is carried into the denominator's coefficients."""
    if not numerator.terms:
        return ZERO
    content = _content(numerator)
    numerator, denominator = numerator.scaled(1 / content), denominator.scaled(1 / content)
    below = _content(denominator)
    if isinstance(below, Fraction) and below.denominator != 1:
        factor = Fraction(below.denominator)
        numerator, denominator = numerator.scaled(factor), denominator.scaled(factor)
    if numerator.terms[0][1] < 0 and not denominator.is_constant:
        return Quotient(numerator.scaled(Fraction(-1)).expression(), denominator.expression())
    top = numerator.expression()
    if denominator.is_constant:
        return numerator.scaled(-1 / denominator.constant_term).expression()
    bottom = denominator.expression()
    if isinstance(top, Negative):
        return Quotient(top.operand, bottom)
    return Negative(Quotient(top, bottom))


def _content(polynomial: Polynomial) -> Scalar:
    return content([c for _, c in polynomial.terms])


def _definite(
    polynomials: list[list[Polynomial]], matrix: Matrix, block: LagrangianBlock
) -> tuple[BranchCondition, ...] | None:
    """Sylvester: the leading minors are positive; ``None`` where one is never positive."""
    n = len(matrix)
    if n > 2:
        return (PositiveSemidefinite(matrix, strict=True),)
    conditions: list[BranchCondition] = []
    for k in range(1, n + 1):
        minor = determinant([row[:k] for row in polynomials[:k]])
        form = minor.as_affine()
        if form is not None:
            holds = condition(form, ">", block.nonnegative)
            if holds is False:
                return None
            if holds is not True:
                conditions.append(holds)
        else:
            conditions.append(_polynomial_condition(minor, ">"))
    return tuple(conditions)


def _polynomial_condition(polynomial: Polynomial, relation: Literal[">", "="]) -> Condition:
    """polynomial relation 0 with integer coefficients without a common factor."""
    return Condition(polynomial.scaled(1 / _content(polynomial)).expression(), relation)


def _border(block: LagrangianBlock, matrix: Matrix, vector: tuple[Affine, ...]) -> list[Branch]:
    """Q singular and positive semidefinite, q in its range."""
    if len(matrix) > 2:
        conditions = (PositiveSemidefinite(matrix), InRange(matrix, vector))
        return [Branch(conditions, QuadraticValue(matrix, vector), True, steps=(quadratic_steps.singular(),))]
    if len(matrix) == 1:
        found = _vanishing(block, [matrix[0][0], *vector], ((block.variables[0], ZERO),), ZERO)
        step = quadratic_steps.linear_rest(block.variables[0], vector[0])
        return [replace(branch, steps=(step,)) for branch in found]
    (a, b), (_, c) = list(matrix)
    q1, q2 = vector
    x, y = block.variables
    branches: list[Branch] = []
    # det Q = 0 with a > 0: x + (b/a) y is seen, the direction (-b, a) must not change L.
    det = Polynomial.affine(a) * Polynomial.affine(c) - Polynomial.affine(b) * Polynomial.affine(b)
    tilt = Polynomial.affine(a) * Polynomial.affine(q2) - Polynomial.affine(b) * Polynomial.affine(q1)
    branches += _singular(block, a, det, tilt, q1, ((x, a, q1), y))
    # a = 0 forces b = 0 and q1 = 0; then y alone.
    branches += _vanishing_pair(block, a, b, q1, c, q2, x, y)
    return [replace(branch, steps=(quadratic_steps.singular(),)) for branch in branches]


def _singular(
    block: LagrangianBlock,
    a: Affine,
    det: Polynomial,
    tilt: Polynomial,
    q1: Affine,
    names: tuple[tuple[str, Affine, Affine], str],
) -> list[Branch]:
    positive = condition(a, ">", block.nonnegative)
    if positive is False:
        return []
    conditions: list[BranchCondition] = [] if positive is True else [positive]
    for polynomial in (det, tilt):
        form = polynomial.as_affine()
        if form is None:
            conditions.append(_polynomial_condition(polynomial, "="))
            continue
        form = form.scaled(1 / _content(polynomial)) if not form.is_zero else form
        holds = condition(form, "=", block.nonnegative)
        if holds is False:
            return []
        if holds is not True:
            conditions.append(holds)
    if _contradictory(conditions, (det, tilt)):
        return []
    (x, _, _), y = names
    slope, curvature = Polynomial.affine(q1), Polynomial.affine(a)
    value = _negative_quotient(slope * slope, curvature.scaled(Fraction(2)))
    return [Branch(tuple(conditions), value, True, ((x, _negative_quotient(slope, curvature)), (y, ZERO)))]


def _contradictory(conditions: Sequence[BranchCondition], polynomials: Sequence[Polynomial]) -> bool:
    """An equation that fixes one multiplier makes another polynomial, in that multiplier alone, nonzero."""
    for known in conditions:
        if not isinstance(known, Condition) or known.relation != "=" or known.affine is None:
            continue
        if len(known.affine.terms) != 1:
            continue
        (name, coefficient), *_ = known.affine.terms
        fixed = -known.affine.constant / coefficient
        for polynomial in polynomials:
            if set(polynomial.names) <= {name} and polynomial.at({name: fixed}) != 0:
                return True
    return False


def _vanishing_pair(
    block: LagrangianBlock, a: Affine, b: Affine, q1: Affine, c: Affine, q2: Affine, x: str, y: str
) -> list[Branch]:
    inner: list[Branch] = []
    positive = condition(c, ">", block.nonnegative)
    if positive is not False:
        slope, curvature = Polynomial.affine(q2), Polynomial.affine(c)
        value = _negative_quotient(slope * slope, curvature.scaled(Fraction(2)))
        point = ((x, ZERO), (y, _negative_quotient(slope, curvature)))
        extra = () if positive is True else (positive,)
        inner += [
            Branch((*branch.conditions, *extra), value, True, point)
            for branch in _vanishing(block, [a, b, q1], point, value)
        ]
    inner += _vanishing(block, [a, b, q1, c, q2], ((x, ZERO), (y, ZERO)), ZERO)
    return inner


def _vanishing(
    block: LagrangianBlock, forms: Sequence[Affine], point: tuple[tuple[str, Expression], ...], value: Expression
) -> list[Branch]:
    """One branch where all the forms vanish, none if one cannot."""
    conditions: list[BranchCondition] = []
    for form in dict.fromkeys(forms):
        holds = condition(form, "=", block.nonnegative)
        if holds is False:
            return []
        if holds is not True:
            conditions.append(holds)
    return [Branch(tuple(conditions), value, True, point)]
