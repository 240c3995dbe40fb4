"""|u| in formulas of the letters, as u or -u: which of them is decided by a sample, and is a condition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

LONGEST = 40
"""Operations under a root that are factored."""


class Moduli:
    """``sides`` are expressions that are >= 0 wherever the formulas that were put hold."""

    def __init__(self, numbers: Mapping[Any, float]) -> None:
        self.numbers = numbers
        self.sides: dict[Any, None] = {}

    def put(self, expression: Any) -> Any:
        """Squares come out of roots, and moduli are opened."""
        import sympy

        opened = expression.replace(lambda node: isinstance(node, sympy.Pow), _factored)
        return opened.replace(lambda node: isinstance(node, sympy.Abs), self._side)

    def _side(self, modulus: Any) -> Any:
        u = modulus.args[0]
        value = u.subs(self.numbers)
        if not value.is_number or not u.free_symbols:
            return modulus
        side = u if bool(value > 0) else -u
        self.sides[side] = None
        return side


def _factored(power: Any) -> Any:
    import sympy

    if power.exp.is_Rational and power.exp.q == 2 and power.base.is_Add and power.base.count_ops() <= LONGEST:
        return sympy.factor(power.base) ** power.exp
    return power
