"""inf over finitely many points: the least of as many forms that are affine in the multipliers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from math import prod

from duality.algebra.atoms import affine_expression, atom_expression, row_expression
from duality.algebra.evaluate import exact_value
from duality.derive.blocks import LagrangianBlock
from duality.derive.rules.rule import Refusal
from duality.model.derivation import Block, Branch, Step
from duality.model.expression import Call, Expression
from duality.model.form import Affine, DomainCondition
from duality.model.scalar import Scalar

MOST_POINTS = 4096
MOST_FORMS = 256
"""Beyond these the formula is longer than anyone reads, and the infimum is left to numbers."""


def finite_set(block: LagrangianBlock) -> Sequence[Block] | Refusal:
    """Every variable of the block runs over a finite set."""
    covered = {name for points in block.discrete for name in points.variables}
    if set(block.variables) - covered:
        return Refusal("no finite set holds all of its variables")
    if prod(len(points.points) for points in block.discrete) > MOST_POINTS:
        return Refusal(f"its finite set has more than {MOST_POINTS} points")
    forms: dict[Affine, None] = {}
    for point in _points(block):
        forms[_value(block, point)] = None
    if not forms:
        return Refusal("the domain is empty")
    if len(forms) > MOST_FORMS:
        return Refusal(f"its finite set gives more than {MOST_FORMS} different values of L")
    values = tuple(affine_expression(form) for form in forms)
    value: Expression = values[0] if len(values) == 1 else Call("min", values)
    step = Step(
        "finite set",
        "x runs over finitely many points; L is affine in the multipliers at each, and the least is {0}.",
        (value,),
    )
    is_linear = len(block.variables) == 1 and not (block.quadratic or block.atoms or block.remainder)
    slopes = (block.slope(block.variables[0]),) if is_linear else ()
    return [Block(block.variables, "finite set", (Branch((), value, True),), (step,), slopes=slopes)]


def _points(block: LagrangianBlock) -> Iterator[dict[str, Scalar]]:
    """The points of the finite set that satisfy the other rows of X."""
    for choice in product(*(points.points for points in block.discrete)):
        point: dict[str, Scalar] = {}
        agree = True
        for points, values in zip(block.discrete, choice, strict=True):
            for name, value in zip(points.variables, values, strict=True):
                agree &= point.setdefault(name, value) == value
        if agree and all(_holds(condition, point) for condition in block.conditions):
            yield point


def _holds(condition: DomainCondition, point: dict[str, Scalar]) -> bool:
    value = exact_value(row_expression(condition.row), point)
    if condition.equality:
        return value == 0
    if condition.nonzero:
        return value != 0
    return value > 0 or (value == 0 and not condition.strict)


def _value(block: LagrangianBlock, point: dict[str, Scalar]) -> Affine:
    """L at the point, an affine form over the multipliers."""
    result = Affine(Fraction(0))
    for name, coefficient in block.linear.items():
        result += coefficient.scaled(point[name])
    for (first, second), coefficient in block.quadratic.items():
        result += coefficient.scaled(point[first] * point[second])
    for atom, coefficient in block.atoms.items():
        result += coefficient.scaled(exact_value(atom_expression(atom), point))
    for node, coefficient in block.remainder.items():
        result += coefficient.scaled(exact_value(node, point))
    return result
