"""Is a function analytic on a whole box, so that no border of its natural domain comes near."""

from __future__ import annotations

from duality.algebra.boxes import Box, sign_at_least
from duality.algebra.functions import function
from duality.model.expression import Call, Expression, Number, Power, Quotient


def is_analytic(node: Expression, box: Box) -> bool:
    """Sums, products and whole powers of functions that are, and roots and logs of what is positive on the box."""
    for part in node.walk():
        match part:
            case Call(name, arguments):
                demands = function(name).demands(*arguments)
                inside = all(sign_at_least(needed, box, strict=True) for needed, _ in demands)
                if not (function(name).analytic and inside):
                    return False
            case Power(base, Number(p)):
                whole = p.denominator == 1 and p >= 0
                if not (whole or sign_at_least(base, box, strict=True)):
                    return False
            case Power(base, _):
                if not sign_at_least(base, box, strict=True):
                    return False
            case Quotient(_, denominator) if denominator.variables():
                if not sign_at_least(denominator, box, strict=True):
                    return False
            case _:
                continue
    return True
