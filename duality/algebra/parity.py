"""phi(-u, v) = phi(u, v) or phi(-u, v) = -phi(u, v), by the structure of a tree."""

from __future__ import annotations

from collections.abc import Set

from duality.algebra.functions import function
from duality.algebra.polynomial_of import polynomial
from duality.model.expression import Call, Expression, Negative, Number, Power, Product, Quotient, Sum, Variable

EVEN, ODD = 1, -1


def is_even(node: Expression, names: Set[str]) -> bool:
    """The function is proved to be the same where the signs of all these variables are turned."""
    return _parity(node, names) == EVEN


def is_odd(node: Expression, names: Set[str]) -> bool:
    """It is proved to turn its own sign with theirs."""
    return _parity(node, names) == ODD


def _parity(node: Expression, names: Set[str]) -> int | None:
    """`EVEN`, `ODD`, or ``None`` where neither is proved."""
    if names.isdisjoint(node.variables()):
        return EVEN
    found = _by_parts(node, names)
    if found is None and (terms := polynomial(node)) is not None:
        degrees = {sum(k for name, k in monomial if name in names) % 2 for monomial, _ in terms.terms}
        found = None if len(degrees) > 1 else ODD if 1 in degrees else EVEN
    return found


def _by_parts(node: Expression, names: Set[str]) -> int | None:
    parts = [_parity(child, names) for child in node.children]
    match node:
        case Variable():
            return ODD
        case Sum() if len(set(parts)) == 1:
            return parts[0]
        case Negative():
            return parts[0]
        case Product() | Quotient() if None not in parts:
            return ODD if parts.count(ODD) % 2 else EVEN
        case Power(_, Number(power) | Negative(Number(power))) if power.denominator == 1 and parts[0] is not None:
            return parts[0] if power.numerator % 2 else EVEN
        case Call(name) if None not in parts:
            own = function(name).parity
            return EVEN if ODD not in parts or own == "even" else ODD if own == "odd" else None
        case _:
            # Powers of even bases with even exponents, as 2^(x^2).
            return EVEN if all(part == EVEN for part in parts) else None
