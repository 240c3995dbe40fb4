"""Exact constants of expansions: what cancels visibly is 0, signs by balls, values as the package's scalars."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

from duality.algebra.paths.constant_conversion import to_scalar
from duality.algebra.paths.constant_functions import exponential, logarithm, named, sine
from duality.algebra.paths.constant_powers import raised
from duality.algebra.paths.constants import Coefficient, sign_of, size_bound

HALF = Fraction(1, 2)


def root(n: int) -> Coefficient:
    return raised(Fraction(n), HALF)


def log(n: int) -> Coefficient:
    return logarithm(Fraction(n))


PI, E = named("pi"), named("e")


@pytest.mark.parametrize(
    "zero",
    [
        root(12) - root(3) * 2, root(2) * root(8) - Fraction(4), log(12) - log(3) - log(4), logarithm(E) - Fraction(1),
        exponential(log(2) * HALF) - root(2), sine(PI) + Fraction(0), sine(PI * Fraction(1, 6)) - HALF,
        sine(PI * HALF, quarter=True), raised(root(2) + Fraction(1), Fraction(2)) - Fraction(3) - root(2) * 2,
        exponential(Fraction(3)) * exponential(Fraction(-3)) - Fraction(1), raised(PI, HALF) * raised(PI, HALF) - PI,
    ],
)  # fmt: skip
def test_what_cancels_is_zero(zero) -> None:
    assert zero == 0


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (root(2) + root(3) - PI, math.sqrt(2) + math.sqrt(3) - math.pi), (E - PI, math.e - math.pi),
        (log(2) * log(3), math.log(2) * math.log(3)), (sine(Fraction(2)), math.sin(2)),
        (raised(root(2) + Fraction(1), Fraction(-1)), 1 / (math.sqrt(2) + 1)), (exponential(PI), math.exp(math.pi)),
        (sine(PI * Fraction(3, 4), quarter=True), -math.sqrt(2) / 2), (log(6) * HALF, math.log(6) / 2),
    ],
)  # fmt: skip
def test_values(value, number) -> None:
    assert float(value) == pytest.approx(number, rel=1e-15)
    assert float(to_scalar(value)) == pytest.approx(number, rel=1e-15)
    assert sign_of(value) == math.copysign(1, number)
    assert abs(number) * (1 - 1e-12) <= size_bound(value) <= abs(number) * (1 + 1e-9)


def test_a_hidden_zero_is_not_decided() -> None:
    """sin(1)^2 + cos(1)^2 - 1 is 0, which no product shows and no digits prove."""
    hidden = raised(sine(Fraction(1)), Fraction(2)) + raised(sine(Fraction(1), quarter=True), Fraction(2)) - Fraction(1)
    with pytest.raises(ValueError, match="could not be decided"):
        sign_of(hidden)
