"""f(x) exactly: a `Fraction` wherever the value is reached by rational steps, without sympy, else an `Irrational`."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

from duality.algebra.removable import zero_limits
from duality.algebra.scalars import as_sympy, scalar_power, scalar_product, scalar_sum, sign
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
from duality.model.scalar import Irrational, Scalar, exact

ZERO = Fraction(0)
ONE = Fraction(1)
HALF = Fraction(1, 2)
AT_ZERO = {"exp": ONE, "sin": ZERO, "cos": ONE, "tan": ZERO, "sinh": ZERO, "cosh": ONE, "tanh": ZERO}


def constant(node: Expression) -> Scalar:
    """The exact value of a tree without variables; ``ValueError`` where it is undefined (1/0, log(0), sqrt(-1))."""
    return exact_value(node, {})


def exact_value(node: Expression, point: Mapping[str, Scalar]) -> Scalar:
    """The tree's value at an exact point; u*log(k*u) is 0 at u = 0.

    Raises ``ValueError`` outside the natural domain, or where a power is too large to write down (2^20 bits);
    ``KeyError`` for a variable that the point lacks; ``TypeError`` for a coordinate that is not exact.
    """
    match node:
        case Number(value):
            return value
        case Variable(name):
            return _exact_coordinate(name, point[name])
        case Constant(name):
            return _named(name)
        case Sum(terms):
            return scalar_sum([exact_value(term, point) for term in terms])
        case Product(factors):
            return _product(node, factors, point)
        case Negative(operand):
            return -exact_value(operand, point)
        case Quotient(numerator, denominator):
            below = exact_value(denominator, point)
            if below == 0:
                raise ValueError(f"division by zero in {node}")
            return exact_value(numerator, point) / below
        case Power(base, exponent):
            below, above = exact_value(base, point), exact_value(exponent, point)
            if isinstance(above, Irrational) or is_variable(exponent):
                return _real_power(below, above)
            return scalar_power(below, above)
        case Call(function, arguments):
            return _call(function, [exact_value(argument, point) for argument in arguments])
        case _:
            raise TypeError(f"{type(node).__name__} is not a node of the tree")


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
            return sum(known, ZERO) if isinstance(node, Sum) else math.prod(known, start=ONE)
        case _:
            return None


def fixed_exponent(node: Expression) -> Fraction | None:
    """The rational value of an exponent without variables; ``None`` if it varies or is not seen to be rational.

    It decides the natural domain of base^exponent: an integer power takes any base.
    """
    value = literal(node)
    if value is not None or is_variable(node):
        return value
    try:
        scalar = constant(node)
    except ValueError:
        return None  # undefined, or real without sympy's knowing (tan(e)); not an integer that it could know
    return scalar if isinstance(scalar, Fraction) else None


def is_variable(node: Expression) -> bool:
    """Some variable occurs."""
    return any(isinstance(inner, Variable) for inner in node.walk())


def _exact_coordinate(name: str, value: Scalar) -> Scalar:
    if isinstance(value, (Fraction, Irrational)):
        return value
    if isinstance(value, int):
        return Fraction(value)
    raise TypeError(f"the coordinate {name} = {value!r} is not exact")


def _named(name: str) -> Scalar:
    import sympy

    return Irrational({"pi": sympy.pi, "e": sympy.E}[name])


def _product(node: Product, factors: tuple[Expression, ...], point: Mapping[str, Scalar]) -> Scalar:
    try:
        return scalar_product([exact_value(factor, point) for factor in factors])
    except ValueError:
        if _vanishes(node, point):
            return ZERO
        raise


def _vanishes(node: Product, point: Mapping[str, Scalar]) -> bool:
    for limit in zero_limits(node):
        try:
            exact_value(limit.rest, point)
            if exact_value(limit.core, point) == 0 and sign(exact_value(limit.ratio, point)) > 0:
                return True
        except ValueError:
            continue
    return False


def _real_power(base: Scalar, exponent: Scalar) -> Scalar:
    """base^exponent = exp(exponent log base), and 0 at base 0 for a positive exponent."""
    if sign(base) < 0 or (base == 0 and sign(exponent) <= 0):
        raise ValueError(f"({base})^({exponent}) is undefined")
    if base == 0:
        return ZERO
    return scalar_power(base, exponent) if isinstance(exponent, Fraction) else exact(as_sympy(base) ** exponent.value)


def _call(function: str, arguments: list[Scalar]) -> Scalar:
    first = arguments[0]
    match function:
        case "abs":
            return _absolute(first)
        case "sqrt":
            return scalar_power(first, HALF)
        case "max":
            return _largest(arguments)
        case "min":
            return -_largest([-argument for argument in arguments])
        case "norm":
            return scalar_power(scalar_sum([argument * argument for argument in arguments]), HALF)
        case "norm1":
            return scalar_sum([_absolute(argument) for argument in arguments])
        case "norminf":
            return _largest([_absolute(argument) for argument in arguments])
        case "huber":
            return _huber(first, arguments[1])
        case "log":
            return _log(first)
        case _:
            if first == 0:
                return AT_ZERO[function]
            import sympy

            return exact(getattr(sympy, function)(as_sympy(first)))


def _log(argument: Scalar) -> Scalar:
    if sign(argument) <= 0:
        raise ValueError(f"log({argument}) is undefined")
    if argument == 1:
        return ZERO
    import sympy

    return exact(sympy.log(as_sympy(argument)))


def _huber(t: Scalar, d: Scalar) -> Scalar:
    if sign(d) < 0:
        raise ValueError(f"the width {d} of a huber function is negative")
    size = _absolute(t)
    return t * t if sign(size - d) <= 0 else 2 * d * size - d * d


def _absolute(value: Scalar) -> Scalar:
    return -value if sign(value) < 0 else value


def _largest(values: Sequence[Scalar]) -> Scalar:
    largest = values[0]
    for value in values[1:]:
        if sign(value - largest) > 0:
            largest = value
    return largest
