"""Inequalities with one square root as inequalities between polynomials: sqrt(u) >= r is u >= r^2 where r >= 0."""

from __future__ import annotations

from typing import Any


def without_roots(expression: Any) -> Any:
    """An expression that is >= 0 (> 0) wherever a + b*sqrt(u) is, and nowhere else where u >= 0.

    That needs known signs: b > 0 with a <= 0, or b < 0 with a >= 0. Any other expression is returned as it is.
    """
    import sympy

    expanded = sympy.expand(expression)
    roots = {p for p in expanded.atoms(sympy.Pow) if p.exp == sympy.Rational(1, 2) and p.base.free_symbols}
    if len(roots) != 1:
        return expression
    root = roots.pop()
    b = expanded.coeff(root, 1)
    a = sympy.expand(expanded - b * root)
    if a.has(root) or b.has(root) or not (a.is_polynomial() and b.is_polynomial() and root.base.is_polynomial()):
        return expression
    difference = sympy.expand(b**2 * root.base - a**2)
    if b.is_positive and a.is_nonpositive:
        return difference
    return -difference if b.is_negative and a.is_nonnegative else expression
