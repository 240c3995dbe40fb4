"""Expression trees over the numbers of another library, node by node: casadi's symbols, MAiNGO's variables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
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
"""Functions that the libraries name as the language does."""

Function = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Library:
    """What a library calls its operations: ``number`` makes one of its numbers of a float."""

    name: str
    module: Any
    number: Function
    power: Function
    fabs: Function
    max: Function
    min: Function


class Trees:
    """``of`` translates a tree, with the library's numbers by the names of the variables."""

    def __init__(self, library: Library, variables: Mapping[str, Any]) -> None:
        self.library, self.variables = library, variables

    def of(self, node: Expression) -> Any:
        """Raises `BackendRefused` for what the library cannot state."""
        if not node.variables():
            try:
                # A constant row still has to be one of the library's numbers.
                return self.library.number(float(constant(node)))
            except (ValueError, ZeroDivisionError) as error:
                raise BackendRefused(f"a constant part is undefined: {error}") from error
        match node:
            case Variable(name):
                return self.variables[name]
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
                raise BackendRefused(f"{self.library.name} cannot state {node}")

    def _power(self, base: Expression, exponent: Expression) -> Any:
        module = self.library.module
        if base == Constant("e"):
            return module.exp(self.of(exponent))
        if exponent.variables():
            return module.exp(self.of(exponent) * module.log(self.of(base)))
        p = constant(exponent)
        return self.library.power(self.of(base), int(p) if isinstance(p, Fraction) and p.denominator == 1 else float(p))

    def _call(self, function: str, inner: list[Any]) -> Any:
        library = self.library
        if function in SAME:
            return getattr(library.module, function)(inner[0])
        match function:
            case "abs":
                return library.fabs(inner[0])
            case "max":
                return reduce(library.max, inner)
            case "min":
                return reduce(library.min, inner)
            case "norm1":
                return reduce(add, map(library.fabs, inner))
            case "norminf":
                return reduce(library.max, map(library.fabs, inner))
            case "norm":
                return library.module.sqrt(reduce(add, [u * u for u in inner]))
            case "huber":
                size = library.fabs(inner[0])
                least = library.min(size, inner[1])
                return least * least + 2 * inner[1] * (size - least)
            case _:
                raise BackendRefused(f"{library.name} has no function {function}")
