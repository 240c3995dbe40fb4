"""How many irrational numbers a proof at a point has to juggle: symbolic arithmetic may take very long over many.

Counted in floating point: each function call or fractional power whose value at x is no short fraction, equal values
once, and twice more for each that stands inside another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import isfinite

from duality.algebra.evaluate import value
from duality.algebra.nearby_rationals import short_fraction
from duality.model.expression import Call, Constant, Expression, Number, Power, Variable

NESTED = 2


def irrational_parts(nodes: Iterable[Expression], x: Mapping[str, float]) -> int:
    """The count of the module over several trees; irrational coordinates of x count as parts themselves."""
    found = {round(abs(v), 9) for v in x.values() if not _is_short(v)}
    nested = 0
    for node in nodes:
        for inner in node.walk():
            entry = _value(inner, x) if _may_be_irrational(inner) else 0.0
            if not isfinite(entry) or _is_short(entry):
                continue
            found.add(round(abs(entry), 9))
            below = (deeper for child in inner.children for deeper in child.walk() if _may_be_irrational(deeper))
            nested += any(not _is_short(_value(deeper, x)) for deeper in below)
    return len(found) + NESTED * (nested > 0)


def _may_be_irrational(node: Expression) -> bool:
    match node:
        case Constant():
            return True
        case Call(function, _):
            return function not in ("abs", "max", "min", "norm1", "norminf", "huber")
        case Power(_, Number(exponent)):
            return exponent.denominator != 1
        case Power(_, exponent):
            return any(isinstance(inner, Variable) for inner in exponent.walk())
        case _:
            return False


def _value(node: Expression, x: Mapping[str, float]) -> float:
    return value(node, {name: x[name] for name in node.variables()})


def _is_short(entry: float) -> bool:
    """A fraction with a small denominator, or no number at all."""
    if not isfinite(entry):
        return True
    return short_fraction(entry, 10**4, 1e-12) is not None
