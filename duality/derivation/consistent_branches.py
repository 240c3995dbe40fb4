"""Branches of theta_D that the other blocks leave room for: where one block asks alpha = 0, no other has alpha > 0.

Conditions without multipliers, as 1 - exp(-1) >= 0, hold or fail once and for all, and are not told.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.algebra.evaluate import constant, exact_value
from duality.algebra.exact_linear import particular_and_nullspace
from duality.model.derivation import Block, Branch, BranchCondition, Condition, Multiplier
from duality.model.form import Affine
from duality.model.scalar import Scalar
from duality.records import replace


def consistent(blocks: Sequence[Block], multipliers: Sequence[Multiplier]) -> tuple[list[Block], bool]:
    """The blocks without branches that contradict the equations which every point of the effective domain satisfies.

    And whether no multipliers meet the conditions of all blocks, which are then as they were.
    """
    blocks = [_without_constants(block) for block in blocks]
    names = [m.name for m in multipliers]
    nonnegative = {m.name for m in multipliers if m.kind == "inequality"}
    equations = _equations(blocks, nonnegative)
    if not equations:
        return list(blocks), False
    matrix = [[form.coefficient(name) for name in names] for form in equations]
    solved = particular_and_nullspace(matrix, [-form.constant for form in equations], len(names))
    if solved is None:
        return list(blocks), True
    point = dict(zip(names, solved[0], strict=True))
    moves = [dict(zip(names, vector, strict=True)) for vector in solved[1]]
    if any(point[name] < 0 and not any(move[name] for move in moves) for name in nonnegative):
        return list(blocks), True
    pruned = [_pruned(block, point, moves) for block in blocks]
    if any(block.branches and not left.branches for block, left in zip(blocks, pruned, strict=True)):
        return list(blocks), True
    return pruned, False


def _without_constants(block: Block) -> Block:
    """Without the branches that have a false condition between numbers, and without the true ones."""
    kept: list[Branch] = []
    for branch in block.branches:
        known = [_constant_holds(condition) for condition in branch.conditions]
        if False not in known:
            left = tuple(c for c, holds in zip(branch.conditions, known, strict=True) if holds is None)
            kept.append(branch if len(left) == len(known) else replace(branch, conditions=left))
    return block if tuple(kept) == block.branches else replace(block, branches=tuple(kept))


def _constant_holds(condition: BranchCondition) -> bool | None:
    """``None`` for a condition on multipliers, and where the sign of the number is not decided."""
    if not isinstance(condition, Condition) or condition.expression.variables():
        return None
    try:
        return not _fails(condition, constant(condition.expression))
    except ValueError:
        return None


def _fails(condition: Condition, value: Scalar | float) -> bool:
    return value <= 0 if condition.relation == ">" else value < 0 if condition.relation == ">=" else value != 0


def _equations(blocks: Sequence[Block], nonnegative: set[str]) -> list[Affine]:
    """Those of the blocks with one branch; a sum of nonnegative multipliers that is 0 makes each of them 0."""
    found: list[Affine] = []
    for block in blocks:
        if len(block.branches) != 1:
            continue
        for condition in block.branches[0].conditions:
            if not isinstance(condition, Condition) or condition.affine is None or not _is_rational(condition.affine):
                continue
            form = condition.affine
            signs = {(c > 0) for _, c in form.terms}
            vanishes = form.constant == 0 and len(signs) == 1 and set(form.names) <= nonnegative
            if vanishes and (condition.relation == "=" or (condition.relation == ">=" and signs == {False})):
                found += [Affine(Fraction(0), ((name, Fraction(1)),)) for name in form.names]
            elif condition.relation == "=":
                found.append(form)
    return found


def _pruned(block: Block, point: dict[str, Scalar], moves: Sequence[dict[str, Scalar]]) -> Block:
    kept = tuple(branch for branch in block.branches if not _contradicts(branch, point, moves))
    return replace(block, branches=kept) if len(kept) < len(block.branches) else block


def _contradicts(branch: Branch, point: dict[str, Scalar], moves: Sequence[dict[str, Scalar]]) -> bool:
    """Some condition has the same value wherever the equations hold, and fails there."""
    free = {name for move in moves for name, step in move.items() if step}
    for condition in branch.conditions:
        if not isinstance(condition, Condition):
            continue
        form = condition.affine
        if form is None or not _is_rational(form):
            if set(condition.expression.variables()) & free:
                continue
            try:
                value = exact_value(condition.expression, point)
            except ValueError:
                continue
        elif any(sum((c * move[name] for name, c in form.terms), Fraction(0)) != 0 for move in moves):
            continue
        else:
            value = form.at(point)
        if _fails(condition, value):
            return True
    return False


def _is_rational(form: Affine) -> bool:
    return isinstance(form.constant, Fraction) and all(isinstance(c, Fraction) for _, c in form.terms)
