"""Real zeros of a rational function of one variable, where they are rational or have one square root."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from duality.algebra.scalars import flint_of
from duality.model.expression import Expression, Negative, Number, Power, Product, Quotient, Sum, Variable
from duality.model.scalar import Scalar, exact

if TYPE_CHECKING:
    from flint import fmpq_poly, fmpz_poly

HIGHEST_DEGREE = 60


def rational_zeros(node: Expression, name: str) -> list[Scalar] | None:
    """All real zeros in increasing order; ``None`` where the tree is not rational or one has no such closed form."""
    found = _fraction(node, name)
    if found is None or found[0] == 0:
        return None
    top, bottom = found
    _, factors = (top / top.gcd(bottom)).numer().factor()
    zeros: list[Scalar] = []
    for factor, _ in factors:
        coefficients = [int(c) for c in factor.coeffs()]
        if len(coefficients) == 2:
            zeros.append(-Fraction(coefficients[0], coefficients[1]))
        elif _has_real_root(factor):
            if len(coefficients) > 3:
                return None
            zeros += _two_roots(*coefficients)
    return sorted(zeros)


def _has_real_root(factor: fmpz_poly) -> bool:
    # python-flint's own annotations leave out the multiplicities that come with the roots.
    roots: list[Any] = factor.complex_roots()
    return any(root.imag.is_zero() for root, _ in roots)


def _two_roots(c: int, b: int, a: int) -> list[Scalar]:
    """(-b -+ sqrt(b^2 - 4ac)) / 2a."""
    import sympy

    root = sympy.sqrt(b * b - 4 * a * c)
    return [exact((-sympy.Integer(b) + sign * root) / (2 * a)) for sign in (-1, 1)]


def _fraction(node: Expression, name: str) -> tuple[fmpq_poly, fmpq_poly] | None:
    """(P, Q) with node = P/Q, polynomials in the variable; ``None`` where it is no such fraction."""
    from flint import fmpq_poly

    one = fmpq_poly([1])
    match node:
        case Number(Fraction() as value):
            return fmpq_poly([flint_of(value)]), one
        case Variable(other):
            return (fmpq_poly([0, 1]), one) if other == name else None
        case Negative(operand):
            inner = _fraction(operand, name)
            return None if inner is None else (-inner[0], inner[1])
        case Sum(parts) | Product(parts):
            return _combined([_fraction(part, name) for part in parts], is_sum=isinstance(node, Sum))
        case Quotient(numerator, denominator):
            above, below = _fraction(numerator, name), _fraction(denominator, name)
            if above is None or below is None or below[0] == 0:
                return None
            return above[0] * below[1], above[1] * below[0]
        case Power(base, Number(Fraction() as power)) if power.denominator == 1:
            inner = _fraction(base, name)
            if inner is None or abs(power) * max(part.degree() for part in inner) > HIGHEST_DEGREE:
                return None
            raised = inner[0] ** abs(int(power)), inner[1] ** abs(int(power))
            return raised if power >= 0 else None if raised[0] == 0 else (raised[1], raised[0])
    return None


def _combined(parts: list[tuple[fmpq_poly, fmpq_poly] | None], *, is_sum: bool) -> tuple[fmpq_poly, fmpq_poly] | None:
    from flint import fmpq_poly

    top, bottom = fmpq_poly([0 if is_sum else 1]), fmpq_poly([1])
    for part in parts:
        if part is None:
            return None
        top = top * part[1] + bottom * part[0] if is_sum else top * part[0]
        bottom = bottom * part[1]
        if max(top.degree(), bottom.degree()) > HIGHEST_DEGREE:
            return None
    return top, bottom
