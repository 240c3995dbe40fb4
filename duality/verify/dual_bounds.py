"""theta_D at exact multipliers as a rigorous interval: conditions decided exactly, values enclosed, no algebra system.

Where a condition cannot be decided, or a block has no formula, nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from duality import algebra
from duality.algebra import exact_linear
from duality.algebra.atoms import affine_expression
from duality.algebra.scalars import from_flint
from duality.model.derivation import (
    Block,
    BranchCondition,
    Condition,
    DualFunction,
    ImplicitMinimum,
    InRange,
    PositiveSemidefinite,
    QuadraticValue,
    Value,
)
from duality.model.expression import Expression
from duality.model.form import Affine

Multipliers = Mapping[str, Fraction]
Ends = tuple[Fraction, Fraction]


def dual_bounds(dual_function: DualFunction, multipliers: Multipliers) -> Ends | None:
    """(low, high) around theta_D, multipliers by constraint name; ``None`` outside its domain or where undecided.

    The form must be closed, and multipliers of inequalities >= 0.
    """
    if not dual_function.is_closed or dual_function.form == "auxiliary":
        return None
    point = {m.name: multipliers[m.constraint] for m in dual_function.multipliers}
    if any(m.kind == "inequality" and point[m.name] < 0 for m in dual_function.multipliers):
        return None
    total = _affine(dual_function.constant, point)
    for block in dual_function.blocks:
        part = _block(block, point)
        if total is None or part is None:
            return None
        total = (total[0] + part[0], total[1] + part[1])
    return total


def _block(block: Block, point: Multipliers) -> Ends | None:
    for branch in block.branches:
        decided = [_holds(condition, point) for condition in branch.conditions]
        if all(decided):
            return _value(branch.value, point)
    return None


def _holds(condition: BranchCondition, point: Multipliers) -> bool:
    """True only where it is proved."""
    match condition:
        case Condition(expression, relation, affine):
            ends = _enclosed(expression, point) if affine is None else _affine(affine, point)
            if ends is None:
                return False
            low, high = ends
            return low == high == 0 if relation == "=" else low > 0 or (relation == ">=" and low == 0)
        case PositiveSemidefinite(matrix, strict):
            rows = _matrix(matrix, point)
            if rows is None or not exact_linear.is_positive_semidefinite(rows):
                return False
            return not strict or exact_linear.rank(rows) == len(rows)
        case InRange(matrix, vector):
            return _solution(matrix, vector, point) is not None


def _value(value: Value, point: Multipliers) -> Ends | None:
    match value:
        case QuadraticValue(matrix, vector):
            found = _solution(matrix, vector, point)
            if found is None:
                return None
            q, x = found
            exact = -sum((a * b for a, b in zip(q, x, strict=True)), Fraction(0)) / 2
            return exact, exact
        case ImplicitMinimum():
            return None
        case _:
            return _enclosed(value, point)


def _solution(
    matrix: Sequence[Sequence[Affine]], vector: Sequence[Affine], point: Multipliers
) -> tuple[list[Fraction], list[Fraction]] | None:
    """(q, x) with Q x = q exactly; ``None`` where q is not in the range of Q."""
    rows, q = _matrix(matrix, point), _matrix([vector], point)
    if rows is None or q is None:
        return None
    found = exact_linear.particular_and_nullspace(rows, q[0])
    if found is None:
        return None
    return q[0], [entry for entry in found[0] if isinstance(entry, Fraction)]


def _matrix(matrix: Sequence[Sequence[Affine]], point: Multipliers) -> list[list[Fraction]] | None:
    """The entries at the point, ``None`` if one of them is irrational."""
    rows = [[entry.at(point) for entry in row] for row in matrix]
    kept = [[entry for entry in row if isinstance(entry, Fraction)] for row in rows]
    return kept if all(len(a) == len(b) for a, b in zip(kept, rows, strict=True)) else None


def _affine(form: Affine, point: Multipliers) -> Ends | None:
    if all(isinstance(c, Fraction) for c in (form.constant, *(c for _, c in form.terms))):
        value = form.at(point)
        return (value, value) if isinstance(value, Fraction) else None
    return _enclosed(affine_expression(form), point)


def _enclosed(expression: Expression, point: Multipliers) -> Ends | None:
    found = algebra.intervals.enclosure(
        expression, {name: (point[name], point[name]) for name in expression.variables()}
    )
    low, high = found.range.lower, found.range.upper
    if found.defined != "everywhere" or low is None or high is None:
        return None
    return from_flint(low), from_flint(high)
