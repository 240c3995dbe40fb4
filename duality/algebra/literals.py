"""Constant trees that need no algebra: sums, products, quotients and signs of numbers."""

from __future__ import annotations

import math
from fractions import Fraction

from duality.model.expression import Expression, Negative, Number, Product, Quotient, Sum, Variable
from duality.model.parameter import Parameter


def literal(node: Expression) -> Fraction | None:
    """The value of a constant tree of sums, products, quotients and signs of numbers, or ``None``."""
    match node:
        case Number(value):
            return value
        case Negative(operand):
            inner = literal(operand)
            return None if inner is None else -inner
        case Quotient(numerator, denominator):
            above, below = literal(numerator), literal(denominator)
            return None if above is None or not below else above / below
        case Sum(parts) | Product(parts):
            values = [literal(part) for part in parts]
            known = [value for value in values if value is not None]
            if len(known) < len(values):
                return None
            return sum(known, Fraction(0)) if isinstance(node, Sum) else math.prod(known, start=Fraction(1))
        case _:
            return None


def is_variable(node: Expression) -> bool:
    """Some variable or letter occurs."""
    return any(isinstance(inner, (Variable, Parameter)) for inner in node.walk())
