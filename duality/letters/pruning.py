"""Branches of a lifted dual function that the ranges of the letters rule out, and conditions that they imply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from duality.algebra.atoms import scaled, substitute
from duality.algebra.letter_signs import Sign, sign
from duality.letters.collecting import collected
from duality.model.derivation import Block, Branch, Condition, DualFunction
from duality.model.expression import Expression
from duality.model.parameter import Parameter
from duality.records import replace

ONE, MINUS = Fraction(1), Fraction(-1)


def pruned(theta: DualFunction, trees: Mapping[str, Expression], letters: Sequence[Parameter]) -> DualFunction:
    """The same function on the ranges of the letters and for multipliers >= 0.

    ``trees`` give the lifted multipliers over letters and signed multipliers, all of them letters of a tree.
    """
    known = {letter.name: letter for letter in letters}
    blocks = tuple(_block(block, trees, known) for block in theta.blocks)
    return replace(theta, blocks=blocks) if blocks != theta.blocks else theta


def truth(
    expression: Expression, relation: str, trees: Mapping[str, Expression], known: Mapping[str, Parameter]
) -> bool | None:
    """Whether expression >= 0 (> 0, = 0) holds for all letters in their ranges: ``None`` where it depends on them."""
    plain = substitute(expression, trees)
    above, below = (sign(substitute(collected(scaled(factor, plain), ()), known)) for factor in (ONE, MINUS))
    if relation == "=":
        return False if Sign.POSITIVE in (above, below) else None
    if above is Sign.POSITIVE or (above is Sign.NONNEGATIVE and relation == ">="):
        return True
    if below is Sign.POSITIVE or (below is Sign.NONNEGATIVE and relation == ">"):
        return False
    return None


def _block(block: Block, trees: Mapping[str, Expression], known: Mapping[str, Parameter]) -> Block:
    branches = tuple(b for branch in block.branches if (b := _branch(branch, trees, known)) is not None)
    return replace(block, branches=branches)


def _branch(branch: Branch, trees: Mapping[str, Expression], known: Mapping[str, Parameter]) -> Branch | None:
    kept = []
    for condition in branch.conditions:
        if isinstance(condition, Condition):
            holds = truth(condition.expression, condition.relation, trees, known)
            if holds is False:
                return None
            if holds:
                continue
        kept.append(condition)
    return replace(branch, conditions=tuple(kept))
