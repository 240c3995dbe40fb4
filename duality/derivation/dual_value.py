"""theta_D(alpha, beta) at given multipliers: constant + the sum over blocks of the branch that holds, -inf if none.

Exact multipliers give an exact value wherever the formula has one; floats are compared with a small tolerance, since
an equation between multipliers never holds exactly in floating point.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

from duality import algebra
from duality.algebra.evaluate import exact_value, value
from duality.algebra.exact_linear import is_positive_semidefinite, particular_and_nullspace, rank
from duality.algebra.tape.floats import to_float
from duality.model.derivation import (
    Block,
    Branch,
    BranchCondition,
    Condition,
    DualFunction,
    ImplicitMinimum,
    InRange,
    PositiveSemidefinite,
    QuadraticValue,
    Value,
)
from duality.model.expression import Expression, Variable
from duality.model.form import Affine
from duality.model.scalar import Irrational, Scalar

TOLERANCE = 1e-9
"""Relative slack of a condition at floating-point multipliers; exact multipliers have none."""

Point = Mapping[str, Scalar | float]

NOTHING: Mapping[str, Scalar] = {}


def dual_value(dual_function: DualFunction, multipliers: Point) -> Scalar | float:
    """theta_D at multipliers given by their names in formulas (alpha_budget); -inf outside the effective domain.

    nan where an implicit minimum could not be decided.
    Raises ``KeyError`` for a missing multiplier and ``ValueError`` where theta_D has no closed form.
    """
    if not dual_function.is_closed:
        raise ValueError(f"theta_D has no closed form: {dual_function.reason}")
    point = {m.name: _number(multipliers[m.name]) for m in dual_function.multipliers}
    # Formulas in letters take the letters' values, too.
    point |= {name: _number(value) for name, value in multipliers.items() if name not in point}
    if any(m.kind == "inequality" and point[m.name] < 0 for m in dual_function.multipliers):
        return -math.inf
    exact = {name: v for name, v in point.items() if isinstance(v, (Fraction, Irrational))}
    if len(exact) < len(point):
        point = {name: _nearest(v) for name, v in point.items()}
    total: Scalar | float = dual_function.constant.at(point)
    for block in dual_function.blocks:
        branch = holding_branch(block, point, exact)
        if branch is None:
            return -math.inf
        part = branch_value(branch.value, point)
        if isinstance(branch.value, ImplicitMinimum) and math.isnan(float(part)):
            return math.nan
        if isinstance(part, float):
            total = _nearest(total)
        elif isinstance(total, float):
            part = _nearest(part)
        total = total + part
    return -math.inf if isinstance(total, float) and math.isnan(total) else total


def dual_level(dual_function: DualFunction, multipliers: Point) -> float:
    """theta_D in floating point at exact multipliers: the branch is chosen exactly, its value is a float."""
    if any(m.kind == "inequality" and multipliers[m.name] < 0 for m in dual_function.multipliers):
        return -math.inf
    total = _nearest(dual_function.constant.at(multipliers))
    numbers = {name: _nearest(v) for name, v in multipliers.items()}
    for block in dual_function.blocks:
        branch = holding_branch(block, multipliers)
        if branch is None:
            return -math.inf
        total += _nearest(branch_value(branch.value, numbers if isinstance(branch.value, Expression) else multipliers))
    return total


def holding_branch(block: Block, point: Point, exact: Mapping[str, Scalar] = NOTHING) -> Branch | None:
    """The first branch whose conditions all hold, or ``None``.

    ``exact`` are those of the numbers that are known exactly: what is said of them alone is decided exactly.
    """

    def is_so(condition: BranchCondition) -> bool:
        known = exact and isinstance(condition, Condition) and exact.keys() >= set(condition.expression.variables())
        return holds(condition, exact if known else point)

    return next((branch for branch in block.branches if all(map(is_so, branch.conditions))), None)


def holds(condition: BranchCondition, point: Point) -> bool:
    """The condition at the point: exactly for exact multipliers, within `TOLERANCE` for floats."""
    match condition:
        case Condition(expression, relation, affine):
            return _compare(*_signed(expression, affine, point), relation)
        case PositiveSemidefinite(matrix, strict):
            return _semidefinite(_entries(matrix, point), strict=strict)
        case InRange(matrix, vector):
            return _solution(_entries(matrix, point), [entry.at(point) for entry in vector]) is not None


def branch_value(formula: Value, point: Point) -> Scalar | float:
    """The value of a branch's formula at the point."""
    match formula:
        case QuadraticValue(matrix, vector):
            q = [entry.at(point) for entry in vector]
            x = _solution(_entries(matrix, point), q)
            if x is None:
                return -math.inf
            result: Scalar | float = Fraction(0)
            for a, b in zip(q, x, strict=True):
                result = result - a * b / 2
            return result
        case ImplicitMinimum():
            return minimum_at(formula, point).value
        case _:
            return tree_value(formula, point)


