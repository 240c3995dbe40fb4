"""Exact real constants as rational combinations of products of pi, e, roots, logarithms, sines and the like.

Expansions need sums and products of many constants such as 1/3 + e^(1/2)*log(2), and their signs. A product is a set of
(generator, rational power); equal products are joined, so what cancels visibly is 0. Signs are told by ball arithmetic;
what is 0 in disguise is never told from it, and "not decided" is the answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from duality.algebra.scalars import flint_of
from duality.model.budget import checkpoint
from duality.records import record

if TYPE_CHECKING:
    import flint

PRECISIONS = (64, 256, 1024)


@record
class Generator:
    """ "pi", "e", "root" (of a whole number > 1), "exp", "log", "sin", "cos" or "sum" (the argument itself)."""

    name: str
    argument: Coefficient | None = None


Factors = frozenset[tuple[Generator, Fraction]]
ALONE: Factors = frozenset()


class Real:
    """sum q * product of powers of generators, at least one of them irrational by its form."""

    __slots__ = ("_hash", "terms")

    def __init__(self, terms: dict[Factors, Fraction]) -> None:
        self.terms = terms
        self._hash = hash(frozenset(terms.items()))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Real) and self.terms == other.terms

    def __repr__(self) -> str:
        return f"Real({self.terms})"

    def __float__(self) -> float:
        return float(_ball(self, PRECISIONS[0]))

    def __neg__(self) -> Real:
        return Real({key: -q for key, q in self.terms.items()})

    def __add__(self, other: Coefficient | int) -> Coefficient:
        return summed((*self.terms.items(), *terms_of(other)))

    __radd__ = __add__

    def __sub__(self, other: Coefficient | int) -> Coefficient:
        return self + -other

    def __rsub__(self, other: Coefficient | int) -> Coefficient:
        return -self + other

    def __mul__(self, other: Coefficient | int) -> Coefficient:
        if not isinstance(other, Real):
            return Real({key: q * other for key, q in self.terms.items()}) if other != 0 else Fraction(0)
        return summed(_product(a, p, b, q) for a, p in self.terms.items() for b, q in other.terms.items())

    __rmul__ = __mul__

    def __truediv__(self, other: Fraction | int) -> Coefficient:
        return self * (1 / Fraction(other))


Coefficient = Fraction | Real


def sign_of(value: Coefficient) -> int:
    """-1, 0 or 1. Raises ``ValueError`` where the digits do not tell a constant from 0."""
    if isinstance(value, Fraction):
        return (value > 0) - (value < 0)
    return _sign(value)


@lru_cache(maxsize=1 << 12)
def _sign(value: Real) -> int:
    for precision in PRECISIONS:
        ball = _ball(value, precision)
        if ball > 0:
            return 1
        if ball < 0:
            return -1
    raise ValueError("the sign of a constant could not be decided")


MOST_BINARY = 10**5
"""Of a constant's binary exponent, where it is bounded by a rational."""


def size_bound(value: Coefficient) -> Fraction:
    """A rational no less than |value|, close to it."""
    if isinstance(value, Fraction):
        return abs(value)
    upper = abs(_ball(value, PRECISIONS[0])).upper()
    mantissa, exponent = upper.man_exp()
    if abs(int(exponent)) > MOST_BINARY:
        raise ValueError("a constant is of a size beyond what can be written down")
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def terms_of(value: Coefficient | int) -> list[tuple[Factors, Fraction]]:
    """(product, rational coefficient), none for 0."""
    if isinstance(value, Real):
        return list(value.terms.items())
    return [(ALONE, Fraction(value))] if value != 0 else []


def summed(terms: Iterable[tuple[Factors, Fraction]]) -> Coefficient:
    """The terms joined; a rational sum is a `Fraction`."""
    total: dict[Factors, Fraction] = {}
    for factors, q in terms:
        q = total.pop(factors, Fraction(0)) + q
        if q != 0:
            total[factors] = q
    if not total or (len(total) == 1 and ALONE in total):
        return total.get(ALONE, Fraction(0))
    return Real(total)


def _product(first: Factors, p: Fraction, second: Factors, q: Fraction) -> tuple[Factors, Fraction]:
    if not first or not second:
        return first or second, p * q
    factors, r = reduced((*first, *second))
    return factors, p * q * r


def reduced(factors: Iterable[tuple[Generator, Fraction]]) -> tuple[Factors, Fraction]:
    """Equal generators joined; whole powers of a root are rational."""
    checkpoint("multiplying constants")
    powers: dict[Generator, Fraction] = {}
    for generator, power in factors:
        powers[generator] = powers.get(generator, Fraction(0)) + power
    rational = Fraction(1)
    for generator, power in powers.items():
        if generator.name == "root" and isinstance(generator.argument, Fraction):
            whole = power // 1
            rational *= generator.argument**whole
            powers[generator] = power - whole
    return frozenset((g, p) for g, p in powers.items() if p != 0), rational


def single(generator: Generator, power: Fraction = Fraction(1)) -> Coefficient:
    """generator^power."""
    return summed([(frozenset({(generator, power)}), Fraction(1))])


def _ball(value: Coefficient | None, precision: int) -> flint.arb:
    import flint

    before, flint.ctx.prec = flint.ctx.prec, precision
    try:
        return evaluated(value)
    finally:
        flint.ctx.prec = before


def evaluated(value: Coefficient | None) -> flint.arb:
    """The ball of a constant at the precision that is set."""
    import flint

    total = flint.arb(0)
    for factors, q in terms_of(value or Fraction(0)):
        term = flint.arb(flint_of(q))
        for generator, power in factors:
            term *= _generated(generator) ** flint.arb(flint_of(power))
        total += term
    return total


def _generated(generator: Generator) -> flint.arb:
    import flint

    argument = evaluated(generator.argument)
    match generator.name:
        case "pi":
            return flint.arb.pi()
        case "e":
            return flint.arb(1).exp()
        case "root" | "sum":
            return argument
        case name:
            return getattr(argument, name)()
