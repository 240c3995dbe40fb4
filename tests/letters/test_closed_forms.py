"""Equations in closed form, one at a time, and the convex problems that they solve."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import pytest
import sympy

import duality as du
from duality.letters import LetteredReport
from duality.letters.claims import NotLifted
from duality.letters.evaluating import scalar_tree
from duality.letters.identities import with_powers_joined
from duality.letters.one_letter import interval
from duality.letters.one_root import one_root, tidied
from duality.letters.roots import root
from duality.letters.shortening import shortest, with_positive_arguments
from duality.letters.squaring import without_roots
from duality.report.options import Options
from duality.report.render import render
from tests.letters.textbook import TEXTBOOK

a, b = sympy.symbols("a b", real=True)
p, q, x = sympy.symbols("p q x", positive=True)

EQUATIONS = [
    (2 * x - p, 1.0, p / 2),
    (x**2 - p, math.sqrt(2), sympy.sqrt(p)),
    (x**2 - (p + q) * x + p * q, 2.0, p),
    (x**3 - p, 2 ** (1 / 3), sympy.cbrt(p)),
    (4 * (x - q) ** 3 + p, 3 - 0.5 ** (1 / 3), q - sympy.cbrt(p / 4)),
    (p / x - q, 2 / 3, p / q),
    (sympy.exp(q * x) - p, math.log(2) / 3, sympy.log(p) / q),
    (sympy.exp(-2 * x) - p * sympy.exp(-x) / 4, math.log(2), sympy.log(4) - sympy.log(p)),
    (p * sympy.log(x) - q, math.exp(1.5), sympy.exp(q / p)),
    (sympy.log(x) + sympy.log(p) - q, math.exp(3) / 2, sympy.exp(q) / p),
    (1 / sympy.sqrt(x + q) - p / 8, 13.0, 64 / p**2 - q),
]


@pytest.mark.parametrize(("equation", "near", "expected"), EQUATIONS)
def test_an_equation_is_solved_for_the_root_of_the_sample(equation: sympy.Expr, near: float, expected: object) -> None:
    found = root(equation, x, {p: 2.0, q: 3.0, x: near})
    assert sympy.simplify(sympy.expand_log(found - expected)) == 0


@pytest.mark.parametrize("equation", [x**5 - x - p, x + sympy.exp(x) - p, x**3 - p * x - 1, sympy.log(x) + x - p])
def test_an_equation_without_a_closed_form_is_refused(equation: sympy.Expr) -> None:
    with pytest.raises(NotLifted):
        root(equation, x, {p: 2.0, x: 1.2})


def test_the_form_with_one_root_is_free_of_roots_below() -> None:
    found = tidied(2 * (a**2 - 2 * a + 1) / (3 * a + sympy.sqrt(-3 * a**2 + 12 * a - 8) - 2))
    assert sympy.expand(found - (a / 2 - sympy.Rational(1, 3) - sympy.sqrt(-3 * a**2 + 12 * a - 8) / 6)) == 0
    assert one_root(sympy.sqrt(a) + sympy.sqrt(b)) is None and one_root(sympy.log(a)) is None


@pytest.mark.parametrize(
    ("expression", "strict", "at", "ends"),
    [
        (a**2 - 2, False, 3, {("sqrt(2)", False)}),
        ((a - 1) ** 2 * (5 - a), False, 2, {("1", False), ("5", False)}),
        ((a - 1) ** 2 + 1, True, 2, set()),
        (sympy.sqrt(a**2 + 1) - 2 * a, False, 0, {("sqrt(3)/3", False)}),
        (1 / (a - 1), True, 3, {("1", True)}),
        (4 - a, True, 0, {("4", True)}),
    ],
)
def test_where_an_expression_of_one_letter_keeps_its_sign(
    expression: sympy.Expr, strict: bool, at: int, ends: set[tuple[str, bool]]
) -> None:
    found = interval(expression, strict, a, Fraction(at))
    assert found is not None and {(str(scalar_tree(end)), is_open) for end, is_open in found} == ends


def test_roots_are_squared_where_both_sides_are_nonnegative() -> None:
    assert without_roots(sympy.sqrt(a**2 + 1) - p) == a**2 + 1 - p**2
    assert without_roots(p - sympy.sqrt(a**2 + 1)) == p**2 - a**2 - 1
    assert without_roots(2 - sympy.cbrt(2 * p)) == 4 - p
    assert without_roots(sympy.sqrt(p) / 3 - sympy.cbrt(q)) == p**3 - 729 * q**2
    assert without_roots(sympy.sqrt(a**2 + 1) - b) == sympy.sqrt(a**2 + 1) - b


def test_formulas_are_written_as_a_person_would() -> None:
    t = sympy.Symbol("t", positive=True)
    assert str(shortest(t * sympy.log(t * p / 2) + (1 - t) * sympy.log(-p * (t - 1) / 3))) == str(
        t * sympy.log(p * t / 2) + (1 - t) * sympy.log(p * (1 - t) / 3)
    )
    assert str(shortest(3 * sympy.log(p / 3 + sympy.Rational(7, 3)))) == "3*log((p + 7)/3)"


def test_powers_of_powers_are_joined_where_they_are_real() -> None:
    third = sympy.Rational(1, 3)
    assert with_powers_joined(((1 - a) ** sympy.Rational(3, 2)) ** (2 * third)) == 1 - a
    assert with_powers_joined((1 / (1 - a)) ** (2 * third)) == (1 - a) ** (-2 * third)
    assert with_powers_joined(((1 - a) ** 2) ** third) == ((1 - a) ** 2) ** third
    assert with_positive_arguments(sympy.log((p - 1) / (q - 1)), {p: 0.5, q: 0.25}) == sympy.log((1 - p) / (1 - q))


def solved(text: str) -> LetteredReport:
    report = du.solve(du.parse(text))
    assert isinstance(report, LetteredReport)
    return report


def told(report: LetteredReport) -> set[tuple[str, str]]:
    return {(str(region), str(region.primal.value)) for region in report.regions}


def test_a_region_may_be_a_line() -> None:
    report = solved("param c1, c2\nvar x, y\nmin c1*x + c2*y\ns.t. x + y = 1")
    assert report.data.complete
    assert told(report) == {("c2 > c1", "-inf"), ("c1 > c2", "-inf"), ("c2 = c1", "c1")}
    assert report.value_function(c1=2, c2=2) == 2.0 and report.value_function(c1=2, c2=1) == -math.inf


def test_a_line_has_conditions_of_its_own() -> None:
    report = solved("param a, b\nvar x, y\nmin x\ns.t. x + y = a\n2*x + 2*y = b\nx >= 0\ny >= 0")
    assert report.data.complete
    assert ("b = 2*a, a >= 0", "0") in told(report)
    assert report.value_function(a=1, b=2) == 0.0
    assert report.value_function(a=1, b=3) == report.value_function(a=-1, b=-2) == math.inf


def test_a_line_between_letters_with_ranges() -> None:
    report = solved("param c1 in [0, 3], c2 >= 0\nvar x, y\nmin c1*x + c2*y\ns.t. x + y = 1")
    assert report.data.complete
    assert {value for _, value in told(report)} == {"-inf", "c1"}
    assert report.value_function(c1=3, c2=3) == 3.0 and report.value_function(c1=0, c2=3) == -math.inf


def test_a_projection_in_divergence_has_two_regions_that_a_person_reads() -> None:
    report = solved(TEXTBOOK["kl"])
    assert report.data.complete
    assert told(report) == {("q >= t", "0"), ("t >= q", "t*(log(t) - log(q)) + (1 - t)*log((1 - t)/(1 - q))")}


def test_a_huber_function_of_a_letter_width() -> None:
    report = solved("param d > 0\nmin huber(x - 1, d) + x^2\ns.t. x >= 2")
    assert report.data.complete
    assert told(report) == {("d <= 1", "2*d - d^2 + 4"), ("d >= 1", "5")}
    theta = report.derivation.dual_function
    for d in (Fraction(1, 4), Fraction(1, 2), 1, 3):
        ordinary = report.derivation(d=d).dual_function
        for alpha in (0, 1, 3, 7, 20):
            assert theta({"c1": alpha}, d=d) == ordinary({"c1": alpha})
    steps = render(report.derivation.data, "text", Options(steps=True))
    assert "huber(x - 1, d) = ((x - 1) - s1)^2 + 2*d*abs(s1)" in steps and "The infimum over ." not in steps


def test_a_huber_function_that_is_not_convex_where_it_stands() -> None:
    report = solved("param d > 0\nmin x^2 - huber(x, d)/2\ns.t. x >= 1")
    assert not report.regions and "p* needs numbers" in str(report)
    assert report.value_function(d=2) == 0.5


INFEASIBLE = [
    ("param u\nmin exp(x)\ns.t. x >= u\nx <= 5", {("u <= 5", "exp(u)"), ("u > 5", "inf")}),
    ("param a, b\nmin exp(x) - y\ns.t. x >= a\nx <= b\ny <= 1", {("b >= a", "exp(a) - 1"), ("a > b", "inf")}),
    (
        "param u\nmax log(x) + log(y)\ns.t. x + 2*y <= u",
        {("u < 0", "-inf"), ("u = 0", "-inf"), ("u > 0", "2*log(u) - log(8)")},
    ),
]


@pytest.mark.parametrize(("text", "expected"), INFEASIBLE)
def test_affine_rows_that_contradict_one_another_have_a_region(text: str, expected: set[tuple[str, str]]) -> None:
    report = solved(text)
    assert report.data.complete and told(report) == expected


def test_exponentials_with_two_rates_are_solved_in_logarithms() -> None:
    report = solved("param k > 0\nvar x, y\nmin exp(-k*x) + exp(-y)\ns.t. x + y <= 1")
    assert report.data.complete and str(report.regions[0].primal.point["x"]) == "(log(k) + 1)/(k + 1)"
    assert report.value_function(k=2) == pytest.approx(0.97029755347, rel=1e-10)
    dual = report.derivation.data.dual_problem
    assert dual is not None and [str(row) for row in dual.domain] == ["a_1 >= 0"] and not dual.rows


EVERYWHERE = [
    (
        "param a in (0, 1), m > 0\nvar x, y\ndomain x >= 0\ndomain y >= 0\n"
        "max a*sqrt(x) + (1 - a)*sqrt(y)\ns.t. 2*x + y <= m",
        "sqrt(2)*sqrt(m)*sqrt(3*a^2 - 4*a + 2)/2",
    ),
    (
        "param a in (0, 1), m > 0\nvar x, y\ndomain x > 0\ndomain y > 0\nmax -a^2/x - (1 - a)^2/y\ns.t. x + y <= m",
        "-1/m",
    ),
    (
        "param b > 0\nvar x, y\nmin -log(b - x - y) - log(x) - log(y) + x",
        "b/2 - sqrt(b^2 + 2*b + 9)/2 - log(b - sqrt(b^2 + 2*b + 9) + 3) - 2*log(b + sqrt(b^2 + 2*b + 9) - 3) + 3/2 + "
        "log(32)",
    ),
]


@pytest.mark.parametrize(("text", "value"), EVERYWHERE)
def test_conditions_that_hold_for_all_letters_are_not_said(text: str, value: str) -> None:
    """Demand with shares a and 1 - a, whose roots of squares are opened; an analytic center, solved out of turn."""
    report = solved(text)
    assert report.data.complete and told(report) == {("everywhere", value)}


EXPECTED = [
    ("cobb", {"alpha": Fraction(1, 4), "m": 8}, math.log(1) / 4 + 3 * math.log(2) / 4),
    ("maxent3", {"m": 2}, math.log(3)),
    ("ballc", {"r": 3}, 4.0),
    ("water3", {"P": 5}, 3 * math.log(4)),
    ("normscale", {"a": 3}, 2.5),
    ("normscale", {"a": 1}, math.sqrt(5) - 0.5),
    ("distball", {"a": 1, "b": 2}, math.sqrt(2)),
    ("distball", {"a": 1, "b": -2}, 0.0),
    ("abslog", {"lam": 2}, 1.0),
    ("normscale2", {"a": -1}, 1 / math.sqrt(2)),
    ("logaff", {"a": 3, "b": -1}, math.log(3)),
    ("kelly", {"p": Fraction(3, 4)}, 0.75 * math.log(1.5) + 0.25 * math.log(0.5)),
]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "letters", "value"), EXPECTED)
def test_convex_problems_have_formulas_everywhere(name: str, letters: dict[str, Any], value: float) -> None:
    report = solved(TEXTBOOK[name])
    assert report.data.complete
    assert report.value_function(**letters) == pytest.approx(value, rel=1e-12)


@pytest.mark.slow
def test_pieces_whose_ends_are_no_numbers_have_their_conditions_as_inequalities() -> None:
    report = solved(TEXTBOOK["expa"])
    assert not report.data.complete and report.data.sampled
    assert "all of 200 sampled points lie in these" in str(report)
    assert report.value_function(a=1) == pytest.approx(0.0, abs=1e-12)
    assert report.value_function(a=-1) == pytest.approx(math.exp(-4) - 3)


@pytest.mark.slow
def test_formulas_hold_their_moduli_open() -> None:
    report = solved(TEXTBOOK["minnorm2"])
    assert told(report) == {("b < 0", "-sqrt(5)*b/5"), ("b = 0", "0"), ("b > 0", "sqrt(5)*b/5")}
