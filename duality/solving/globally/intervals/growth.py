"""How fast a tree can grow: |f(x)| <= size * prod max(1, |x_k|)^power_k over D, with finite numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from math import e, isfinite, log

from duality.algebra.evaluate import constant
from duality.algebra.functions import function
from duality.model.expression import (
    Call,
    Expression,
    Negative,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
)
from duality.records import record

ROOT = 4
"""log u <= (4/e) u^(1/4) for u >= 1, and any other root would do."""

Range = Callable[[Expression], tuple[float, float]]
"""Bounds of a tree over D."""


@record(slots=False)
class Growth:
    """``powers`` by name."""

    size: float
    powers: dict[str, float]

    def __add__(self, other: Growth) -> Growth:
        names = [*self.powers, *(name for name in other.powers if name not in self.powers)]
        joint = {name: max(self.powers.get(name, 0.0), other.powers.get(name, 0.0)) for name in names}
        return Growth(self.size + other.size, joint)

    def __mul__(self, other: Growth) -> Growth:
        names = [*self.powers, *(name for name in other.powers if name not in self.powers)]
        joint = {name: self.powers.get(name, 0.0) + other.powers.get(name, 0.0) for name in names}
        return Growth(self.size * other.size, joint)

    def __pow__(self, power: float) -> Growth:
        return Growth(self.size**power, {name: p * power for name, p in self.powers.items()})


def growth(node: Expression, range_of: Range) -> Growth | None:
    """A bound of |node|, ``None`` where it grows faster than every power (or that is not known)."""
    low, high = range_of(node)
    if isfinite(low) and isfinite(high):
        return Growth(max(abs(low), abs(high)), {})
    match node:
        case Variable(name):
            return Growth(1.0, {name: 1.0})
        case Negative(operand):
            return growth(operand, range_of)
        case Sum(terms):
            return _joined(terms, range_of, Growth.__add__)
        case Product(factors):
            return _joined(factors, range_of, Growth.__mul__)
        case Quotient(numerator, denominator):
            below, above = range_of(denominator)
            least = below if below > 0 else -above if above < 0 else 0.0
            over = growth(numerator, range_of) if least > 0 else None
            return None if over is None else over * Growth(1 / least, {})
        case Power(base, exponent) if not exponent.variables():
            power = float(constant(exponent))
            inner = growth(base, range_of) if power > 0 else None
            return None if inner is None else inner**power
        case Call(name, arguments) if degree := function(name).degree:
            inner = _joined(arguments, range_of, Growth.__add__)
            return None if inner is None else inner ** float(degree)
        case Call("log", (argument,)):
            least = range_of(argument)[0]
            inner = growth(argument, range_of) if least > 0 else None
            if inner is None:
                return None
            return inner ** (1 / ROOT) * Growth(ROOT / e, {}) + Growth(max(0.0, -log(min(least, 1.0))), {})
        case _:
            return None


def _joined(
    nodes: Sequence[Expression], range_of: Range, operation: Callable[[Growth, Growth], Growth]
) -> Growth | None:
    found = [growth(node, range_of) for node in nodes]
    known = [inner for inner in found if inner is not None]
    return reduce(operation, known) if len(known) == len(found) else None
