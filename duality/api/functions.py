"""Functions on expression trees, under the names that the problem language gives them.

``max``, ``min``, ``sum`` and ``abs`` also take plain numbers, as a problem's data may be constant.
"""

from __future__ import annotations

from collections.abc import Iterable

from duality.api.foreign import expression_of
from duality.model.expression import ZERO, Call, Comparison, Expression, Sum

Operand = object
"""A tree, a Python number, or a sympy expression."""


def exp(x: Operand) -> Expression:
    """e^x."""
    return Call("exp", (expression_of(x),))


def log(x: Operand) -> Expression:
    """The natural logarithm, x > 0."""
    return Call("log", (expression_of(x),))


def sqrt(x: Operand) -> Expression:
    """The square root, x >= 0."""
    return Call("sqrt", (expression_of(x),))


def sin(x: Operand) -> Expression:
    return Call("sin", (expression_of(x),))


def cos(x: Operand) -> Expression:
    return Call("cos", (expression_of(x),))


def tan(x: Operand) -> Expression:
    return Call("tan", (expression_of(x),))


def sinh(x: Operand) -> Expression:
    return Call("sinh", (expression_of(x),))


def cosh(x: Operand) -> Expression:
    return Call("cosh", (expression_of(x),))


def tanh(x: Operand) -> Expression:
    return Call("tanh", (expression_of(x),))


def abs(x: Operand) -> Expression:
    """|x|."""
    return Call("abs", (expression_of(x),))


def huber(x: Operand, d: Operand) -> Expression:
    """x^2 for |x| <= d, 2 d |x| - d^2 beyond."""
    return Call("huber", (expression_of(x), expression_of(d)))


def max(*items: Operand) -> Expression:
    """The largest of the arguments, or of one iterable."""
    return Call("max", _operands(items))


def min(*items: Operand) -> Expression:
    """The smallest of the arguments, or of one iterable."""
    return Call("min", _operands(items))


def norm(*items: Operand) -> Expression:
    """sqrt(x_1^2 + ... + x_n^2), of the arguments or of one iterable."""
    return Call("norm", _operands(items))


def norm1(*items: Operand) -> Expression:
    """|x_1| + ... + |x_n|."""
    return Call("norm1", _operands(items))


def norminf(*items: Operand) -> Expression:
    """max |x_i|."""
    return Call("norminf", _operands(items))


def sum(items: Iterable[Operand]) -> Expression:
    """x_1 + ... + x_n as one sum, without the leading 0 of Python's own ``sum``."""
    terms = tuple(expression_of(item) for item in items)
    return ZERO if not terms else terms[0] if len(terms) == 1 else Sum(terms)


def eq(left: Operand, right: Operand) -> Comparison:
    """The equation left = right (``==`` compares trees by structure)."""
    return Comparison(("=",), (expression_of(left), expression_of(right)))


def _operands(items: tuple[Operand, ...]) -> tuple[Expression, ...]:
    single = items[0] if len(items) == 1 else None
    if isinstance(single, Iterable) and not isinstance(single, Expression):
        items = tuple(single)
    if not items:
        raise ValueError("at least one argument is needed")
    return tuple(expression_of(item) for item in items)


__all__ = [
    "abs",
    "cos",
    "cosh",
    "eq",
    "exp",
    "huber",
    "log",
    "max",
    "min",
    "norm",
    "norm1",
    "norminf",
    "sin",
    "sinh",
    "sqrt",
    "sum",
    "tan",
    "tanh",
]
