"""Square roots of quadratic forms in x as unknowns of their own: t = sqrt(q(x)) is t^2 = q(x), t > 0.

Equations with norms become rational in x and t.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from duality.letters.claims import NotLifted

SMALLEST = 1e-6
"""A root below it may be 0, where it has no derivative."""


class Radicals:
    """The roots of polynomials of degree two that occur in some expressions."""

    def __init__(self, expressions: Sequence[Any], variables: Sequence[Any], numbers: Mapping[Any, float]) -> None:
        import sympy

        bases: dict[Any, None] = {}
        for expression in expressions:
            for part in expression.atoms(sympy.Pow):
                if part.exp.is_Rational and part.exp.q == 2 and _is_quadratic(part.base, variables):
                    bases[part.base] = None
        self.symbols = {base: sympy.Symbol(f"_t{k}", positive=True) for k, base in enumerate(bases)}
        self.numbers: dict[Any, float] = {}
        for base, symbol in self.symbols.items():
            value = complex(sympy.sqrt(base).subs(numbers).evalf()).real
            if value < SMALLEST:
                raise NotLifted("a norm is 0 there, where it has no derivative")
            self.numbers[symbol] = value

    def put(self, expression: Any) -> Any:
        """The expression with t for every root."""
        import sympy

        change = {}
        for part in expression.atoms(sympy.Pow):
            if part.base in self.symbols and part.exp.is_Rational and part.exp.q == 2:
                change[part] = self.symbols[part.base] ** part.exp.p
        return expression.xreplace(change)

    @property
    def equations(self) -> list[Any]:
        """t^2 - q(x) = 0."""
        return [symbol**2 - base for base, symbol in self.symbols.items()]


def _is_quadratic(base: Any, variables: Sequence[Any]) -> bool:
    """A polynomial in the variables, and not affine."""
    own = [v for v in variables if v in base.free_symbols]
    if not own or not base.is_polynomial(*own):
        return False
    import sympy

    return sympy.Poly(base, *own).total_degree() == 2
