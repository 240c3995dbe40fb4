"""Derived objects as sympy expressions over real symbols named after variables and multipliers."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, product
from math import prod
from typing import TYPE_CHECKING, assert_never, cast

from duality.algebra.atoms import affine_expression
from duality.model.derivation import (
    KKT,
    Branch,
    BranchCondition,
    Condition,
    ConicDual,
    Derivation,
    DualFunction,
    ImplicitMinimum,
    InRange,
    PositiveSemidefinite,
    QuadraticValue,
    Value,
)
from duality.model.form import Affine
from duality.model.problem import Problem
from duality.model.sympy_form import comparison_to_sympy, symbol, to_sympy
from duality.report.sections.explicit_dual import dual_in_multipliers

if TYPE_CHECKING:
    import sympy
    from sympy.logic.boolalg import Boolean

MOST_PIECES = 32
LARGEST_MATRIX = 5
"""A semidefiniteness condition is written as the signs of its principal minors up to this size."""


def dual_function(theta: DualFunction) -> sympy.Expr:
    """theta_D as a Piecewise, -oo outside its effective domain (negative alpha included)."""
    import sympy

    if not theta.is_closed:
        raise ValueError(f"theta_D has no closed form: {theta.reason}")
    if theta.has_unbounded_block:
        return -sympy.oo
    signs = [symbol(m.name) >= 0 for m in theta.multipliers if m.kind == "inequality"]
    constant = to_sympy(affine_expression(theta.constant))
    if prod(len(block.branches) for block in theta.blocks) <= MOST_PIECES:
        pieces = []
        for branches in product(*(block.branches for block in theta.blocks)):
            value = sympy.Add(constant, *(_value(branch.value) for branch in branches))
            pieces.append((value, sympy.And(*signs, *(c for branch in branches for c in _conditions(branch)))))
        return sympy.Piecewise(*pieces, (-sympy.oo, True))
    parts = [
        sympy.Piecewise(*((_value(b.value), sympy.And(*_conditions(b))) for b in block.branches), (-sympy.oo, True))
        for block in theta.blocks
    ]
    return sympy.Piecewise((sympy.Add(constant, *parts), sympy.And(*signs)), (-sympy.oo, True))


def dual_problem(derivation: Derivation) -> tuple[sympy.Expr, list[sympy.Basic]]:
    """(objective to maximize, constraints) over the multipliers; theta_D itself where no explicit dual was found."""
    import sympy

    match derivation.dual_problem:
        case Problem() as dual:
            objective, rows = dual_in_multipliers(dual, dict(derivation.dual_names))
            return to_sympy(objective), [comparison_to_sympy(row) for row in rows if not isinstance(row, str)]
        case ConicDual(multipliers, linear, values, conditions):
            signs = [symbol(m.name) >= 0 for m in multipliers if m.kind == "inequality"]
            objective = sympy.Add(to_sympy(affine_expression(linear)), *map(_value, values))
            return objective, [*(r for c in conditions for r in _condition(c)), *signs]
        case None:
            theta = derivation.dual_function
            return dual_function(theta), [symbol(m.name) >= 0 for m in theta.multipliers if m.kind == "inequality"]
        case _:
            assert_never(derivation.dual_problem)


def kkt(system: KKT) -> list[sympy.Basic]:
    """The relations of the KKT system."""
    import sympy

    smooth = [equation for equation in system.stationarity if not equation.normal_cone]
    stationarity = [sympy.Eq(to_sympy(equation.expression), 0) for equation in smooth]
    return [*stationarity, *map(comparison_to_sympy, (*system.primal, *system.dual, *system.slackness))]


def _value(value: Value) -> sympy.Expr:
    import sympy

    match value:
        case QuadraticValue(matrix, vector):
            return _quadratic(matrix, vector)
        case ImplicitMinimum(variable, body, lower, upper):
            # sympy has no minimum over an interval with parameters: it stays an unevaluated function.
            ends = (-sympy.oo if lower is None else to_sympy(lower), sympy.oo if upper is None else to_sympy(upper))
            return sympy.Function("minimum")(to_sympy(body), symbol(variable), *ends)
        case _:
            return to_sympy(value)


def _quadratic(matrix: tuple[tuple[Affine, ...], ...], vector: tuple[Affine, ...]) -> sympy.Expr:
    """-1/2 q'Q^+q as the limit of -1/2 q'(Q + t I)^-1 q for t -> 0+: finite exactly where q is in the range of Q."""
    import sympy

    quadratic, linear = _matrix(matrix), sympy.Matrix([to_sympy(affine_expression(entry)) for entry in vector])
    if not quadratic.free_symbols and quadratic.det() != 0:
        return sympy.expand(-(linear.T * quadratic.inv() * linear)[0] / 2)
    t = sympy.Symbol("t", positive=True)
    shifted = quadratic + t * sympy.eye(quadratic.rows)
    value = -(linear.T * shifted.adjugate() * linear)[0] / (2 * shifted.det())
    return sympy.Limit(value, t, 0, "+")


def _conditions(branch: Branch) -> Iterable[Boolean]:
    for condition in branch.conditions:
        yield from _condition(condition)


def _condition(condition: BranchCondition) -> Iterable[Boolean]:
    import sympy

    match condition:
        case Condition():
            yield cast("Boolean", comparison_to_sympy(condition.comparison))
        case PositiveSemidefinite(matrix, strict):
            entries = _matrix(matrix)
            n = entries.rows
            if n > LARGEST_MATRIX:
                raise ValueError(f"a {n} x {n} matrix inequality has no short form in sympy; evaluate theta_D instead")
            if strict:
                yield from (entries.extract(range(k), range(k)).det() > 0 for k in range(1, n + 1))
                return
            for k in range(1, n + 1):
                for chosen in combinations(range(n), k):
                    yield sympy.expand(entries.extract(chosen, chosen).det()) >= 0
        case InRange():
            # The value's limit is -oo where the vector leaves the range.
            return
        case _:
            assert_never(condition)


def _matrix(matrix: tuple[tuple[Affine, ...], ...]) -> sympy.Matrix:
    import sympy

    return sympy.Matrix([[to_sympy(affine_expression(entry)) for entry in row] for row in matrix])
