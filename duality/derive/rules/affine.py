"""inf of d*x over an interval: 0 if d = 0 on the whole line, else the end that d points away from.

x in R: d = 0. x >= l: d >= 0, value l*d. x <= u: d <= 0, value u*d. l <= x <= u: min(l*d, u*d).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.algebra.atoms import affine_expression, scalar_expression
from duality.derive.blocks import LagrangianBlock
from duality.derive.rules.rule import Refusal
from duality.derive.signs import condition
from duality.model.derivation import Block, Branch, Step
from duality.model.expression import ZERO, Expression, Variable
from duality.model.form import FREE, Affine
from duality.model.scalar import Scalar


def affine(block: LagrangianBlock) -> Sequence[Block] | Refusal:
    """One variable that occurs linearly, over an interval."""
    if block.quadratic or block.atoms or block.remainder:
        return Refusal("it is not affine in x")
    if block.conditions or block.discrete or len(block.variables) != 1:
        return Refusal("its variables are coupled by the domain")
    (name,) = block.variables
    d = block.slope(name)
    bounds = block.bounds.get(name, FREE)
    lower, upper = bounds.lower, bounds.upper
    if (
        lower is not None
        and upper is not None
        and (lower > upper or (lower == upper and not _both_closed(block, name)))
    ):
        return Refusal("the domain is empty")
    branches: list[Branch] = []
    if lower is None and upper is None:
        branches += _branch(block, name, d, "=", ZERO, Fraction(0), attained=True)
    elif lower is not None and lower == upper:
        branches += _branch(
            block, name, Affine(Fraction(0)), "=", affine_expression(d.scaled(lower)), lower, attained=True
        )
    else:
        if lower is not None:
            branches += _end(block, name, d, d, lower, bounds.lower_closed)
        if upper is not None:
            branches += _end(block, name, d, -d, upper, bounds.upper_closed)
    return [Block((name,), "affine", _distinct(branches), _steps(name, d, lower, upper), slopes=(d,))]


def _both_closed(block: LagrangianBlock, name: str) -> bool:
    bounds = block.bounds[name]
    return bounds.lower_closed and bounds.upper_closed


def _end(block: LagrangianBlock, name: str, d: Affine, outward: Affine, end: Scalar, closed: bool) -> list[Branch]:
    """The end is the minimizer where ``outward`` >= 0; an open end is approached, unless d = 0."""
    value = affine_expression(d.scaled(end))
    if closed:
        return _branch(block, name, outward, ">=", value, end, attained=True)
    return [
        *_branch(block, name, d, "=", ZERO, None, attained=True),
        *_branch(block, name, outward, ">", value, None, attained=False),
    ]


def _branch(
    block: LagrangianBlock,
    name: str,
    form: Affine,
    relation: str,
    value: Expression,
    point: Scalar | None,
    *,
    attained: bool,
) -> list[Branch]:
    holds = condition(form, relation, block.nonnegative)
    if holds is False:
        return []
    minimizer = None if point is None else ((name, scalar_expression(point)),)
    return [Branch(() if holds is True else (holds,), value, attained, minimizer)]


def _distinct(branches: list[Branch]) -> tuple[Branch, ...]:
    return tuple(dict.fromkeys(branches))


def _steps(name: str, d: Affine, lower: Scalar | None, upper: Scalar | None) -> tuple[Step, ...]:
    x, slope = Variable(name), affine_expression(d)
    if lower is None and upper is None:
        reason = "{0} occurs linearly and is free, so L falls without bound unless its coefficient vanishes: {1} = 0."
    elif upper is None:
        reason = "{0} occurs linearly with coefficient {1} and is bounded below only, so {1} >= 0 and the end is best."
    elif lower is None:
        reason = "{0} occurs linearly with coefficient {1} and is bounded above only, so {1} <= 0 and the end is best."
    else:
        reason = (
            "{0} occurs linearly with coefficient {1} on a bounded interval, so an end is best, by the sign of {1}."
        )
    return (Step("affine", reason, (x, slope)),)
