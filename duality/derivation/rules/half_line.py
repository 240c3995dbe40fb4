"""inf over x and y >= l of s(x) y + r(x): finite only where s >= 0 for every x, and then inf over x of s(x) l + r(x).

Where s(x) < 0 for some x, L falls without bound as y grows; elsewhere y = l is best, whatever x is. The height of a
cylinder is such a y: its slope 2 pi r + beta pi r^2 is nowhere negative for beta >= 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from duality.algebra.atoms import scalar_expression, substitute, total
from duality.algebra.differentiate import NotDifferentiable, derivative
from duality.derivation.blocks import LagrangianBlock
from duality.derivation.parts import block_part, block_terms, weighted
from duality.derivation.rules.entry import Entry
from duality.derivation.rules.reduced import reduced
from duality.derivation.rules.rule import Answer, Refusal
from duality.derivation.signs import condition
from duality.model.derivation import Block, Branch, BranchCondition, Condition, Step
from duality.model.expression import ZERO, Comparison, Expression, Variable
from duality.model.form import FREE, Affine, Bounds
from duality.model.scalar import Scalar
from duality.records import record, replace

ENTRY = Entry(
    "Linear in one variable on a half-line, the others coupled with it",
    "var r, h\ndomain r, h > 0\nmin 2*r^2 + 2*r*h\ns.t.\n volume: r^2*h = 1",
    "Boyd and Vandenberghe, section 4.1.3 (optimizing over some variables first)",
)

NOTHING_TO_SAY = Refusal("")
"""The rule before it, which takes more forms, has told why."""

Terms = list[tuple[Affine, Expression]]


@record
class Side:
    """y, its end, and L = s*(way*(y - end)) + r: the terms of s and of r, in the other variables."""

    name: str
    end: Scalar
    closed: bool
    slope: Terms
    rest: Terms


def half_line(block: LagrangianBlock) -> Answer:
    """A block of several variables, with intervals and no other rows of the domain."""
    if block.conditions or block.discrete or len(block.variables) < 2:
        return NOTHING_TO_SAY
    for side in _sides(block):
        others = {name: block.bounds.get(name, FREE) for name in block.variables if name != side.name}
        demanded = _nowhere_negative(block, side, others)
        left = None if demanded is None else reduced(side.rest, block, others)
        if demanded is None or left is None or isinstance(left, Refusal):
            continue
        constant, blocks = left
        if not constant.is_zero or len(blocks) != 1:
            continue
        (rest,) = blocks
        branches = [_joined(branch, conditions, side) for conditions in demanded for branch in rest.branches]
        steps = (_step(side), *rest.steps)
        return [Block(block.variables, "half-line", tuple(branches), steps, part=block_part(block))]
    return NOTHING_TO_SAY


def _sides(block: LagrangianBlock) -> Iterator[Side]:
    """The variables in which L is affine, and which are bounded on one side alone."""
    terms = [*block_terms(block), *((form, Variable(name)) for name, form in block.linear.items())]
    for name in block.variables:
        bounds = block.bounds.get(name, FREE)
        if (bounds.lower is None) == (bounds.upper is None):
            continue
        end = bounds.lower if bounds.upper is None else bounds.upper
        assert end is not None, "one end is known"
        closed = bounds.lower_closed if bounds.upper is None else bounds.upper_closed
        way = Fraction(1) if bounds.upper is None else Fraction(-1)
        slope: Terms = []
        rest: Terms = []
        for form, node in terms:
            along = _slope(node, name)
            if along is None:
                break
            if along != ZERO:
                slope.append((form.scaled(way), along))
            left = substitute(node, {name: scalar_expression(end)}) if name in node.variables() else node
            rest.append((form, left))
        else:
            yield Side(name, end, closed, slope, rest)


def _slope(node: Expression, name: str) -> Expression | None:
    """d/dy of a tree that is affine in y; ``None`` for another tree."""
    if name not in node.variables():
        return ZERO
    try:
        found = derivative(node, name)
    except NotDifferentiable:
        return None
    return None if name in found.variables() else found


def _nowhere_negative(
    block: LagrangianBlock, side: Side, others: dict[str, Bounds]
) -> list[tuple[BranchCondition, ...]] | None:
    """The multipliers with inf s >= 0, as conditions one set of which holds; ``None`` where inf s is not known."""
    known = reduced(side.slope, block, others)
    if isinstance(known, Refusal):
        return None
    constant, blocks = known
    if len(blocks) != 1:
        return None
    found: list[tuple[BranchCondition, ...]] = []
    for branch in blocks[0].branches:
        value = branch.value
        if not isinstance(value, Expression):
            return None
        if value == ZERO:
            holds = condition(constant, ">=", block.nonnegative)
        else:
            told = total([value, *([] if constant.is_zero else [weighted(constant, _ONE)])])
            holds = Condition(told, ">=")
        if holds is not False:
            found.append(branch.conditions if holds is True else (*branch.conditions, holds))
    return list(dict.fromkeys(found))


_ONE = scalar_expression(Fraction(1))


def _joined(branch: Branch, conditions: Sequence[BranchCondition], side: Side) -> Branch:
    """Where both sets of conditions hold; an open end is reached only by chance."""
    minimizer = None
    if branch.minimizer is not None and side.closed:
        minimizer = (*branch.minimizer, (side.name, scalar_expression(side.end)))
    attained = branch.attained if side.closed or branch.attained is False else None
    merged = tuple(dict.fromkeys((*conditions, *branch.conditions)))
    return replace(branch, conditions=merged, attained=attained, minimizer=minimizer)


def _step(side: Side) -> Step:
    slope = total([weighted(form, node) for form, node in side.slope])
    reason = (
        "It is linear in {0} with the slope {1}. Where that is negative anywhere, the function falls without bound "
        "with {0}; where it is nowhere negative, the end {2} is best, whatever the other variables are."
    )
    at = Comparison(("=",), (Variable(side.name), scalar_expression(side.end)))
    return Step("half-line", reason, (Variable(side.name), slope, at))