def minimum_at(formula: ImplicitMinimum, point: Point) -> algebra.global_minimum.Minimum:
    """The global minimum that the formula stands for, and where it is attained."""
    return algebra.global_minimum.global_minimum(formula.body, formula.variable, formula.lower, formula.upper, point)


def tree_value(node: Expression, point: Point) -> Scalar | float:
    """The tree at the point, exact where the point is and the tree is defined there."""
    # At floats, which pictures ask for by the thousand, the first variable settles it.
    if any(isinstance(part, Variable) and isinstance(point[part.name], float) for part in node.walk()):
        return value(node, point)
    needed = node.variables()
    try:
        return exact_value(node, {name: v for name in needed if isinstance(v := point[name], (Fraction, Irrational))})
    except ValueError:
        return value(node, {name: _nearest(point[name]) for name in needed})


def _nearest(v: Scalar | float) -> float:
    """As a float; what is beyond the largest is infinite."""
    return to_float(v) if isinstance(v, Fraction) else float(v)


def _number(v: Scalar | float | int) -> Scalar | float:
    if isinstance(v, (float, Fraction, Irrational)):
        return v
    return Fraction(v)


def _signed(expression: Expression, affine: Affine | None, point: Point) -> tuple[Scalar | float, float]:
    """The value of the expression and the slack that floating point asks for."""
    if affine is None:
        names = expression.variables()
        rough = value(expression, {name: float(point[name]) for name in names})
        # Far from zero the float decides; exact arithmetic on roots and exponentials is slow.
        if abs(rough) > 1e-6 and all(abs(float(point[name])) < 1e6 for name in names):
            return rough, 0.0
        result = tree_value(expression, point)
        return result, TOLERANCE * max(1.0, abs(result)) if isinstance(result, float) else 0.0
    if any(isinstance(c, Irrational) for _, c in affine.terms) or isinstance(affine.constant, Irrational):
        rough = float(affine.at({name: float(point[name]) for name in affine.names}))
        if abs(rough) > 1e-6 * max(1.0, _size(affine, point)):
            return rough, 0.0
    result = affine.at(point)
    if not isinstance(result, float):
        return result, 0.0
    return result, TOLERANCE * max(1.0, _size(affine, point))


def _size(affine: Affine, point: Point) -> float:
    return abs(float(affine.constant)) + sum(abs(float(c) * float(point[name])) for name, c in affine.terms)


def _compare(left: Scalar | float, slack: float, relation: str) -> bool:
    if relation == "=":
        return left == 0 if not slack else abs(left) <= slack
    if relation == ">=":
        return left >= 0 if not slack else left >= -slack
    return left > 0


def _entries(matrix: Sequence[Sequence[Affine]], point: Point) -> list[list[Scalar | float]]:
    return [[entry.at(point) for entry in row] for row in matrix]


def _exact_rows(matrix: Sequence[Sequence[Scalar | float]]) -> list[list[Scalar]] | None:
    """The matrix if every entry is rational, else ``None``."""
    rows: list[list[Scalar]] = [[entry for entry in row if isinstance(entry, Fraction)] for row in matrix]
    return rows if all(len(row) == len(full) for row, full in zip(rows, matrix, strict=True)) else None


def _semidefinite(matrix: list[list[Scalar | float]], *, strict: bool) -> bool:
    exact = _exact_rows(matrix)
    if exact is not None:
        return is_positive_semidefinite(exact) and (not strict or rank(exact) == len(exact))
    import numpy as np

    array = np.array([[float(entry) for entry in row] for row in matrix])
    smallest = float(np.linalg.eigvalsh(array)[0])
    slack = TOLERANCE * max(1.0, float(np.abs(array).max()))
    return smallest > slack if strict else smallest >= -slack


def _solution(matrix: list[list[Scalar | float]], q: list[Scalar | float]) -> list[Scalar | float] | None:
    """x with Q x = q, or ``None`` where q is not in the range of Q."""
    exact, right_side = _exact_rows(matrix), _exact_rows([q])
    if exact is not None and right_side is not None:
        found = particular_and_nullspace(exact, right_side[0])
        return None if found is None else list(found[0])
    import numpy as np

    array = np.array([[float(entry) for entry in row] for row in matrix])
    right = np.array([float(entry) for entry in q])
    # Singular values below the slack count as zero, so that a point on the border is read as on the border.
    x, *_ = np.linalg.lstsq(array, right, rcond=1e-10)
    if float(np.abs(array @ x - right).max()) > 1e-7 * max(1.0, float(np.abs(right).max())):
        return None
    return [float(entry) for entry in x]
