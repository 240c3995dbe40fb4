"""theta_D as one formula: constant + the blocks' values, like terms collected, the linear part in front."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from duality.algebra.atoms import affine_expression, row_expression, total
from duality.algebra.rows import decompose
from duality.model.derivation import Block, Multiplier
from duality.model.expression import Expression
from duality.model.form import Affine


def collected(constant: Affine, blocks: Sequence[Block], multipliers: Sequence[Multiplier]) -> Expression | None:
    """The one formula of theta_D where every block has one branch with a tree as its value, else ``None``."""
    values: list[Expression] = []
    for block in blocks:
        if len(block.branches) != 1 or not isinstance(block.branches[0].value, Expression):
            return None
        values.append(block.branches[0].value)
    return collected_sum(constant, values, multipliers)


def collected_sum(constant: Affine, values: Sequence[Expression], multipliers: Sequence[Multiplier]) -> Expression:
    """constant + sum of values: affine and quadratic parts collected where that makes the formula shorter."""
    plain = total([affine_expression(constant), *values])
    order = tuple(m.name for m in multipliers)
    polynomial: list[Expression] = []
    others: list[Expression] = []
    for value in values:
        (polynomial if decompose(value, order).is_quadratic else others).append(value)
    row = decompose(total([affine_expression(constant), *polynomial]), order)
    short = total(
        [affine_expression(row.affine), row_expression(replace(row, constant=Fraction(0), linear=())), *others]
    )
    return short if _size(short) <= _size(plain) else plain


def _size(node: Expression) -> int:
    return sum(1 for _ in node.walk())
