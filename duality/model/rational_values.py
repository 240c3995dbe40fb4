"""The value of a constant tree by rational arithmetic alone, with every size bounded before it is computed."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from duality.model.expression import (
    Call,
    Constant,
    Expression,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
)
from duality.model.parameter import Parameter

MOST_DIGITS = 400
"""Of a power of constants; sums and products of them may have ten times as many."""

_MAX_POWER_BITS = MOST_DIGITS * 3.3219280948873626
_MAX_VALUE_BITS = 10 * _MAX_POWER_BITS


class TooManyDigits(Exception):
    """A constant has more digits than are computed with."""


def rational(node: Expression) -> Fraction | None:
    """The value of a tree that is rational by arithmetic alone; ``None`` where a variable or an irrational occurs.

    Raises `TooManyDigits` before a number of more than the allowed digits is computed. Division by zero gives ``None``.
    """
    match node:
        case Number(value):
            return value
        case Variable() | Constant() | Parameter():
            return None
        case Negative(operand):
            value = rational(operand)
            return None if value is None else -value
        case Sum(terms):
            return _fold(terms, Fraction(0), lambda total, value: total + value)
        case Product(factors):
            return _fold(factors, Fraction(1), lambda total, value: total * value)
        case Quotient(numerator, denominator):
            above, below = rational(numerator), rational(denominator)
            return above / below if above is not None and below else None
        case Power(base, exponent):
            below, above = rational(base), rational(exponent)
            return None if below is None or above is None else rational_power(below, above)
        case Call(function, arguments):
            return _call(function, arguments)
        case _:
            raise TypeError(f"{type(node).__name__} is not a node of the tree")


def rational_power(base: Fraction, exponent: Fraction) -> Fraction | None:
    """base^exponent where it is rational by arithmetic alone: an integer exponent, and no division by zero."""
    if base in (0, 1):
        return None if base == 0 and exponent < 0 else base if exponent != 0 else Fraction(1)
    if abs(exponent) * _bits(base) > _MAX_POWER_BITS and base != -1:
        raise TooManyDigits
    return base ** int(exponent) if exponent.denominator == 1 else None


def _fold(
    nodes: tuple[Expression, ...], total: Fraction, operation: Callable[[Fraction, Fraction], Fraction]
) -> Fraction | None:
    for node in nodes:
        value = rational(node)
        if value is None:
            return None
        total = operation(total, value)
        if _bits(total) > _MAX_VALUE_BITS:
            raise TooManyDigits
    return total


def _call(function: str, arguments: tuple[Expression, ...]) -> Fraction | None:
    if function not in ("abs", "min", "max", "norm1", "norminf"):
        return None
    values = [rational(argument) for argument in arguments]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    match function:
        case "min":
            return min(known)
        case "max":
            return max(known)
        case "norminf":
            return max(map(abs, known))
        case _:
            return sum(map(abs, known), Fraction(0))


def _bits(value: Fraction) -> int:
    return max(value.numerator.bit_length(), value.denominator.bit_length())
