"""Digits of constants: those that are given are right, and what no digit tells from 0 is told to be 0."""

from __future__ import annotations

import pytest
import sympy

from duality.model.digits import digits
from duality.model.scalar import Irrational, exact

E = sympy.exp(sympy.Integer(1))


@pytest.mark.parametrize("n", [20, 100, 400, 700])
@pytest.mark.parametrize("most", [60, 200, 700, 2000])
def test_a_logarithm_of_what_cancels(n: int, most: int) -> None:
    """log(1 - e^n/(1 + e^n)) = -log(1 + e^n) is -n to many digits; with few digits at hand it is not told."""
    found = digits(sympy.log(1 - sympy.exp(n) / (1 + sympy.exp(n))), 15, most)
    assert found == 0 or float(found) == pytest.approx(-n, rel=1e-8)
    if most == 2000:
        assert found != 0


@pytest.mark.parametrize(
    "value",
    [
        sympy.sqrt(2 + sympy.sqrt(3)) - (sympy.sqrt(6) + sympy.sqrt(2)) / 2,
        sympy.log(6) - sympy.log(2) - sympy.log(3),
        sympy.cos(1) ** 2 + sympy.sin(1) ** 2 - 1,
    ],
)
def test_zeros_in_disguise(value: sympy.Expr) -> None:
    assert digits(value, 5, 300) == 0


@pytest.mark.parametrize(
    "value",
    [sympy.pi, E, sympy.sqrt(2) - 1, sympy.atan(7) / 3, sympy.erf(1), sympy.tanh(sympy.Rational(1, 3)), E**-sympy.pi],
)
def test_as_sympy_where_nothing_cancels(value: sympy.Expr) -> None:
    assert float(digits(value, 17, 2000)) == pytest.approx(float(value.evalf(30)), rel=1e-15)


def test_what_is_not_real_is_left_to_sympy() -> None:
    for value in (sympy.log(-2), sympy.sqrt(-2), sympy.root(-8, 3)):
        assert digits(value, 10, 200).has(sympy.I)
    with pytest.raises(ValueError, match="not a real number"):
        exact(sympy.log(-2))


def test_a_cancelling_number_has_the_right_sign_and_size() -> None:
    value = exact(sympy.log(1 - sympy.exp(800) / (1 + sympy.exp(800))) + 799)
    assert isinstance(value, Irrational)
    assert value < 0 and float(value) == pytest.approx(-1)
