"""Norms and absolute values around x*: smooth where they are not 0, and held at 0 where they are.

c*|u(x)| with u(x*) = 0 and c >= 0 stands in the KKT conditions as the rows u = 0 do, with multipliers mu of length
|mu| <= c: these are c times the subgradients of the norm at 0. An absolute value that is not 0 there is u or -u.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from duality.algebra.atoms import total
from duality.letters.claims import NotLifted
from duality.model.expression import Call, Expression, Variable
from duality.records import record

SMALL = 1e-5
"""An argument below it at a numeric x* is taken for 0; that it is, is a condition of the piece."""

Numbers = Mapping[Any, float]


@record(slots=False)
class Kink:
    """A norm of ``arguments`` that is 0 at x*; ``symbol`` stands for it."""

    symbol: Any
    arguments: tuple[Expression, ...]


class Kinks:
    """Rewrites trees at a numeric point."""

    def __init__(self, sympy_of: Callable[[Expression], Any], numbers: Numbers) -> None:
        self.sympy_of, self.numbers = sympy_of, numbers
        self.found: dict[Expression, Kink] = {}
        self.sides: list[Expression] = []
        """u where |u| was written as u: it must be >= 0."""

    def put(self, node: Expression) -> Expression:
        """The tree with a symbol for every norm that is 0, and u or -u for every other |u|."""
        match node:
            case Call("norm1", arguments) if node.variables():
                return total([self.put(Call("abs", (argument,))) for argument in arguments])
            case Call("abs" | "norm" as function, arguments) if node.variables():
                inner = tuple(self.put(argument) for argument in arguments)
                values = [self._value(argument) for argument in inner]
                if all(abs(value) < SMALL for value in values):
                    return self._kink(Call(function, inner))
                if function == "norm":
                    return Call(function, inner)
                side = inner[0] if values[0] > 0 else -inner[0]
                self.sides.append(side)
                return side
        return node.mapped(self.put)

    def _kink(self, node: Call) -> Expression:
        import sympy

        if node not in self.found:
            symbol = sympy.Symbol(f"_n{len(self.found)}", real=True)
            self.found[node] = Kink(symbol, node.arguments)
        return Variable(str(self.found[node].symbol))

    def _value(self, node: Expression) -> float:
        value = complex(self.sympy_of(node).subs(self.numbers).evalf())
        if value != value:
            raise NotLifted("a norm is undefined there")
        return value.real


def bounds(kink: Kink, lagrangian: Any, multipliers: Sequence[Any], variables: Sequence[Any]) -> list[Any]:
    """Expressions that must be >= 0: c - |mu| or c and c^2 - |mu|^2, c the coefficient of the norm in L."""
    import sympy

    c = sympy.diff(lagrangian, kink.symbol)
    if c.has(kink.symbol, *variables):
        raise NotLifted("a norm that is 0 there stands inside another function")
    if len(multipliers) == 1:
        return [c - multipliers[0], c + multipliers[0]]
    return [c, c**2 - sympy.Add(*(mu**2 for mu in multipliers))]
