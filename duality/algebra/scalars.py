"""Arithmetic of exact scalars beyond + - * /: signs, long sums and products, rational powers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from duality.model.scalar import Irrational, Scalar, Undecided, exact

if TYPE_CHECKING:
    import flint
    import sympy

ZERO = Fraction(0)
ONE = Fraction(1)
LARGEST_POWER_BITS = 2**20


def sign(value: Scalar) -> int:
    """-1, 0 or 1. Raises `Undecided`, a ``ValueError``, where no digit within reach decides."""
    return (value > 0) - (value < 0) if isinstance(value, Fraction) else -1 if value < 0 else 1


def scalar_sum(values: Sequence[Scalar]) -> Scalar:
    """Rational parts are added as such, irrational ones in one step."""
    rational = sum((value for value in values if isinstance(value, Fraction)), ZERO)
    irrational = [value.value for value in values if isinstance(value, Irrational)]
    if not irrational:
        return rational
    import sympy

    return exact(sympy.Add(*irrational, sympy.Rational(rational.numerator, rational.denominator)))


def scalar_product(values: Iterable[Scalar]) -> Scalar:
    """Rational parts are multiplied as such, irrational ones in one step."""
    rational = ONE
    irrational = []
    for value in values:
        if isinstance(value, Fraction):
            rational = rational * value
        else:
            irrational.append(value.value)
    if not irrational or rational == 0:
        return rational
    import sympy

    return exact(sympy.Mul(*irrational, sympy.Rational(rational.numerator, rational.denominator)))


def scalar_power(base: Scalar, exponent: Fraction) -> Scalar:
    """base^p for a fixed rational p: nonzero base for p < 0, base >= 0 for a fractional p."""
    if base == 0:
        if exponent < 0:
            raise ValueError(f"0^({exponent}) is undefined")
        return ONE if exponent == 0 else ZERO
    if exponent.denominator != 1 and sign(base) < 0:
        raise ValueError(f"a fractional power of a negative number: ({base})^({exponent})")
    if isinstance(base, Irrational):
        return exact(base.value ** as_sympy(exponent))
    size = max(abs(base.numerator).bit_length(), base.denominator.bit_length())
    if size > 1 and size * abs(exponent) > LARGEST_POWER_BITS:
        raise Undecided("a power is too large to compute exactly")
    if exponent.denominator == 1:
        return base**exponent.numerator
    above = integer_root(base.numerator, exponent.denominator)
    below = integer_root(base.denominator, exponent.denominator)
    if above is not None and below is not None:
        return Fraction(above, below) ** exponent.numerator
    return exact(as_sympy(base) ** as_sympy(exponent))


def integer_root(value: int, degree: int) -> int | None:
    """The integer r with r^degree = value >= 0, or ``None``."""
    if value < 2 or degree == 1:
        return value
    if degree == 2:
        root = math.isqrt(value)
    elif degree >= value.bit_length():
        return None
    else:
        # Newton's iteration from above decreases to the floor of the root.
        root = 1 << -(-value.bit_length() // degree)
        while (step := ((degree - 1) * root + value // root ** (degree - 1)) // degree) < root:
            root = step
    return root if root**degree == value else None


def as_sympy(value: Scalar) -> sympy.Expr:
    """The scalar as a sympy number."""
    import sympy

    return sympy.Rational(value.numerator, value.denominator) if isinstance(value, Fraction) else value.value


def flint_of(value: Fraction | int) -> flint.fmpq:
    """The same rational in flint."""
    import flint

    return flint.fmpq(value.numerator, value.denominator)


def from_flint(value: flint.fmpq) -> Fraction:
    """The same rational as a `Fraction`."""
    return Fraction(int(value.p), int(value.q))
