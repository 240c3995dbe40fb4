"""theta_D = constant + sum of the blocks' infima, arranged for reading: one formula, pieces, or named parts.

Branches of different blocks are multiplied out only while the product stays small; otherwise every block with several
branches becomes a part theta_k of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import prod

from duality.algebra.atoms import affine_expression, fixed_multipliers, scalar_expression, scaled, substitute
from duality.algebra.evaluate import exact_value
from duality.algebra.folding import folded, with_numbers
from duality.algebra.removable import affine_form
from duality.model.derivation import (
    Block,
    Branch,
    BranchCondition,
    Condition,
    DualFunction,
    ImplicitMinimum,
    Multiplier,
    QuadraticValue,
    Value,
)
from duality.model.expression import ZERO, Expression, Product, Variable
from duality.model.form import PLACEHOLDER
from duality.named_tuples import NamedTuple
from duality.records import replace
from duality.report.coverage import is_complete, tidied
from duality.report.terms import coefficient_and_rest, merged


class Piece(NamedTuple):
    """expression + sum of ``others``, where all ``conditions`` hold."""

    expression: Expression
    others: tuple[QuadraticValue | ImplicitMinimum, ...]
    conditions: tuple[BranchCondition, ...]
    attained: bool | None


class Part(NamedTuple):
    """theta_k = inf over the block's variables of its part of L, piece by piece; -inf elsewhere.

    ``complete``: there is no elsewhere.
    """

    number: int
    block: Block
    pieces: tuple[Piece, ...]
    complete: bool = False


class Arrangement(NamedTuple):
    """The sum of ``pieces`` (exactly one where there are ``parts``) and of the parts; -inf where none holds.

    ``complete``: there is no elsewhere. ``possible`` is False where no multipliers satisfy the conditions at all.
    """

    pieces: tuple[Piece, ...]
    parts: tuple[Part, ...] = ()
    complete: bool = False
    possible: bool = True


def arrange(dual_function: DualFunction, most: int) -> Arrangement:
    """theta_D as at most ``most`` pieces, or with named parts. No piece at all says that theta_D is never finite."""
    if dual_function.has_unbounded_block:
        return Arrangement(())
    constant = affine_expression(dual_function.constant)
    blocks, multipliers = dual_function.blocks, dual_function.multipliers
    met = not dual_function.contradictory
    several = [block for block in blocks if len(block.branches) > 1]
    if len(several) <= 1 or prod(len(block.branches) for block in several) <= most:
        choices = product(*(block.branches for block in blocks))
        pieces = tuple(_piece(constant, branches, blocks) for branches in choices)
        if len(pieces) == 1 and dual_function.formula is not None:
            pieces = (pieces[0]._replace(expression=dual_function.formula),)
        told = _told(pieces, multipliers)
        return Arrangement(told or pieces[:1], (), is_complete(blocks, multipliers), met and bool(told))
    single = [block for block in blocks if len(block.branches) == 1]
    rest = _piece(constant, [block.branches[0] for block in single], single)
    parts = tuple(_part(k, block, multipliers) for k, block in enumerate(several, 1))
    (rest,) = _told((rest,), multipliers) or (rest,)
    return Arrangement((rest,), parts, is_complete(single, multipliers), met)


def _part(number: int, block: Block, multipliers: Sequence[Multiplier]) -> Part:
    pieces = tuple(_piece(ZERO, (branch,), (block,)) for branch in block.branches)
    return Part(number, block, _told(pieces, multipliers) or pieces[:1], is_complete((block,), multipliers))


def _told(pieces: Sequence[Piece], multipliers: Sequence[Multiplier]) -> tuple[Piece, ...]:
    """What is worth saying of the pieces, with multipliers that a piece fixes put into its value."""
    found = tidied([piece.conditions for piece in pieces], multipliers)
    told: list[Piece] = []
    for k, conditions in found:
        piece = _with_fixed(pieces[k]._replace(conditions=conditions))
        joint = ((j, both) for j, other in enumerate(told) if (both := _united(other, piece)) is not None)
        place, both = next(joint, (len(told), piece))
        told[place : place + 1] = [both]
    return tuple(told)


def _united(one: Piece, other: Piece) -> Piece | None:
    """The same value where e > 0 and where e = 0, under the same conditions otherwise: where e >= 0."""
    if one._replace(conditions=()) != other._replace(conditions=()):
        return None
    here = [c for c in one.conditions if c not in other.conditions]
    there = [c for c in other.conditions if c not in one.conditions]
    match here, there:
        case [Condition() as first], [Condition() as second] if first.expression == second.expression:
            if {first.relation, second.relation} != {">", "="}:
                return None
            both = replace(first, relation=">=")
            return one._replace(conditions=tuple(both if c is first else c for c in one.conditions))
        case _:
            return None


def _with_fixed(piece: Piece) -> Piece:
    """3 - alpha where alpha = 0 is 3."""
    fixed = fixed_multipliers(piece.conditions)
    if not fixed:
        return piece
    conditions = tuple(dict.fromkeys(_put_in(condition, fixed) for condition in piece.conditions))
    return piece._replace(expression=_evaluated(piece.expression, fixed), conditions=conditions)


def _evaluated(node: Expression, fixed: dict[str, Expression]) -> Expression:
    """The value with numbers put in, where that makes it shorter; under the conditions of its piece it is defined."""
    put = with_numbers(node, fixed)
    if put is None:
        return node
    put = _with_numbers_first(put)
    if not put.variables():
        try:
            put = scalar_expression(exact_value(put, {}))
        except (ValueError, ZeroDivisionError):
            return node
    return put if len(str(put)) < len(str(node)) else node


def _with_numbers_first(node: Expression) -> Expression:
    """2*r^2 for r^2*2."""
    inner = node.mapped(_with_numbers_first) if node.children else node
    return scaled(*coefficient_and_rest(inner)) if isinstance(inner, Product) else inner


def _put_in(condition: BranchCondition, fixed: dict[str, Expression]) -> BranchCondition:
    """alpha - beta = 0 where alpha = 0 is beta = 0; the equation that fixes a multiplier stays."""
    if not isinstance(condition, Condition) or condition.affine is None or len(condition.affine.terms) < 2:
        return condition
    form = condition.affine
    if not any(name in fixed for name in form.names):
        return condition
    put = affine_form(folded(substitute(condition.expression, fixed)))
    return condition if put is None or put.is_constant else Condition(affine_expression(put), condition.relation, put)


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
