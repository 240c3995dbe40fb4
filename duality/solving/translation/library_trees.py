"""Expression trees over the numbers of another library: casadi's symbols, MAiNGO's variables.

A function that the library lacks is written in terms of others where that is known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import reduce
from operator import add, mul
from typing import Any

from duality.algebra.tape.compiler import value_in
from duality.algebra.tape.tape import Rules
from duality.errors import BackendRefused
from duality.model.expression import Expression
from duality.model.scalar import Scalar
from duality.records import record

Function = Callable[..., Any]


@record
class Library:
    """What a library calls its operations: ``number`` makes one of its numbers of a float."""

    name: str
    module: Any
    number: Function
    power: Function
    fabs: Function
    max: Function
    min: Function
    step: Function | None = None

    def function(self, name: str) -> Function | None:
        """The library's function of our name, ``None`` where it has none."""
        own = {"abs": self.fabs, "max": self.max, "min": self.min, "step": self.step}
        return own[name] if name in own else getattr(self.module, name, None)


class Trees:
    """``of`` translates a tree, with the library's numbers by the names of the variables."""

    def __init__(self, library: Library, variables: Mapping[str, Any]) -> None:
        self.library, self.variables = library, variables
        self._rules = Rules(
            library.name,
            folds=True,
            scales=False,
            continues=False,
            knows=lambda name: library.function(name) is not None,
        )

    def of(self, node: Expression) -> Any:
        """Raises `BackendRefused` for what the library cannot state."""
        try:
            return value_in(self, node, self._rules)
        except (ValueError, ZeroDivisionError) as error:
            raise BackendRefused(f"a constant part is undefined: {error}") from error

    def variable(self, _: list[Any], name: str) -> Any:
        return self.variables[name]

    def number(self, _: list[Any], value: Scalar) -> Any:
        # A constant row still has to be one of the library's numbers.
        return self.library.number(float(value))

    def sum(self, terms: list[Any], _: None) -> Any:
        return reduce(add, terms)

    def negative(self, operand: list[Any], _: None) -> Any:
        return -operand[0]

    def product(self, factors: list[Any], _: None) -> Any:
        return reduce(mul, factors)

    def quotient(self, both: list[Any], _: None) -> Any:
        return both[0] / both[1]

    def power(self, base: list[Any], exponent: Fraction) -> Any:
        p = int(exponent) if exponent.denominator == 1 else float(exponent)
        return self.library.power(base[0], p)

    def real_power(self, both: list[Any], _: None) -> Any:
        base, exponent = both
        return self.library.module.exp(exponent * self.library.module.log(base))

    def call(self, arguments: list[Any], name: str) -> Any:
        function = self.library.function(name)
        if function is None:
            raise BackendRefused(f"{self.library.name} has no function {name}")
        return reduce(function, arguments) if name in ("max", "min") else function(arguments[0])
