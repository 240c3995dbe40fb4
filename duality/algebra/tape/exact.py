"""f(x) exactly: a `Fraction` wherever the value is reached by rational steps, without sympy, else an `Irrational`.

What is undefined is carried along as the error that says why, since u*log(k*u) is 0 at u = 0 although its log is not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from duality.algebra.functions import function
from duality.algebra.scalars import as_sympy, scalar_power, scalar_product, scalar_sum, sign
from duality.model.scalar import Irrational, Scalar, exact

ZERO = Fraction(0)
Outcome = Scalar | ValueError


def result(outcome: Outcome) -> Scalar:
    """The number; raises what made it undefined."""
    if isinstance(outcome, ValueError):
        raise outcome
    return outcome


def _defined(operation: Callable[[Any, list[Scalar], Any], Scalar]) -> Callable[[Any, list[Outcome], Any], Outcome]:
    """The operation at numbers; of arguments one of which is undefined, that one."""

    def carried(self: Any, arguments: list[Outcome], data: Any) -> Outcome:
        numbers: list[Scalar] = []
        for argument in arguments:
            if isinstance(argument, ValueError):
                return argument
            numbers.append(argument)
        try:
            return operation(self, numbers, data)
        except ValueError as error:
            return error

    return carried


class Exact:
    """The algebra of exact scalars at one point."""

    __slots__ = ("point",)

    def __init__(self, point: Mapping[str, Scalar]) -> None:
        self.point = point

    def variable(self, _: list[Outcome], name: str) -> Outcome:
        value = self.point[name]
        if isinstance(value, (Fraction, Irrational)):
            return value
        if isinstance(value, int):
            return Fraction(value)
        raise TypeError(f"the coordinate {name} = {value!r} is not exact")

    def number(self, _: list[Outcome], value: Fraction) -> Outcome:
        return value

    def constant(self, _: list[Outcome], name: str) -> Outcome:
        import sympy

        return Irrational({"pi": sympy.pi, "e": sympy.E}[name])

    @_defined
    def sum(self, terms: list[Scalar], _: None) -> Scalar:
        return scalar_sum(terms)

    @_defined
    def negative(self, operand: list[Scalar], _: None) -> Scalar:
        return -operand[0]

    @_defined
    def product(self, factors: list[Scalar], _: None) -> Scalar:
        return scalar_product(factors)

    @_defined
    def quotient(self, both: list[Scalar], _: None) -> Scalar:
        above, below = both
        if below == 0:
            raise ValueError("division by zero")
        return above / below

    @_defined
    def power(self, base: list[Scalar], exponent: Fraction) -> Scalar:
        return scalar_power(base[0], exponent)

    @_defined
    def real_power(self, both: list[Scalar], _: None) -> Scalar:
        """base^exponent = exp(exponent log base), and 0 at base 0 for a positive exponent."""
        base, exponent = both
        if sign(base) < 0 or (base == 0 and sign(exponent) <= 0):
            raise ValueError(f"({base})^({exponent}) is undefined")
        if base == 0:
            return ZERO
        if isinstance(exponent, Fraction):
            return scalar_power(base, exponent)
        return exact(as_sympy(base) ** exponent.value)

    @_defined
    def call(self, arguments: list[Scalar], name: str) -> Scalar:
        return function(name).exact(*arguments)

    def continued(self, parts: list[Outcome], _: None) -> Outcome:
        direct = parts[0]
        if isinstance(direct, ValueError):
            for core, ratio, rest in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
                if isinstance(core, ValueError) or isinstance(ratio, ValueError) or isinstance(rest, ValueError):
                    continue
                if core == 0 and sign(ratio) > 0:
                    return ZERO
        return direct


class Rational(Exact):
    """The same where no value on the way is transcendental; one that is, is undefined here, and sympy is not asked."""

    __slots__ = ()

    @_defined
    def call(self, arguments: list[Scalar], name: str) -> Scalar:
        record = function(name)
        if record.is_transcendental_at(*arguments):
            raise ValueError(f"{name} is transcendental there")
        return record.exact(*arguments)
