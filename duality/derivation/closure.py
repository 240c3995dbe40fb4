"""Closing a branch: a formula on {u > 0} that also gives the right value on the border u = 0.

-u log u at u = 0, or sqrt(u): the border branch then says nothing that the closed formula does not say, but for
attainment. A formula is closed only where the border's own value confirms it at sample points.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from duality.derivation.dual_value import branch_value, holds
from duality.model.derivation import Block, Branch, BranchCondition, Condition, ImplicitMinimum
from duality.model.expression import Expression
from duality.model.form import Affine
from duality.records import replace

SAMPLES = tuple(Fraction(k, 7) for k in (3, 8, 1, 12, 5, 2, 17, 4))


def closed_branch(block: Block, interior: Branch) -> Branch | None:
    """The interior branch with its strict affine conditions relaxed, or ``None`` where a border branch disagrees."""
    conditions = [c for branch in block.branches for c in branch.conditions]
    if not all(isinstance(c, Condition) and c.affine is not None for c in conditions):
        return None
    relaxed = replace(interior, conditions=tuple(_relaxed(c) for c in interior.conditions))
    borders = [branch for branch in block.branches if branch is not interior]
    return relaxed if borders and all(_agrees(border, relaxed) for border in borders) else None


def _relaxed(condition: BranchCondition) -> BranchCondition:
    if isinstance(condition, Condition) and condition.relation == ">":
        return replace(condition, relation=">=")
    return condition


def _agrees(border: Branch, relaxed: Branch) -> bool:
    """The closed formula gives the border's value at points of the border, and holds at every point that it has."""
    equations = [c.affine for c in border.conditions if isinstance(c, Condition) and c.relation == "=" and c.affine]
    found = 0
    for shift in range(len(SAMPLES)):
        point = _on(equations, _names(border, relaxed), shift)
        if point is None or not all(holds(c, point) for c in border.conditions):
            continue
        if not all(holds(c, point) for c in relaxed.conditions):
            return False
        expected, value = float(branch_value(border.value, point)), float(branch_value(relaxed.value, point))
        if not math.isclose(expected, value, rel_tol=1e-9, abs_tol=1e-12):
            return False
        found += 1
    return found > 0


def _names(*branches: Branch) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for branch in branches:
        for condition in branch.conditions:
            if isinstance(condition, Condition):
                names |= dict.fromkeys(condition.expression.variables())
        if isinstance(branch.value, ImplicitMinimum):
            names |= dict.fromkeys(n for n in branch.value.body.variables() if n != branch.value.variable)
        elif isinstance(branch.value, Expression):
            names |= dict.fromkeys(branch.value.variables())
    return tuple(names)


def _on(equations: Sequence[Affine], names: Sequence[str], shift: int) -> dict[str, Fraction] | None:
    """Sample values with each equation solved for its first name; ``None`` where they contradict."""
    point = {name: SAMPLES[(k + shift) % len(SAMPLES)] for k, name in enumerate(names)}
    for equation in equations:
        (name, coefficient), *rest = equation.terms
        value = -Affine(equation.constant, tuple(rest)).scaled(1 / coefficient).at(point)
        if not isinstance(value, Fraction):
            return None
        point[name] = value
    return point
