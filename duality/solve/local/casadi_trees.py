"""Expression trees over casadi's symbols, for exact derivatives inside IPOPT."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import reduce
from operator import add, mul
from typing import Any

from duality.algebra.evaluate import constant
from duality.errors import BackendRefused
from duality.model.expression import (
    Call,
    Constant,
    Expression,
    Negative,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
)

SAME = ("exp", "log", "sqrt", "sin", "cos", "tan", "sinh", "cosh", "tanh")


class Trees:
    """``of`` translates a tree over the symbols by name."""

    def __init__(self, casadi: Any, symbols: Mapping[str, Any]) -> None:
        self.casadi, self.symbols = casadi, symbols

    def of(self, node: Expression) -> Any:
        """Raises `BackendRefused` for what casadi cannot state."""
        if not node.variables():
            try:
                return self.casadi.SX(float(constant(node)))
            except (ValueError, ZeroDivisionError) as error:
                raise BackendRefused(f"a constant part is undefined: {error}") from error
        match node:
            case Variable(name):
                return self.symbols[name]
            case Sum(terms):
                return reduce(add, map(self.of, terms))
            case Negative(operand):
                return -self.of(operand)
            case Product(factors):
                return reduce(mul, map(self.of, factors))
            case Quotient(numerator, denominator):
                return self.of(numerator) / self.of(denominator)
            case Power(base, exponent):
                return self._power(base, exponent)
            case Call(function, arguments):
                return self._call(function, [self.of(argument) for argument in arguments])
            case _:
                raise BackendRefused(f"casadi cannot state {node}")

    def _power(self, base: Expression, exponent: Expression) -> Any:
        if base == Constant("e"):
            return self.casadi.exp(self.of(exponent))
        if exponent.variables():
            return self.casadi.exp(self.of(exponent) * self.casadi.log(self.of(base)))
        p = constant(exponent)
        return self.of(base) ** (int(p) if isinstance(p, Fraction) and p.denominator == 1 else float(p))

    def _call(self, function: str, inner: list[Any]) -> Any:
        casadi = self.casadi
        if function in SAME:
            return getattr(casadi, function)(inner[0])
        match function:
            case "abs":
                return casadi.fabs(inner[0])
            case "max":
                return reduce(casadi.fmax, inner)
            case "min":
                return reduce(casadi.fmin, inner)
            case "norm1":
                return reduce(add, map(casadi.fabs, inner))
            case "norminf":
                return reduce(casadi.fmax, map(casadi.fabs, inner))
            case "norm":
                return casadi.sqrt(reduce(add, [u * u for u in inner]))
            case "huber":
                size = casadi.fabs(inner[0])
                least = casadi.fmin(size, inner[1])
                return least * least + 2 * inner[1] * (size - least)
            case _:
                raise BackendRefused(f"casadi has no function {function}")
