"""A problem in numbers as a quadratic program, straight from its trees, where there are many and every step counts."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from duality.model.expression import Expression, Negative, Number, Power, Product, Quotient, Sum, Variable
from duality.model.problem import Comparison, Problem, Sense
from duality.solving.quadratic.program import LinearRow, QuadraticProgram

Polynomial = dict[tuple[int, ...], Fraction | int]
"""Coefficients by the places of their variables: () is the constant, (i, j) with i <= j the product."""


class NotQuadratic(Exception):
    """The tree is no polynomial of degree 2 with rational coefficients."""


def plain_program(problem: Problem) -> QuadraticProgram | None:
    """The program of the min form; ``None`` for other functions, finite sets, strict rows and letters."""
    if problem.parameters or not all(isinstance(row, Comparison) for row in problem.domain):
        return None
    index = {name: k for k, name in enumerate(problem.variables)}
    try:
        objective = _read(problem.objective, index)
        rows = [_row(c.left, c.relation, c.right, c.name, index) for c in problem.constraints]
        for row in problem.domain:
            assert isinstance(row, Comparison)
            for k, relation in enumerate(row.relations):
                rows.append(_row(row.expressions[k], relation, row.expressions[k + 1], None, index))
    except NotQuadratic:
        return None
    sign = 1 if problem.sense is Sense.MIN else -1
    return program_of(problem.variables, {key: sign * value for key, value in objective.items()}, rows)


def program_of(
    variables: tuple[str, ...], objective: Polynomial, rows: list[LinearRow], below: int = 1
) -> QuadraticProgram:
    """The program in integers; the objective is that of the statement times ``below``."""
    scale = lcm(*(value.denominator for value in objective.values())) if objective else 1
    linear, constant = [0] * len(variables), 0
    hessian = []
    for key, value in objective.items():
        whole = int(value * scale) if scale != 1 else int(value)
        if len(key) == 1:
            linear[key[0]] = whole
        elif not key:
            constant = whole
        elif whole:
            hessian.append((key[0], key[1], 2 * whole if key[0] == key[1] else whole))
    free = (None,) * len(variables)
    return QuadraticProgram(variables, constant, tuple(linear), tuple(hessian), tuple(rows), free, free, scale * below)


def row_of(polynomial: Polynomial, name: str | None, *, equality: bool, sign: int = 1) -> LinearRow:
    """sign*(a'x + b) <= 0 or = 0, in integers; `NotQuadratic` where it is not affine."""
    if any(len(key) == 2 and value for key, value in polynomial.items()):
        raise NotQuadratic
    scale = lcm(*(value.denominator for value in polynomial.values())) if polynomial else 1
    terms = tuple((key[0], int(sign * value * scale)) for key, value in polynomial.items() if len(key) == 1 and value)
    return LinearRow(terms, int(sign * polynomial.get((), 0) * scale), equality, name, scale)


def _row(left: Expression, relation: str, right: Expression, name: str | None, index: dict[str, int]) -> LinearRow:
    if relation in ("<", ">"):
        raise NotQuadratic
    gap = _sum(_read(left, index), _read(right, index), -1)
    return row_of(gap, name, equality=relation == "=", sign=-1 if relation == ">=" else 1)


def _read(tree: Expression, index: dict[str, int]) -> Polynomial:
    match tree:
        case Number():
            # Integers are quicker, and most coefficients are some.
            value = tree.value
            return {(): value.numerator if value.denominator == 1 else value} if value else {}
        case Variable():
            return {(index[tree.name],): 1}
        case Sum():
            total: Polynomial = {}
            for term in tree.terms:
                total = _sum(total, _read(term, index), 1)
            return total
        case Negative():
            return {key: -value for key, value in _read(tree.operand, index).items()}
        case Product((Number() as factor, Variable() as variable)):
            value = factor.value
            return {(index[variable.name],): value.numerator if value.denominator == 1 else value} if value else {}
        case Product():
            found = _read(tree.factors[0], index)
            for factor in tree.factors[1:]:
                found = _times(found, _read(factor, index))
            return found
        case Quotient():
            below = _read(tree.denominator, index)
            if set(below) != {()}:
                raise NotQuadratic
            return {key: Fraction(value) / below[()] for key, value in _read(tree.numerator, index).items()}
        case Power():
            exponent = _read(tree.exponent, index)
            if exponent != {(): 2}:
                raise NotQuadratic
            base = _read(tree.base, index)
            return _times(base, base)
    raise NotQuadratic


def _sum(left: Polynomial, right: Polynomial, sign: int) -> Polynomial:
    for key, value in right.items():
        left[key] = left.get(key, 0) + sign * value
    return left


def _times(left: Polynomial, right: Polynomial) -> Polynomial:
    if len(left) == 1 and () in left:
        return {key: left[()] * value for key, value in right.items()}
    found: Polynomial = {}
    for a, x in left.items():
        for b, y in right.items():
            if len(a) + len(b) > 2:
                raise NotQuadratic
            key = tuple(sorted(a + b))
            found[key] = found.get(key, 0) + x * y
    return found
