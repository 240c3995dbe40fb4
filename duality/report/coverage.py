"""Which pieces of theta_D are possible and say something new, and whether together they hold for all multipliers.

Affine conditions are rows of a polyhedron of multipliers, alpha >= 0 among them. What is proved of the rows decides;
what is not leaves the pieces as they are, and "-inf elsewhere" behind them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from duality.algebra.boxes import POSITIVE, lower_sign
from duality.algebra.polyhedra import Row, covers, implies, is_impossible, is_parallel_equation
from duality.model.derivation import Block, BranchCondition, Condition, Multiplier
from duality.model.form import Affine, Bounds
from duality.named_tuples import NamedTuple

MOST_PIECES = 16
"""More pieces are not compared with one another."""

MOST_MULTIPLIERS = 12
"""With more multipliers the rows are not looked at."""

MOST_CONDITIONS = 8
"""More conditions of one piece are not compared with one another."""

Conditions = tuple[BranchCondition, ...]


class Tidied(NamedTuple):
    """The k-th piece with the conditions that are worth saying."""

    k: int
    conditions: Conditions


def tidied(pieces: Sequence[Conditions], multipliers: Sequence[Multiplier]) -> list[Tidied]:
    """The pieces without impossible ones, without those that another one holds, and without implied conditions.

    Where pieces overlap they agree, for each is the infimum. No piece is left where every one is impossible.
    """
    used = _used(pieces, multipliers)
    if len(used) > MOST_MULTIPLIERS:
        return [Tidied(k, conditions) for k, conditions in enumerate(pieces)]
    signs, above = _signs(used), _nonnegative(used)
    told = [Tidied(k, _said(conditions, above)) for k, conditions in enumerate(pieces)]
    possible = [one for one in told if not _is_impossible(one.conditions, signs, above)]
    kept = possible if len(possible) > MOST_PIECES else _distinct(possible, signs)
    return [Tidied(one.k, _without_implied(one.conditions, signs)) for one in kept]


def is_complete(blocks: Sequence[Block], multipliers: Sequence[Multiplier]) -> bool:
    """Each of the blocks has a finite infimum at every alpha >= 0 and every beta: proved."""
    return all(_is_finite_everywhere(block, multipliers) for block in blocks)


def _is_finite_everywhere(block: Block, multipliers: Sequence[Multiplier]) -> bool:
    """A continuous function over closed bounded intervals, or branches that leave nothing out."""
    if any(not branch.conditions for branch in block.branches):
        return True
    if not block.branches:
        return False
    if block.part is not None and len(block.variables) == 1 and not block.directions:
        rows = [row.relations for row in block.part.region]
        if rows == [("<=", "<=")]:
            return True
    used = _used([branch.conditions for branch in block.branches], multipliers)
    if len(used) > MOST_MULTIPLIERS:
        return False
    above = _nonnegative(used)
    polyhedra = [_said(branch.conditions, above) for branch in block.branches]
    affine = [[*_rows(c)] for c in polyhedra if all(isinstance(one, Condition) and one.affine for one in c)]
    return covers(affine, _signs(used))


def _used(pieces: Sequence[Conditions], multipliers: Sequence[Multiplier]) -> list[Multiplier]:
    """The multipliers that occur in the conditions; matrices have none here."""
    names: set[str] = set()
    for conditions in pieces:
        for condition in conditions:
            if isinstance(condition, Condition):
                form = condition.affine
                names.update(condition.expression.variables() if form is None else form.names)
    return [m for m in multipliers if m.name in names]


def _signs(multipliers: Sequence[Multiplier]) -> list[Row]:
    """alpha >= 0."""
    nought, one = Fraction(0), Fraction(1)
    return [Row(Affine(nought, ((m.name, one),)), ">=") for m in multipliers if m.kind == "inequality"]


def _nonnegative(multipliers: Sequence[Multiplier]) -> dict[str, Bounds]:
    return {m.name: Bounds(lower=Fraction(0)) for m in multipliers if m.kind == "inequality"}


def _rows(conditions: Conditions) -> Iterator[Row]:
    """The affine ones."""
    for condition in conditions:
        if isinstance(condition, Condition) and condition.affine is not None:
            yield Row(condition.affine, condition.relation)


def _said(conditions: Conditions, above: dict[str, Bounds]) -> Conditions:
    """Each once, without what alpha >= 0 alone makes true by the signs of its terms."""
    return tuple(
        condition
        for condition in dict.fromkeys(conditions)
        if not isinstance(condition, Condition)
        or condition.relation == "="
        or lower_sign(condition.expression, above) != POSITIVE
    )


def _is_impossible(conditions: Conditions, signs: Sequence[Row], above: dict[str, Bounds]) -> bool:
    equations = [c for c in conditions if isinstance(c, Condition) and c.relation == "="]
    if any(lower_sign(equation.expression, above) == POSITIVE for equation in equations):
        return True
    return is_impossible([*_rows(conditions), *signs])


def _distinct(pieces: Sequence[Tidied], signs: Sequence[Row]) -> list[Tidied]:
    """Without the pieces that another one holds; of equal ones the first stays."""
    kept: list[Tidied] = list(pieces)
    for one in reversed(pieces):
        others = [other for other in kept if other is not one]
        if any(_holds(other.conditions, one.conditions, signs) for other in others):
            kept = others
    return kept


def _holds(outer: Conditions, inner: Conditions, signs: Sequence[Row]) -> bool:
    """Wherever the inner conditions hold, so do the outer ones."""
    known = [*_rows(inner), *signs]
    for condition in outer:
        if condition in inner:
            continue
        if not isinstance(condition, Condition) or condition.affine is None:
            return False
        if not implies(known, Row(condition.affine, condition.relation)):
            return False
    return True


def _without_implied(conditions: Conditions, signs: Sequence[Row]) -> Conditions:
    """Of a few conditions those that the others and alpha >= 0 do not imply; of parallel equations the first."""
    if len(conditions) > MOST_CONDITIONS:
        return conditions
    kept = list(conditions)
    for condition in reversed(conditions):
        if not isinstance(condition, Condition) or condition.affine is None:
            continue
        row, others = Row(condition.affine, condition.relation), tuple(c for c in kept if c is not condition)
        if condition.relation == "=":
            said = any(is_parallel_equation(row, other) for other in _rows(others))
        else:
            said = implies([*_rows(others), *signs], row)
        if said:
            kept = list(others)
    return tuple(kept)
