"""inf over finitely many points: the least of as many forms that are affine in the multipliers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import prod

from duality.algebra.atoms import affine_expression, atom_expression, row_expression
from duality.algebra.evaluate import exact_value
from duality.derivation.blocks import LagrangianBlock
from duality.derivation.rules.entry import Entry
from duality.derivation.rules.rule import Refusal
from duality.model.derivation import Block, Branch, Step
from duality.model.expression import Call, Expression
from duality.model.form import Affine, DomainCondition, choices
from duality.model.scalar import Scalar

ENTRY = Entry(
    "Finite set",
    "var x\ndomain x in {0, 1}\nmin -x\ns.t.\n cap: x <= 1/2",
    "Boyd and Vandenberghe, Exercise 5.13",
)

MOST_POINTS = 4096
MOST_FORMS = 256
"""Beyond these the formula is longer than anyone reads, and the infimum is left to numbers."""


def finite_set(block: LagrangianBlock) -> Sequence[Block] | Refusal:
    """Every variable of the block runs over a finite set."""
    covered = {name for points in block.discrete for name in points.variables}
    if set(block.variables) - covered:
        return Refusal("no finite set holds all of its variables")
    ends = _ends(block)
    if ends is None and prod(len(points.points) for points in block.discrete) > MOST_POINTS:
        return Refusal(f"its finite set has more than {MOST_POINTS} points")
    forms: dict[Affine, None] = {}
    for point in _points(block) if ends is None else ends:
        forms[_value(block, point)] = None
    if not forms:
        return Refusal("the domain is empty")
    if len(forms) > MOST_FORMS:
        return Refusal(f"its finite set gives more than {MOST_FORMS} different values of L")
    values = tuple(affine_expression(form) for form in forms)
    value: Expression = values[0] if len(values) == 1 else Call("min", values)
    step = Step(
        "finite set",
        "{names} {verb} finitely many values only. At each of them L is affine in the multipliers, and the infimum is "
        "the least of these {count} numbers, attained.".format(
            names=", ".join(block.variables),
            verb="takes" if len(block.variables) == 1 else "take",
            count=len(values),
        ),
    )
    is_linear = len(block.variables) == 1 and not (block.quadratic or block.atoms or block.remainder)
    slopes = (block.slope(block.variables[0]),) if is_linear else ()
    return [Block(block.variables, "finite set", (Branch((), value, True),), (step,), slopes=slopes)]


def _ends(block: LagrangianBlock) -> list[dict[str, Scalar]] | None:
    """The two ends of one set, where L is affine in its variable: no other point is ever the only least one."""
    curved = block.quadratic or block.atoms or block.remainder or block.conditions
    if curved or len(block.discrete) != 1 or len(block.variables) != 1:
        return None
    ends = block.discrete[0].ends(0)
    return None if ends is None else [{block.variables[0]: end} for end in ends]


def _points(block: LagrangianBlock) -> Iterator[dict[str, Scalar]]:
    """The points of the finite set that satisfy the other rows of X."""
    for choice in choices(block.discrete):
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
