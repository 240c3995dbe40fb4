"""Signs of constant trees: of a rational value, else of a floating-point value that is clearly not 0, else exactly."""

from __future__ import annotations

from duality.algebra.evaluate import constant
from duality.algebra.evaluate import value as approximate
from duality.model.expression import Expression, Variable
from duality.model.parameter import Parameter
from duality.model.rational_values import rational

_CLEARLY_NOT_ZERO = 1e-6


def has_variable(node: Expression) -> bool:
    """Whether some variable or letter occurs."""
    return any(isinstance(below, (Variable, Parameter)) for below in node.walk())


def sign(node: Expression) -> int | None:
    """-1, 0 or 1 for a constant tree; ``None`` where a variable occurs or the value is not a real number."""
    value = rational(node)
    if value is not None:
        return (value > 0) - (value < 0)
    if has_variable(node):
        return None
    near = approximate(node, {})
    if abs(near) > _CLEARLY_NOT_ZERO:
        return 1 if near > 0 else -1
    try:
        exactly = constant(node)
    except ValueError:
        return None
    return 1 if exactly > 0 else -1 if exactly < 0 else 0
