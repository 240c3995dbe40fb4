"""f as a function of a point, for one tree at many points: the same floats as `duality.algebra.tape.floats.value`.

The algebra whose numbers are functions of the point: the tape is walked once, and each operation becomes one call.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from operator import itemgetter
from typing import Any

from duality.algebra.functions import function
from duality.algebra.tape.compiler import value_in
from duality.algebra.tape.floats import CONSTANTS, Floats, power, to_float, total
from duality.model.expression import Expression

Function = Callable[[Mapping[str, float]], Any]


def compiled(node: Expression) -> Function:
    """The function that gives the tree's value at points of floats; ``KeyError`` for a variable that a point lacks."""
    return value_in(Closures(), node)


class Closures:
    """Operations on functions of the point."""

    def variable(self, _: list[Function], name: str) -> Function:
        return itemgetter(name)

    def number(self, _: list[Function], number: Fraction) -> Function:
        value = to_float(number)
        return lambda point: value

    def constant(self, _: list[Function], name: str) -> Function:
        value = CONSTANTS[name]
        return lambda point: value

    def negative(self, operand: list[Function], _: None) -> Function:
        inner = operand[0]
        return lambda point: -inner(point)

    def sum(self, terms: list[Function], _: None) -> Function:
        def function(point: Mapping[str, float]) -> float:
            numbers = [term(point) for term in terms]
            try:
                return math.fsum(numbers)
            except (OverflowError, ValueError):
                return total(numbers)

        return function

    def product(self, factors: list[Function], _: None) -> Function:
        if len(factors) == 2:
            first, second = factors
            return lambda point: first(point) * second(point)
        return lambda point: math.prod([factor(point) for factor in factors])

    def power(self, base: list[Function], exponent: Fraction) -> Function:
        inner, degree = base[0], to_float(exponent)
        if exponent.denominator != 1 or exponent <= 0:
            return lambda point: power(inner(point), exponent)

        def function(point: Mapping[str, float]) -> float:
            number = inner(point)
            try:
                return math.pow(number, degree)
            except OverflowError:
                return power(number, exponent)

        return function

    def call(self, arguments: list[Function], name: str) -> Function:
        outer = function(name).value
        if len(arguments) == 1:
            inner = arguments[0]
            return lambda point: outer(inner(point))
        return lambda point: outer(*[argument(point) for argument in arguments])

    def rescaled(self, direct: list[Function], node: Expression) -> Function:
        inner = direct[0]
        return lambda point: Floats(point).rescaled([inner(point)], node)

    def __getattr__(self, code: str) -> Callable[[list[Function], Any], Function]:
        """Every other operation is that of floats at the arguments' values."""
        operation = getattr(Floats, code)
        return lambda arguments, data: _joined(operation, arguments, data)


def _joined(operation: Callable[..., Any], arguments: list[Function], data: Any) -> Function:
    nowhere = Floats({})
    return lambda point: operation(nowhere, [argument(point) for argument in arguments], data)
