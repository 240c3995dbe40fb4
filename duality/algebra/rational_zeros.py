"""Real zeros of a rational function of one variable, where they are rational or have one square root."""

from __future__ import annotations

from duality.model.expression import Call, Expression, Number, Power
from duality.model.scalar import Scalar, exact
from duality.model.sympy_form import symbol, to_sympy


def rational_zeros(node: Expression, name: str) -> list[Scalar] | None:
    """All real zeros in increasing order; ``None`` where the tree is not rational or one has no such closed form."""
    if not _is_rational(node):
        return None
    import sympy

    x = symbol(name)
    numerator, _ = sympy.fraction(sympy.cancel(sympy.together(to_sympy(node))))
    polynomial = sympy.Poly(numerator, x)
    if polynomial.is_zero:
        return None
    found: list[Scalar] = []
    for factor, _ in polynomial.factor_list()[1]:
        if factor.count_roots() == 0:
            continue
        if factor.degree() > 2:
            return None
        found += [exact(root) for root in sympy.roots(factor) if root.is_real]
    return sorted(found)


def _is_rational(node: Expression) -> bool:
    for part in node.walk():
        if isinstance(part, Call):
            return False
        if isinstance(part, Power) and not (isinstance(part.exponent, Number) and part.exponent.value.denominator == 1):
            return False
    return True
