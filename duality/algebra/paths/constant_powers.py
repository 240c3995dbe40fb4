"""Powers of exact constants: 12^(1/2) is 2*3^(1/2), and a sum keeps its power as it is.

A fractional power is taken of positive constants alone.
"""

from __future__ import annotations

from fractions import Fraction

from duality.algebra.paths.constants import Coefficient, Generator, Real, reduced, sign_of, summed
from duality.algebra.scalars import integer_root

SMALL_PRIMES = tuple(p for p in range(2, 100) if all(p % q for q in range(2, p)))
MOST_MULTIPLIED = 6
LARGEST_POWER_BITS = 1 << 16


def raised(base: Coefficient, exponent: Fraction) -> Coefficient:
    """base^p: a nonzero base for p < 0, a positive one for a fractional p."""
    if exponent == 1:
        return base
    if isinstance(base, Fraction):
        return _raised_rational(base, exponent)
    if len(base.terms) == 1:
        ((factors, q),) = base.terms.items()
        if exponent.denominator == 1 or (q > 0 and all(is_positive(g) for g, _ in factors)):
            power = summed([reduced((g, p * exponent) for g, p in factors)])
            return _raised_rational(q, exponent) * power
    if exponent.denominator == 1 and 0 < exponent <= MOST_MULTIPLIED:
        result: Coefficient = base
        for _ in range(int(exponent) - 1):
            result = result * base
        return result
    return Real({frozenset({(Generator("sum", base), exponent)}): Fraction(1)})


def is_positive(generator: Generator) -> bool:
    """Raises ``ValueError`` where it is not decided."""
    if generator.name in ("pi", "e", "root", "exp"):
        return True
    return sign_of(Real({frozenset({(generator, Fraction(1))}): Fraction(1)})) > 0


def _raised_rational(base: Fraction, exponent: Fraction) -> Coefficient:
    if abs(exponent) * max(abs(base.numerator).bit_length(), base.denominator.bit_length()) > LARGEST_POWER_BITS:
        raise ValueError("a power is too large to compute exactly")
    if exponent.denominator == 1:
        return base**exponent.numerator
    if base <= 0:
        raise ValueError("a fractional power of a number that is not positive")
    return _root(base.numerator, exponent) * _root(base.denominator, -exponent)


def _root(number: int, exponent: Fraction) -> Coefficient:
    """number^p over its small prime factors."""
    root = integer_root(number, exponent.denominator)
    if root is not None:
        return Fraction(root) ** exponent.numerator
    factors = [(Generator("root", Fraction(p)), k * exponent) for p, k in factored(number)]
    return summed([reduced(factors)])


def factored(number: int) -> list[tuple[int, int]]:
    """Powers of small primes, and what is left."""
    found = []
    for p in SMALL_PRIMES:
        k = 0
        while number % p == 0:
            number, k = number // p, k + 1
        if k:
            found.append((p, k))
    return [*found, (number, 1)] if number > 1 else found
