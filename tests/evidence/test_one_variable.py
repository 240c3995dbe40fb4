"""The search in one variable against known minima; fractions between two others; roots squared."""

from __future__ import annotations

from fractions import Fraction
from math import cos, cosh, exp, inf, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

import duality as du
from duality.algebra.nearby_rationals import plainest_between
from duality.derivation.standardize import standardize
from duality.language import parse
from duality.model.budget import UNLIMITED
from duality.solving.proofs.one_variable import Least, least
from duality.solving.proofs.squared import with_roots_squared


def found(text: str) -> Least:
    result = least(standardize(parse(text)), [], UNLIMITED)
    assert result is not None
    return result


@pytest.mark.parametrize(
    ("text", "x"),
    [
        ("domain x >= 0\nmin x\ns.t. x^3 >= 10^-12", Fraction(1, 10**4)),
        ("domain x in [0, 4]\nmin x\ns.t. sqrt(x) >= 1e-4", Fraction(1, 10**8)),
        ("min exp(x) + exp(-x)\ns.t. x >= 2", Fraction(2)),
        ("min abs(x - 1) + x^2", Fraction(1, 2)),
        ("min -x\ns.t. exp(x) + exp(-x) <= 2", Fraction(0)),
        # On a half-line the two terms of a quotient's slope have no sign; its numerator has.
        ("domain x > 0\nmax x/(1 + x^2)", Fraction(1)),
        ("domain x > 0\nmax sqrt(x)/(1 + 4*x)", Fraction(1, 4)),
        ("min (x - 3)/((x - 3)^2 + 4)", Fraction(1)),
        # Balls that nearly meet at an end.
        ("domain x in [0, 2]\nmin log(sin(x))\ns.t. x >= 1/2", Fraction(1, 2)),
    ],
)
def test_minima_at_fractions_are_exact(text: str, x: Fraction) -> None:
    result = found(text)
    assert (result.point, result.is_exact) == (x, True)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("min cosh(x) + (x - 1)^2", min(cosh(t / 10**5) + (t / 10**5 - 1) ** 2 for t in range(60000, 70000))),
        ("domain x in [-100, 0]\nmin x\ns.t. exp(x) >= 10^-9", log(1e-9)),
        ("domain x >= 1\nmin x\ns.t. log(x + 1) - log(x) <= 1e-5", 1 / (exp(1e-5) - 1)),
        ("domain x >= 0\nmin -sqrt(x)/(1 + x^2)", -(3**0.75) / 4),
        ("min x/(1 + x^4)", -(3**0.75) / 4),
        ("domain x in [0, 20]\nmin x*cos(x)", min(t / 10**4 * cos(t / 10**4) for t in range(150000, 200000))),
    ],
)
def test_other_minima_are_enclosed_to_nine_digits(text: str, value: float) -> None:
    result = found(text)
    assert result.lower is not None and result.point is not None
    assert float(result.lower) == pytest.approx(value, rel=1e-9)
    assert result.is_attained


def test_no_feasible_point_and_open_ends() -> None:
    assert found("var x\nmin x\ns.t. x^2 <= -1").is_empty
    assert not found("domain x in (0, 5)\nmin x").is_attained
    assert not found("domain x in [0, 1]\nmin floor(x) - x").is_attained


@given(st.fractions(max_denominator=200), st.fractions(max_denominator=200))
def test_no_fraction_between_has_a_smaller_denominator(a: Fraction, b: Fraction) -> None:
    low, high = min(a, b), max(a, b)
    chosen = plainest_between(low, high)
    assert low <= chosen <= high
    for q in range(1, chosen.denominator):
        assert -(-low * q // 1) > high * q // 1


@pytest.mark.parametrize(
    ("row", "inside", "outside"),
    [
        ("sqrt(x^2 + x) - x <= 0.499", 124, 125),
        ("sqrt((x + 1)^2 + 1)/sqrt(x^2 + 25) <= 1", 11, 12),
        ("2*sqrt(x + 1) <= 3*sqrt(x - 5)", 10, 9),
        ("(x + 3)/(x + 1) <= 1.5", 3, 2),
    ],
)
def test_rows_without_roots_have_the_same_solutions(row: str, inside: int, outside: int) -> None:
    from duality.algebra.membership import is_feasible

    form = standardize(parse(f"domain x >= 0\nmin x\ns.t. {row}"))
    other = with_roots_squared(form)
    assert other is not None
    for x, holds in ((inside, True), (outside, False)):
        assert is_feasible(form, {"x": Fraction(x)}) is holds
        assert is_feasible(other, {"x": Fraction(x)}) is holds


def test_nothing_is_below_minus_infinity() -> None:
    assert found("min x^3").lower in (None, -inf)


def test_quotients_in_exponents_do_not_nest_for_ever() -> None:
    result = found("domain x in [10^-12, 10^-3]\nmin x\ns.t. exp(-10^-8/x) >= 0.95")
    assert result.point is not None
    assert float(result.point) == pytest.approx(1e-8 / -log(0.95), rel=1e-6)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("min x^2*exp(-x)\ns.t. x^2 >= 1", 0.0),
        pytest.param("min 3 + x^4*exp(-2*x)\ns.t. x^2 >= 4\n     x >= -7", 3.0, marks=pytest.mark.slow),
        ("max -exp(-x^2)\ns.t. cosh(x) >= 3", 0.0),
        ("min x^2\ndomain x > 1\ns.t. exp(x) >= 2", 1.0),
    ],
)
def test_a_limit_at_an_end_that_f_stays_above_is_not_attained(text: str, value: float) -> None:
    primal = du.solve(text).primal
    assert (primal.value, primal.label, primal.attained) == (value, "exact", False)


