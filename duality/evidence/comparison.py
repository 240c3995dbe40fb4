"""Order and equality of bounds: exact where both are exact, and never by closeness."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import inf, nextafter
from typing import Any

from duality.model.digits import digits
from duality.model.evidence import End
from duality.model.scalar import Irrational, Scalar

ROUNDING = 4e-16
"""Relative distance within which a float beside an irrational number may lie on either side of it."""


PLAIN = 12
"""Denominators up to which exact values of exp, log and roots are worth their time."""

DIGITS = 1000
"""Digits with which irrational numbers are compared."""


LARGEST_FACTORED = 10**12
"""Whole numbers below roots and logarithms that are factored."""


def greater(a: End, b: End) -> bool:
    """a > b, proved; False where rounding leaves it open."""
    far, other = _infinite(a), _infinite(b)
    if far or other:
        # An exact number beyond the largest float is finite.
        return far > other
    if a.exact is not None and b.exact is not None:
        return _compared(a.exact, b.exact) == 1
    x, y = _rational(a), _rational(b)
    if x is not None and y is not None:
        return x > y
    return a.value > b.value and a.value - b.value > ROUNDING * max(abs(a.value), abs(b.value))


def same(a: End, b: End) -> bool:
    """a = b as exact numbers; two floats that agree are not known to be equal."""
    if _infinite(a) or _infinite(b):
        return _infinite(a) == _infinite(b)
    if a.root_of or b.root_of:
        return a.root_of == b.root_of and a.value == b.value
    if a.exact is None or b.exact is None:
        return False
    return _compared(a.exact, b.exact) == 0


def is_plain(values: Mapping[str, Scalar], largest: int = PLAIN) -> bool:
    """No rational among them has a larger denominator."""
    return all(not isinstance(v, Fraction) or v.denominator <= largest for v in values.values())


def float_below(number: Scalar) -> float:
    """A float that is no greater."""
    return -float_above(-number)


def float_above(number: Scalar) -> float:
    """A float that is no less; +-inf beyond the largest floats."""
    try:
        near = float(number)
    except OverflowError:
        return inf if number > 0 else nextafter(-inf, inf)
    if isinstance(number, Fraction):
        return near if Fraction(near) >= number else nextafter(near, inf)
    return nextafter(nextafter(near, inf), inf)


def _compared(a: Scalar, b: Scalar) -> int | None:
    """-1, 0 or 1; ``None`` where irrational numbers agree with `DIGITS` and short algebra does not tell them equal."""
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return (a > b) - (a < b)
    if _same_form(a, b):
        return 0
    import sympy

    x, y = (sympy.Rational(v.numerator, v.denominator) if isinstance(v, Fraction) else v.value for v in (a, b))
    close = digits(x - y, 1, DIGITS)
    # Where large parts cancel, only what has a correct digit tells the order.
    if close.is_Float and close.is_comparable:
        return 1 if close > 0 else -1
    numerator, _ = sympy.fraction(sympy.together(_in_prime_factors(x - y)))
    return 0 if sympy.expand(numerator) == 0 else None


def _in_prime_factors(value: Any) -> Any:
    """log(u v^k/w) as log(u) + k log(v) - log(w) where u, v, w > 0, and roots of whole numbers as roots of primes."""
    import sympy

    def primes(base: Any) -> list[tuple[Any, Any]]:
        if isinstance(base, sympy.Rational) and 0 < max(base.p, base.q) <= LARGEST_FACTORED and base > 0:
            powers: Any = sympy.factorrat(base)
            return [(sympy.Integer(p), sympy.Integer(k)) for p, k in powers.items()]
        return [(base, sympy.Integer(1))]

    def root(base: Any, exponent: Any) -> Any:
        return sympy.Mul(*(p ** (k * exponent) for p, k in primes(base)))

    def logarithm(argument: Any) -> Any:
        product: Any = sympy.together(argument)
        powers = [factor.as_base_exp() for factor in sympy.Mul.make_args(product)]
        if not all(base.is_positive and k.is_real for base, k in powers):
            return sympy.log(argument)
        return sympy.Add(*(n * k * sympy.log(p) for base, n in powers for p, k in primes(base)))

    return value.replace(sympy.Pow, root).replace(sympy.log, logarithm)


def _infinite(end: End) -> int:
    """1 and -1 for the infinities, 0 for a number."""
    return 0 if end.is_finite else 1 if end.value > 0 else -1


def _rational(end: End) -> Fraction | None:
    if isinstance(end.exact, Fraction):
        return end.exact
    return None if end.is_exact else Fraction(end.value)


def _same_form(a: Scalar, b: Scalar) -> bool:
    if isinstance(a, Irrational) and isinstance(b, Irrational):
        return a.value == b.value
    return isinstance(a, Fraction) and isinstance(b, Fraction) and a == b
