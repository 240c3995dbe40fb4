"""Formulas of the letters with one square root at most, (A + B*sqrt(D))/C over polynomials in the letters.

That form is unique once common factors are cancelled, and its sign can only change where one of three polynomials
vanishes: A^2 - B^2 D, C and D.
"""

from __future__ import annotations

from typing import Any

from duality.records import record

LONGEST = 150
"""Operations of an expression that is brought to the form."""


@record(slots=False)
class OneRoot:
    """(above + root*sqrt(base))/below, polynomials of sympy in the same letters with rational coefficients."""

    above: Any
    root: Any
    below: Any
    base: Any

    @property
    def expression(self) -> Any:
        import sympy

        top = self.above.as_expr() + self.root.as_expr() * sympy.sqrt(self.base.as_expr())
        return top / self.below.as_expr()

    @property
    def apart(self) -> Any:
        """The same as A/C + (B/C)*sqrt(D)."""
        import sympy

        below = self.below.as_expr()
        rational, factor = (sympy.cancel(p.as_expr() / below) for p in (self.above, self.root))
        return rational + factor * sympy.sqrt(self.base.as_expr())

    @property
    def critical(self) -> tuple[Any, ...]:
        """Polynomials of which one vanishes wherever the sign changes."""
        norm = self.above**2 - self.root**2 * self.base
        return tuple(p for p in (norm, self.below, self.base) if not p.is_ground)


def one_root(expression: Any) -> OneRoot | None:
    """The form; ``None`` where the expression has none, or is too long."""
    import sympy

    letters = tuple(sorted(expression.free_symbols, key=str))
    if not letters or expression.count_ops() > LONGEST:
        return None
    powers = [p for p in expression.atoms(sympy.Pow) if not p.exp.is_Integer]
    bases = {p.base for p in powers}
    if len(bases) > 1 or any(abs(p.exp) != sympy.Rational(1, 2) for p in powers):
        return None
    base = bases.pop() if bases else sympy.Integer(0)
    s = sympy.Dummy("s", positive=True)
    plain = expression.xreplace({p: s ** int(2 * p.exp) for p in powers})
    above, below = sympy.fraction(sympy.together(plain))
    try:
        radicand = sympy.Poly(base, *letters, domain="QQ")
        a, b = _reduced(sympy.Poly(above, s, *letters, domain="QQ"), s, letters, radicand)
        c, e = _reduced(sympy.Poly(below, s, *letters, domain="QQ"), s, letters, radicand)
    except (sympy.PolynomialError, sympy.CoercionFailed):
        return None
    return _cancelled(a * c - b * e * radicand, b * c - a * e, c**2 - e**2 * radicand, radicand)


def _reduced(polynomial: Any, s: Any, letters: tuple[Any, ...], base: Any) -> tuple[Any, Any]:
    """(p, q) with p + q*s, where s^2 is the base."""
    import sympy

    even = odd = sympy.Poly(0, *letters, domain="QQ")
    for (k, *rest), coefficient in polynomial.terms():
        term = sympy.Poly({tuple(rest): coefficient}, *letters, domain="QQ") * base ** (k // 2)
        even, odd = (even, odd + term) if k % 2 else (even + term, odd)
    return even, odd


def _cancelled(above: Any, root: Any, below: Any, base: Any) -> OneRoot | None:
    if below.is_zero:
        return None
    import sympy

    shared = above.gcd(root).gcd(below)
    parts = [p.quo(shared) for p in (above, root, below)]
    numbers = [c for p in parts for c in p.coeffs() if c]
    scale = sympy.Rational(sympy.ilcm(1, *(c.q for c in numbers)), 1)
    scale = scale / sympy.igcd(0, *(c * scale for c in numbers))
    parts = [p * (scale if parts[2].LC() > 0 else -scale) for p in parts]
    return OneRoot(parts[0], parts[1], parts[2], base)


def tidied(expression: Any) -> Any:
    """The form where it is shorter, also of the arguments of logarithms and exponentials."""
    import sympy

    expression = expression.replace(
        lambda node: isinstance(node, (sympy.log, sympy.exp)), lambda node: node.func(tidied(node.args[0]))
    )
    found = one_root(expression) if expression.atoms(sympy.Pow) else None
    forms = (expression,) if found is None else (expression, found.apart, found.expression)
    return min(forms, key=lambda one: one.count_ops())
