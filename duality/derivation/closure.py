"""Closing a branch: a formula on {u > 0} that also gives the right value on the border u = 0.

-u log u at u = 0, or sqrt(u): the border branch then says nothing that the closed formula does not say, but for
attainment. A formula is closed only where the border's own value confirms it at sample points: of the border itself
where it is affine, else as a multiple of u between the two.
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
    """The interior branch with its strict conditions relaxed, or ``None`` where a border branch may disagree."""
    relaxed = replace(interior, conditions=tuple(_relaxed(c) for c in interior.conditions))
    borders = [branch for branch in block.branches if branch is not interior]
    conditions = [c for branch in block.branches for c in branch.conditions]
    if not borders or not all(isinstance(c, Condition) for c in conditions):
        return None
    is_affine = all(isinstance(c, Condition) and c.affine is not None for c in conditions)
    agrees = _agrees if is_affine else _differs_by_the_border
    return relaxed if all(agrees(border, relaxed) for border in borders) else None


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


def _differs_by_the_border(border: Branch, relaxed: Branch) -> bool:
    """The border is {u = 0} for the one relaxed u >= 0, and the values differ by a multiple of u, at sample points."""
    if len(border.conditions) != 1 or len(relaxed.conditions) != 1:
        return False
    (own,), (whole,) = border.conditions, relaxed.conditions
    if not isinstance(own, Condition) or not isinstance(whole, Condition) or own.expression != whole.expression:
        return False
    if (own.relation, whole.relation) != ("=", ">="):
        return False
    names, factors = _names(border, relaxed), set[Fraction]()
    for shift in range(len(SAMPLES)):
        point = {name: SAMPLES[(k + shift) % len(SAMPLES)] for k, name in enumerate(names)}
        inside, outside, height = (
            branch_value(formula, point) for formula in (relaxed.value, border.value, whole.expression)
        )
        if not (isinstance(inside, Fraction) and isinstance(outside, Fraction) and isinstance(height, Fraction)):
            return False
        if height != 0:
            factors.add((outside - inside) / height)
    return len(factors) == 1


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
