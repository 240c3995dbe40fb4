"""Expression trees over SCIP's variables.

SCIP expands products of polynomials unless a factor is wrapped; and it has no functions but exp, log, sqrt, sin, cos,
abs and powers, out of which others are made where that is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import reduce
from math import log
from operator import mul
from typing import Any

from duality.algebra.tape.compiler import value_in
from duality.algebra.tape.tape import Rules
from duality.errors import BackendRefused
from duality.model.expression import Expression
from duality.model.scalar import Scalar
from duality.records import record

OWN = ("exp", "log", "sqrt", "sin", "cos")
RULES = Rules("SCIP", folds=True, scales=False, continues=False, knows=lambda name: name in (*OWN, "abs", "max", "min"))


@record
class Terms:
    """A sum or a difference, which is wrapped before it is multiplied."""

    value: Any


class ScipTrees:
    """``of`` translates a tree; constant parts are floats, the rest SCIP's expressions."""

    def __init__(self, scip: Any, variables: Mapping[str, Any]) -> None:
        self.scip, self.variables = scip, variables

    def of(self, node: Expression) -> Any:
        """Raises `BackendRefused` for what SCIP cannot state."""
        try:
            return _plain(value_in(self, node, RULES))
        except (ValueError, ZeroDivisionError) as error:
            raise BackendRefused(f"a constant part is undefined: {error}") from error

    def variable(self, _: list[Any], name: str) -> Any:
        return self.variables[name]

    def number(self, _: list[Any], value: Scalar) -> float:
        return float(value)

    def sum(self, terms: list[Any], _: None) -> Terms:
        return Terms(self.scip.quicksum(map(_plain, terms)))

    def negative(self, operand: list[Any], _: None) -> Terms:
        return Terms(-1 * _plain(operand[0]))

    def product(self, factors: list[Any], _: None) -> Any:
        return reduce(mul, map(self._factor, factors))

    def quotient(self, both: list[Any], _: None) -> Any:
        above, below = map(self._factor, both)
        return above / below

    def power(self, base: list[Any], exponent: Fraction) -> Any:
        if exponent == 0:
            return 1.0
        return self._factor(base[0]) ** (int(exponent) if exponent.denominator == 1 else float(exponent))

    def real_power(self, both: list[Any], _: None) -> Any:
        base, exponent = both
        if isinstance(base, float):
            if base <= 0:
                raise BackendRefused("a power of a base that is not positive")
            logarithm = log(base)
        else:
            logarithm = self.scip.log(self._wrapped(base))
        return self.scip.exp(self._factor(exponent) * logarithm)

    def call(self, arguments: list[Any], name: str) -> Any:
        inner = [self._wrapped(argument) for argument in arguments]
        if name in OWN:
            return getattr(self.scip, name)(inner[0])
        if name == "abs":
            return abs(inner[0])
        if name in ("max", "min"):
            return self._extreme(inner, 1 if name == "max" else -1)
        raise BackendRefused(f"SCIP has no function {name}")

    def _factor(self, number: Any) -> Any:
        """Sums are wrapped, so that products of them are not expanded."""
        return self._wrapped(number) if isinstance(number, Terms) else number

    def _wrapped(self, number: Any) -> Any:
        inner = _plain(number)
        return inner if isinstance(inner, float) else self.scip.scip.buildGenExprObj(inner)

    def _extreme(self, inner: list[Any], sign: int) -> Any:
        """max(u, v) = (u + v + |u - v|)/2."""
        return reduce(lambda u, v: (u + v + sign * abs(u - v)) / 2, inner)


def _plain(number: Any) -> Any:
    return number.value if isinstance(number, Terms) else number
