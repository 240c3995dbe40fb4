"""f as a function of a point, for one tree at many points: the same floats as `duality.algebra.float_values.value`.

The tree is walked once; what is rare (an undefined product, an overflowing sum, log of exponentials) `value` decides.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from operator import itemgetter

from duality.algebra.exact_values import fixed_exponent
from duality.algebra.float_values import FUNCTIONS, has_exponential, to_float, value
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

Function = Callable[[Mapping[str, float]], float]


def compiled(node: Expression) -> Function:
    """The function that gives the tree's value at points of floats; ``KeyError`` for a variable that a point lacks."""
    match node:
        case Variable(name):
            return itemgetter(name)
        case Number(number):
            constant = to_float(number)
            return lambda point: constant
        case Sum(terms):
            return _sum(node, tuple(map(compiled, terms)))
        case Product(factors):
            return _product(node, tuple(map(compiled, factors)))
        case Negative(operand):
            inner = compiled(operand)
            return lambda point: -inner(point)
        case Quotient(numerator, denominator):
            return _quotient(node, compiled(numerator), compiled(denominator))
        case Power(base, exponent) if base != Constant("e"):
            return _power(node, base, exponent)
        case Call("log", (argument,)) if has_exponential(argument):
            return _rare(node)
        case Call(name, (argument,)):
            outer, inner = FUNCTIONS[name], compiled(argument)
            return lambda point: outer(inner(point))
        case _:
            return _rare(node)


def _rare(node: Expression) -> Function:
    return lambda point: value(node, point)


def _sum(node: Sum, parts: tuple[Function, ...]) -> Function:
    def function(point: Mapping[str, float]) -> float:
        try:
            return math.fsum([part(point) for part in parts])
        except (OverflowError, ValueError):
            return value(node, point)

    return function


def _product(node: Product, parts: tuple[Function, ...]) -> Function:
    def function(point: Mapping[str, float]) -> float:
        result = 1.0
        for part in parts:
            result *= part(point)
        return value(node, point) if math.isnan(result) else result

    return function


def _quotient(node: Quotient, numerator: Function, denominator: Function) -> Function:
    def function(point: Mapping[str, float]) -> float:
        below = denominator(point)
        result = math.nan if below == 0 else numerator(point) / below
        return value(node, point) if math.isnan(result) else result

    return function


def _power(node: Power, base: Expression, exponent: Expression) -> Function:
    """Positive whole exponents are defined everywhere."""
    fixed = fixed_exponent(exponent)
    if fixed is None or fixed.denominator != 1 or fixed <= 0:
        return _rare(node)
    inner, degree = compiled(base), to_float(fixed)

    def function(point: Mapping[str, float]) -> float:
        try:
            return math.pow(inner(point), degree)
        except OverflowError:
            return value(node, point)

    return function
