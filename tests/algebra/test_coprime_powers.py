"""Products of roots over coprime integers."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from math import gcd, log
from random import Random

import pytest

from duality.algebra.coprime_powers import coprime_powers


def test_roots_that_cancel_leave_a_rational_or_a_plainer_root() -> None:
    eighths = Fraction(17, 8), Fraction(8, 17)
    assert coprime_powers([eighths, eighths, (Fraction(17), Fraction(1, 17)), (Fraction(4), Fraction(7, 17))]) == {
        17: 1,
        2: -2,
    }
    assert coprime_powers([(Fraction(8), Fraction(1, 2)), (Fraction(2), Fraction(-3, 2))]) == {}


@pytest.mark.parametrize("seed", range(20))
def test_the_product_stays_and_no_two_bases_share_a_divisor(seed: int) -> None:
    random = Random(seed)
    factors = [
        (
            Fraction(random.randint(1, 500), random.randint(1, 500)),
            Fraction(random.randint(-9, 9), random.randint(1, 9)),
        )
        for _ in range(random.randint(1, 6))
    ]
    powers = coprime_powers(factors)
    assert all(gcd(a, b) == 1 for a, b in combinations(powers, 2))
    before = sum(float(exponent) * log(base) for base, exponent in factors)
    after = sum(float(exponent) * log(base) for base, exponent in powers.items())
    assert after == pytest.approx(before, abs=1e-9)
