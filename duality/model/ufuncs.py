"""What numpy's functions mean for expressions: ``A * x`` with an array A on the left, ``numpy.exp(x)``."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from duality.model.array import Array, array_of, product
from duality.model.expression import Call, as_expression
from duality.model.functions import FUNCTIONS

OPERATORS: dict[str, Callable[..., Any]] = {
    "add": operator.add,
    "subtract": operator.sub,
    "multiply": operator.mul,
    "divide": operator.truediv,
    "true_divide": operator.truediv,
    "power": operator.pow,
    "negative": operator.neg,
    "positive": operator.pos,
    "absolute": abs,
    "matmul": product,
    "square": lambda x: x**2,
    "less_equal": operator.le,
    "greater_equal": operator.ge,
    "less": operator.lt,
    "greater": operator.gt,
    "equal": operator.eq,
}

CALLED: dict[str, Callable[..., Any]] = {
    "sum": lambda x: x.sum(),
    "dot": product,
    "inner": product,
    "transpose": lambda x: x.T,
}

HELP = "duality.sum, norm, max, exp and the like take arrays of expressions"


def applied(name: str, method: str, inputs: Sequence[object], options: Mapping[str, object]) -> object:
    """The ufunc of that name; ``TypeError`` where it has no meaning in a problem."""
    if method != "__call__" or options:
        raise TypeError(f"numpy.{name} cannot work on expressions in this way; {HELP}")
    operands = [_operand(value) for value in inputs]
    if name in OPERATORS:
        return OPERATORS[name](*operands)
    name = name.replace("arc", "a", 1)  # numpy's arctan is the language's atan
    if name in FUNCTIONS and len(operands) == 1:
        only = operands[0]
        return only.each(lambda x: Call(name, (x,))) if isinstance(only, Array) else Call(name, (only,))
    raise TypeError(f"numpy.{name} is no function of a problem; {HELP}")


def called(name: str, arguments: Sequence[object], options: Mapping[str, object]) -> object:
    """A function of numpy that is no ufunc."""
    if name not in CALLED or options:
        raise TypeError(f"numpy.{name} does not take expressions in this way; {HELP}")
    return CALLED[name](*(_operand(value) for value in arguments))


def _operand(value: object) -> Any:
    found = array_of(value)
    return as_expression(value) if found is None else found
