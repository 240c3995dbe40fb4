"""theta_D = constant + sum of the blocks' infima, arranged for reading: one formula, pieces, or named parts.

Branches of different blocks are multiplied out only while the product stays small; otherwise every block with several
branches becomes a part theta_k of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from math import prod
from typing import NamedTuple

from duality.algebra.atoms import affine_expression, substitute
from duality.model.derivation import (
    Block,
    Branch,
    BranchCondition,
    DualFunction,
    ImplicitMinimum,
    QuadraticValue,
    Value,
)
from duality.model.expression import ZERO, Expression, Variable
from duality.model.form import PLACEHOLDER
from duality.report.terms import merged


class Piece(NamedTuple):
    """expression + sum of ``others``, where all ``conditions`` hold."""

    expression: Expression
    others: tuple[QuadraticValue | ImplicitMinimum, ...]
    conditions: tuple[BranchCondition, ...]
    attained: bool | None


class Part(NamedTuple):
    """theta_k = inf over the block's variables of its part of L, piece by piece; -inf elsewhere."""

    number: int
    block: Block
    pieces: tuple[Piece, ...]


class Arrangement(NamedTuple):
    """The sum of ``pieces`` (exactly one where there are ``parts``) and of the parts; -inf where none holds."""

    pieces: tuple[Piece, ...]
    parts: tuple[Part, ...] = ()


def arrange(dual_function: DualFunction, most: int) -> Arrangement:
    """theta_D as at most ``most`` pieces, or with named parts. No piece at all says that theta_D is never finite."""
    if dual_function.never_finite:
        return Arrangement(())
    constant = affine_expression(dual_function.constant)
    blocks = dual_function.blocks
    several = [block for block in blocks if len(block.branches) > 1]
    if len(several) <= 1 or prod(len(block.branches) for block in several) <= most:
        choices = product(*(block.branches for block in blocks))
        pieces = tuple(_piece(constant, branches, blocks) for branches in choices)
        if len(pieces) == 1 and dual_function.formula is not None:
            pieces = (pieces[0]._replace(expression=dual_function.formula),)
        return Arrangement(pieces)
    single = [block for block in blocks if len(block.branches) == 1]
    rest = _piece(constant, [block.branches[0] for block in single], single)
    return Arrangement((rest,), tuple(_part(k, block) for k, block in enumerate(several, 1)))


def _part(number: int, block: Block) -> Part:
    return Part(number, block, tuple(_piece(ZERO, (branch,), (block,)) for branch in block.branches))


def _named(value: Value, block: Block) -> Value:
    """An implicit minimum over the block's own variable rather than a placeholder."""
    if not isinstance(value, ImplicitMinimum) or value.variable != PLACEHOLDER:
        return value
    name = block.variables[0] if len(block.variables) == 1 else "t"
    return replace(value, variable=name, body=substitute(value.body, {PLACEHOLDER: Variable(name)}))


def _piece(constant: Expression, branches: Sequence[Branch], blocks: Sequence[Block]) -> Piece:
    values = [_named(branch.value, block) for branch, block in zip(branches, blocks, strict=True)]
    conditions = dict.fromkeys(condition for branch in branches for condition in branch.conditions)
    flags = [branch.attained for branch in branches]
    return Piece(
        merged([constant, *(value for value in values if isinstance(value, Expression))]),
        tuple(value for value in values if not isinstance(value, Expression)),
        tuple(conditions),
        False if False in flags else None if None in flags else True,
    )
