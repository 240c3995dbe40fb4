"""How numbers look, and how like terms merge."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from duality.model.expression import ZERO, Expression, Negative, Variable, number, quotient
from duality.model.scalar import Irrational
from duality.report.numbers import decimal, decimal_latex, residual, scalar_latex, scalar_text
from duality.report.terms import coefficient_and_rest, merged

A, B = Variable("a"), Variable("b")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (-1.0702296, "-1.070230"),
        (1.0, "1.000000"),
        (0.0, "0"),
        (-0.0, "0"),
        (1e10, "1.000000e+10"),
        (1234567.4, "1234567"),
        (1.5e-8, "1.500000e-08"),
        (float("inf"), "inf"),
        (float("-inf"), "-inf"),
    ],
)
def test_decimals_keep_seven_digits(value, shown):
    assert decimal(value) == shown


def test_exact_numbers_stay_exact_until_they_are_too_long():
    assert scalar_text(F(-9, 4)) == "-9/4"
    assert scalar_text(F(10**30 + 1, 10**30)) == "1.000000"
    assert scalar_text(F(10**400)) == "1e400"
    assert scalar_latex(F(-9, 4)) == r"-\frac{9}{4}"


def test_irrational_numbers_show_their_closed_form():
    import sympy

    assert scalar_text(Irrational(sympy.sqrt(5) - 1)) in ("sqrt(5) - 1", "-1 + sqrt(5)")
    assert r"\sqrt{5}" in scalar_latex(Irrational(sympy.sqrt(5) - 1))


def test_latex_of_decimals():
    assert decimal_latex("1.500000e-08") == r"1.500000 \cdot 10^{-8}"
    assert decimal_latex("-inf") == r"-\infty"


def test_residuals_show_their_size():
    assert residual(0.0) == "0"
    assert residual(1.23e-9) == "1.2e-09"


@pytest.mark.parametrize(
    ("terms", "shown"),
    [
        ([A, Negative(quotient(A**2, number(4))), Negative(quotient(A**2, number(4)))], "a - a^2/2"),
        ([2 * A, B, 3 * A], "5*a + b"),
        ([A, Negative(A)], "0"),
        ([A + B, Negative(A + B)], "0"),
        ([quotient(A * 3, number(2)), A], "5*a/2"),
        ([], "0"),
    ],
)
def test_like_terms_merge(terms: list[Expression], shown: str):
    assert str(merged(terms)) == shown


def test_terms_that_meet_no_like_term_are_untouched():
    term = quotient(A**2, number(4)) * number(2)
    assert merged([term, ZERO, B]) == term + B


def test_coefficient_times_rest_is_the_term():
    for term in (A, 3 * A * B, Negative(quotient(A, number(7))), number(F(2, 3)), number(2) * A * number(5)):
        coefficient, rest = coefficient_and_rest(term)
        assert (rest.sympy() * coefficient - term.sympy()).expand() == 0