@pytest.mark.parametrize("text", ["min x^2*exp(-x)\ns.t. x^2 >= 1\n     x <= 9", "min x^2*exp(-x)\ns.t. abs(x) <= 30"])
def test_a_limit_beyond_the_rows_is_none(text: str) -> None:
    primal = du.solve(text).primal
    assert primal.attained is True
    assert primal.value == pytest.approx(81 * exp(-9) if "9" in text else 0.0, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(
    ("text", "p", "d"),
    [
        pytest.param("min x*sin(x) + abs(x) - 2", -2.0, -2.0, marks=pytest.mark.slow),
        ("max -y^2*sin(y) - 2*y^2 + 5", 5.0, 5.0),
        pytest.param("min (x - 1)*cos(x) + abs(x - 1) + 3", 3.0, 3.0, marks=pytest.mark.slow),
        ("min x*sin(x)\ns.t. abs(x) <= 2", 0.0, -2.0),
        ("min x*sin(3*x)\ns.t. abs(x) <= 1", 0.0, -1.0),
    ],
)
def test_common_factors_on_each_side_of_a_kink_have_a_range(text: str, p: float, d: float) -> None:
    report = du.solve(text)
    assert (report.primal.value, report.primal.label) == (p, "exact")
    assert (report.dual.value, report.dual.label) == (d, "exact")


@pytest.mark.parametrize("text", ["min abs(x - 2) + cos(x)\ns.t. x = 2", "min 2*abs(x + 1) - atan(x)\ns.t. x = -1"])
def test_a_kink_at_the_only_point_has_multipliers_0(text: str) -> None:
    report = du.solve(text)
    assert report.dual.label == "exact"
    assert (report.dual.value, report.verdict) == (report.primal.value, "holds")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("min exp(x)\ns.t. log(exp(x) - 1) <= 5", 1.0, marks=pytest.mark.slow),
        ("min (x - 1)^2\ns.t. x <= 3\nlog((x - 1)^2) <= 5", 0.0),
        ("min (x - 1)^2\ns.t. x + 0*log((x - 1)^2) <= 3", 0.0),
        ("min (x + 1)^2\ns.t. (x^2 - 1)/(x + 1) <= 9", 0.0),
        pytest.param("min x\ns.t. 1/(x - 1) - 1/(x - 1) + x >= 1", 1.0, marks=pytest.mark.slow),
        ("min x\ns.t. log(x^2) <= 5\nx >= 0", 0.0),
        ("domain x^2 > 1\nmin x^2\ns.t. x >= 0", 1.0),
        ("domain x*(x - 1)^2 > 0\nmin (x - 1)^2\ns.t. x >= 0", 0.0),
        pytest.param("domain x^2 > 1\nmin x^2 + (y - 1)^2\ns.t. y <= 5", 1.0, marks=pytest.mark.slow),
        ("domain x^2*(x - 5) > 0\ndomain x <= 6\nmin (x - 1)^2\ns.t. x >= 0", 16.0),
        pytest.param("domain abs(x) + abs(y) > 0\nmin abs(x) + y^2\ns.t. x - y = 0", 0.0, marks=pytest.mark.slow),
    ],
)
def test_what_strict_rows_and_poles_leave_out_is_no_minimizer(text: str, value: float) -> None:
    """The only point with the value is outside D: the infimum is told, and no point."""
    primal = du.solve(text).primal
    assert (primal.value, primal.label, primal.attained) == (value, "exact", False)
    assert not primal.point


@pytest.mark.parametrize(
    "text",
    [
        "domain x*y > 0\nmin x^2 + y^2\ns.t. x + y >= 0",
        "domain x^2 + y^2 > 0\nmin x^2 + y^2\ns.t. x - y <= 1",
    ],
)
def test_a_point_outside_d_is_not_told(text: str) -> None:
    primal = du.solve(text).primal
    assert primal.attained is not True
    assert not primal.point
