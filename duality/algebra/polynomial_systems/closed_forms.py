"""Closed forms of algebraic numbers: square roots in quadratics, roots of rationals, and roots of roots."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

import flint

from duality.algebra.atoms import scaled, total
from duality.algebra.polynomial_systems.algebraic import Algebraic, minimal_polynomial
from duality.algebra.polynomial_systems.comparison import Exact, ball
from duality.algebra.scalars import flint_of
from duality.model.expression import Call, Expression, Number, Power, number

DIGITS = 128
"""Bits to which the sign in front of a root is read off; conjugates differ far sooner."""
TRIED_PRIMES = 3000
"""Of so many primes squares are taken out of roots."""


def minimal_coefficients(value: Exact) -> tuple[Fraction, ...]:
    """The primitive minimal polynomial over the integers, from the constant coefficient on."""
    if not isinstance(value, Algebraic):
        return (Fraction(-int(value.p)), Fraction(int(value.q)))
    return tuple(Fraction(int(c)) for c in minimal_polynomial(value).coeffs())


def rational_part(value: Exact) -> Fraction | None:
    """The number as a fraction if it is one."""
    if isinstance(value, Algebraic):
        if value.poly.degree() > 0:
            return None
        value = value.poly[0]
    return Fraction(int(value.p), int(value.q))


def closed_form(value: Exact, coefficients: tuple[Fraction, ...]) -> Expression | None:
    """A tree of rationals and roots for the root of its minimal polynomial, ``None`` where there is no short one."""
    rational = rational_part(value)
    if rational is not None:
        return number(rational)
    degree = len(coefficients) - 1
    if degree == 2:
        return _quadratic(coefficients, ball(value, DIGITS))
    if not any(coefficients[1:-1]):
        # t^n = c
        return _root(-coefficients[0] / coefficients[-1], degree, ball(value, DIGITS))
    if degree == 4 and not (coefficients[1] or coefficients[3]):
        own = ball(value, DIGITS)
        with flint.ctx.workprec(DIGITS):
            inner = _quadratic((coefficients[0], coefficients[2], coefficients[4]), own * own)
        if inner is None:
            return None
        root = Call("sqrt", (inner,))
        return root if own > 0 else -root
    return None


def _quadratic(coefficients: tuple[Fraction, ...], near: flint.arb) -> Expression | None:
    """(-b +- sqrt(b^2 - 4ac)) / 2a as p + q*sqrt(k), k an integer without a square factor that is quickly found."""
    c, b, a = coefficients
    center, square = -b / (2 * a), (b * b - 4 * a * c) / (4 * a * a)
    # sqrt(n/d) = sqrt(n*d)/d
    inside = square.numerator * square.denominator
    outside = _square_root_of_square_part(inside)
    inside //= outside * outside
    factor = Fraction(outside, square.denominator)
    with flint.ctx.workprec(DIGITS):
        difference = near - flint_of(center)
    if not (difference > 0 or difference < 0):
        return None
    signed = factor if difference > 0 else -factor
    root = scaled(signed, Call("sqrt", (Number(Fraction(inside)),)))
    return root if center == 0 else total([root, number(center)] if signed > 0 > center else [number(center), root])


def _square_root_of_square_part(value: int) -> int:
    """s, where s^2 divides the value and the rest is squarefree, but for squares of primes beyond trial division.

    Data of many digits make integers of hundreds, whose complete factorization would take for ever.
    """
    found = 1
    for factor, exponent in flint.fmpz(value).factor(trial_limit=TRIED_PRIMES):
        found *= int(factor) ** (exponent // 2)
        if exponent % 2 and (root := isqrt(int(factor))) ** 2 == factor:
            found *= root
    return found


def _root(power: Fraction, degree: int, near: flint.arb) -> Expression:
    """The real n-th root next to ``near``."""
    tree = Power(Number(abs(power)), Number(Fraction(1, degree)))
    return tree if near > 0 else -tree
