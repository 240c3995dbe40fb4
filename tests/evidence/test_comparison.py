"""The order of exact bounds: proved by digits that are correct, and open where none are."""

from __future__ import annotations

from fractions import Fraction
from math import inf

import pytest
import sympy

from duality.evidence.comparison import float_above, float_below, greater, same
from duality.model.evidence import End
from duality.model.scalar import exact


def _end(text: str) -> End:
    return End.of(exact(sympy.sympify(text)))


@pytest.mark.parametrize(
    ("larger", "smaller"),
    [
        ("0", "sinh(300) - exp(300)/2"),
        ("cosh(300) - exp(300)/2", "0"),
        ("1", "tanh(200)"),
        ("sqrt(2) + 10**(-100)", "sqrt(2)"),
        ("pi/2", "atan(10**25)"),
        ("0", "-exp(-2000)"),
    ],
)
def test_the_larger_of_two_numbers(larger: str, smaller: str) -> None:
    a, b = _end(larger), _end(smaller)
    assert greater(a, b)
    assert not greater(b, a)
    assert not same(a, b)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sqrt(2)", "sqrt(8)/2"),
        ("log(6) + 1", "log(2) + log(3) + 1"),
        ("log(3/4)", "log(3) - 2*log(2)"),
        ("11*72**(1/11)/6", "11*2**(3/11)*3**(2/11)/6"),
        ("log(1 + exp(2))", "-log(1 - exp(2)/(1 + exp(2)))"),
        ("log(sqrt(7)*pi)", "log(7)/2 + log(pi)"),
    ],
)
def test_equal_numbers_in_two_forms(one: str, other: str) -> None:
    a, b = _end(one), _end(other)
    assert same(a, b)
    assert not greater(a, b) and not greater(b, a)
    assert not greater(a, b)


def test_floats_beside_a_number_whose_parts_cancel() -> None:
    number = exact(sympy.sympify("sinh(300) - exp(300)/2"))
    assert -2.575e-131 < float_below(number) < float_above(number) < -2.574e-131


def test_a_number_beyond_the_largest_float_is_finite() -> None:
    number = End.of(Fraction(-(10**400)))
    assert greater(number, End(-inf))
    assert not greater(End(-inf), number)
    assert not same(number, End(-inf))
