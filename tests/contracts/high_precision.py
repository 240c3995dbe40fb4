"""Trees at exact or high-precision points, with fifty digits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

import mpmath
from mpmath import mpf

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

DIGITS = 50
FUNCTIONS: dict[str, Callable] = {
    "exp": mpmath.exp,
    "log": mpmath.log,
    "sqrt": mpmath.sqrt,
    "abs": abs,
    "max": max,
    "min": min,
    "norm": lambda *xs: mpmath.sqrt(sum(x * x for x in xs)),
    "norm1": lambda *xs: sum(map(abs, xs)),
    "norminf": lambda *xs: max(map(abs, xs)),
}


class Undefined(ValueError):
    """The tree has no value there."""


Real = Fraction | mpf


def precise(value: Real | int) -> mpf:
    return value if isinstance(value, mpf) else mpf(Fraction(value).numerator) / mpf(Fraction(value).denominator)


def evaluate(node: Expression, point: Mapping[str, Real]) -> Real:
    """The tree at the point, rational as long as it can be; a product with the factor 0 is 0, so that 0*log(0) is."""
    match node:
        case Number(value):
            return value
        case Variable(name):
            return point[name]
        case Constant(name):
            return {"pi": mpmath.pi, "e": mpmath.e}[name] + mpf(0)
        case Sum(terms):
            values = [evaluate(term, point) for term in terms]
            if all(isinstance(value, Fraction) for value in values):
                return sum(values, Fraction(0))
            return mpmath.fsum(map(precise, values))
        case Negative(operand):
            return -evaluate(operand, point)
        case Product(factors):
            return _product(factors, point)
        case Quotient(numerator, denominator):
            below = evaluate(denominator, point)
            if below == 0:
                raise Undefined(str(node))
            return _combined(evaluate(numerator, point), below, lambda a, b: a / b)
        case Power(base, exponent):
            return _power(evaluate(base, point), evaluate(exponent, point))
        case Call(function, arguments):
            return _call(function, [evaluate(argument, point) for argument in arguments])
        case _:
            raise TypeError(type(node).__name__)


def _combined(a: Real, b: Real, operation: Callable[[Real, Real], Real]) -> Real:
    exact = isinstance(a, Fraction) and isinstance(b, Fraction)
    return operation(a, b) if exact else operation(precise(a), precise(b))


def _product(factors: Sequence[Expression], point: Mapping[str, Real]) -> Real:
    known = [evaluate(f, point) for f in factors if not isinstance(f, (Call, Quotient))]
    if any(value == 0 for value in known):
        return Fraction(0)
    result: Real = Fraction(1)
    for factor in factors:
        result = _combined(result, evaluate(factor, point), lambda a, b: a * b)
    return result


def _power(base: Real, exponent: Real) -> Real:
    if (base < 0 and exponent != int(exponent)) or (base == 0 and exponent < 0):
        raise Undefined(f"{base}^{exponent}")
    if isinstance(base, Fraction) and exponent == int(exponent):
        return base ** int(exponent)
    return precise(base) ** precise(exponent)


def _call(function: str, values: list[Real]) -> Real:
    if (function == "log" and values[0] <= 0) or (function == "sqrt" and values[0] < 0):
        raise Undefined(f"{function}({values[0]})")
    if function in ("abs", "max", "min", "norm1", "norminf") and all(isinstance(v, Fraction) for v in values):
        return FUNCTIONS[function](*values)
    return FUNCTIONS[function](*map(precise, values))
