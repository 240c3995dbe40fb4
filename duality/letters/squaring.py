"""Inequalities with roots as inequalities between polynomials: sqrt(u) >= r is u >= r^2 where r >= 0."""

from __future__ import annotations

from math import lcm
from typing import Any


def without_roots(expression: Any) -> Any:
    """An expression that is >= 0 (> 0) wherever a + b*sqrt(u) is, and nowhere else where u >= 0.

    That needs known signs: b > 0 with a <= 0, or b < 0 with a >= 0. Any other expression is returned as it is.
    """
    import sympy

    expanded = sympy.expand(expression)
    raised = _of_two_terms(expanded)
    if raised is not None:
        return raised
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


def _of_two_terms(expanded: Any) -> Any | None:
    """A^n - B^n for A - B, where both are >= 0 and n makes all exponents whole: 2 - c^(1/3) >= 0 is 8 - c >= 0."""
    import sympy

    terms = sympy.Add.make_args(expanded)
    above, below = [t for t in terms if t.is_nonnegative], [-t for t in terms if t.is_nonpositive]
    powers = [p for p in expanded.atoms(sympy.Pow) if p.exp.is_Rational and p.free_symbols]
    n = lcm(*(int(p.exp.q) for p in powers))
    if n == 1 or len(terms) != 2 or len(above) != 1 or len(below) != 1:
        return None
    found = sympy.expand(above[0] ** n - below[0] ** n)
    return found.primitive()[1] if found.is_polynomial(*found.free_symbols) else None
