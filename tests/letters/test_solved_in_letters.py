"""p*, x* and multipliers in letters equal exact solves with numbers, on borders too."""

from __future__ import annotations

import math
import random
from fractions import Fraction

import pytest

import duality as du
from duality.letters import LetteredReport
from duality.letters.samples import random_sample
from tests.letters.problems import DERIVED
from tests.letters.random_programs import random_program


def solved(text: str) -> LetteredReport:
    report = du.solve(du.parse(text))
    assert isinstance(report, LetteredReport)
    return report


def agrees(report: LetteredReport, values: dict[str, Fraction]) -> bool:
    """Whether a region holds the point; then its answers are those of the ordinary report, and are proved there."""
    region = report.region(**values)
    if region is None:
        return False
    ordinary = report.at(**values)
    assert region.primal.status == ordinary.primal.status, values
    assert report.value_function(**values) == pytest.approx(ordinary.primal.value, rel=1e-9, abs=1e-9), values
    if region.primal.status == "optimal":
        x = {name: region.formula(formula, values) for name, formula in region.primal.point.items()}
        multipliers = {name: region.formula(formula, values) for name, formula in region.dual.point.items()}
        assert du.check(report.problem.set(**values), x, multipliers).is_saddle, values
    return True


PROGRAMS = ("ab", "prox", "svm", "box", "lp", "portfolio", "ridge", "halfplane", "w", "max", "dom", "bounds")


@pytest.mark.parametrize("name", PROGRAMS)
def test_programs_in_letters(name: str) -> None:
    report, generator = solved(DERIVED[name]), random.Random(name)
    assert report.unexplored == 0
    for _ in range(2):
        assert agrees(report, random_sample(report.problem.parameters, generator))


@pytest.mark.slow
@pytest.mark.parametrize("name", PROGRAMS)
def test_programs_in_letters_at_many_points(name: str) -> None:
    report, generator = solved(DERIVED[name]), random.Random(name)
    for k in range(12):
        values = random_sample(report.problem.parameters, generator)
        whole = {letter: Fraction(round(value)) for letter, value in values.items()}
        try:
            report.problem.set(**whole)
        except du.ProblemError:
            whole = values
        assert agrees(report, whole if k % 2 else values)


def compare_random(seeds: range, points: int, *, quadratic: bool) -> None:
    for seed in seeds:
        generator = random.Random(seed)
        report = solved(random_program(generator, quadratic=quadratic))
        for k in range(points):
            values = random_sample(report.problem.parameters, generator)
            agrees(report, {n: Fraction(round(v)) for n, v in values.items()} if k % 2 else values)


@pytest.mark.parametrize("quadratic", [False, True])
def test_random_programs(*, quadratic: bool) -> None:
    compare_random(range(3), 2, quadratic=quadratic)


@pytest.mark.slow
@pytest.mark.parametrize("quadratic", [False, True])
def test_many_random_programs(*, quadratic: bool) -> None:
    compare_random(range(100, 300), 5, quadratic=quadratic)


SVM = """param X = [[3, 3], [4, 3], [1, 1], [7/2, 5/2]]
param  t = [1, 1, -1, -1]
param  C > 0
var    w[1..2], b, xi[1..4]
domain xi[i] >= 0 for i in 1..4
min    sum(w[j]^2 for j in 1..2)/2 + C*sum(xi[i] for i in 1..4)
s.t.   margin[i]: t[i]*(sum(w[j]*X[i, j] for j in 1..2) + b) >= 1 - xi[i] for i in 1..4
"""


def test_the_pieces_of_one_letter_cover_it() -> None:
    report = solved(SVM)
    assert report.data.complete and report.unexplored == 0
    assert [str(region) for region in report.regions] == [
        "C <= 4/25",
        "4/25 <= C <= 6/5",
        "6/5 <= C <= 2",
        "2 <= C <= 8",
        "C >= 8",
    ]
    assert str(report.regions[3].primal.value) == "(16*C - C^2)/8"


def test_breakpoints_of_a_portfolio() -> None:
    report = solved(
        "param r\nvar x, y, z\nmin x^2 + 2*y^2 + 3*z^2 - x*y\n"
        "s.t. x + y + z = 1\nx + 2*y + 3*z >= r\nx >= 0\ny >= 0\nz >= 0"
    )
    assert [str(region) for region in report.regions] == ["r <= 87/55", "87/55 <= r <= 13/5", "13/5 <= r <= 3", "r > 3"]
    assert str(report.regions[1].primal.value) == "(55*r^2 - 174*r + 159)/56"
    assert report.value_function(r=4) == math.inf
    # Both neighbors hold at a border, and agree there.
    border = Fraction(87, 55)
    assert {region.formula(region.data.value, {"r": border}) for region in report.regions[:2]} == {Fraction(21, 55)}


def test_the_contract_of_the_value_function() -> None:
    report = solved(DERIVED["ab"])
    assert report.value_function(a=2, b=1) == 1.0 and report.dual_value_function(a=2, b=1) == 1.0
    assert isinstance(report.value_function(a=2, b=1), float)
    ordinary = report.at(a=2, b=1)
    assert (ordinary.primal.value, ordinary.dual.point) == (1.0, {"c1": 2})
    first = next(region for region in report.regions if str(region) == "a >= b")
    assert (str(first.where[0]), str(first.primal.value), first.label) == ("a >= b", "(a - b)^2", "exact")
    assert {name: str(value) for name, value in first.dual.point.items()} == {"c1": "2*a - 2*b"}
    with pytest.raises(du.ProblemError, match="the letter 'b' has no value"):
        report.value_function(a=2)


def test_infinite_values() -> None:
    report = solved("param b1, c\nvar x, y\nmax 3*x + c*y\ns.t. x + y <= b1\nx >= 0\ny >= 0\nx - y <= 1")
    assert report.value_function(b1=-1, c=1) == -math.inf
    report = solved("param c\nvar x\nmin c*x\ns.t. x >= 1")
    assert report.value_function(c=-1) == -math.inf and report.dual_value_function(c=-1) == -math.inf
    assert report.value_function(c=2) == 2.0 and report.value_function(c=0) == 0.0


@pytest.mark.parametrize("name", ["ab", "lp", "portfolio", "halfplane"])
def test_rates_are_derivatives_of_the_value(name: str) -> None:
    """dp*/da = dL/da: the derivative of every piece of p* is that of L at x* and the multipliers."""
    import sympy

    report = solved(DERIVED[name])
    names = {m.constraint: m.name for m in report.derivation.dual_function.multipliers}
    for region in report.regions:
        if region.data.value is None:
            continue
        put = {sympy.Symbol(n, real=True): v.sympy() for n, v in region.primal.point.items()}
        put |= {sympy.Symbol(names[n], real=True): v.sympy() for n, v in region.dual.point.items()}
        for letter, slope in report.data.rates:
            rate = sympy.diff(region.data.value.sympy(), sympy.Symbol(letter, real=True))
            assert sympy.simplify(rate - slope.sympy().subs(put)) == 0


def test_three_letters_are_capped_and_say_what_is_left() -> None:
    costs = " + ".join(f"(x[{i}] - {i}*a - {(-1) ** i * (7 - i)}*b - ({i - 3})*c)^2" for i in range(1, 7))
    text = f"param a, b, c\nvar x[1..6]\nmin {costs}\ns.t. -1 <= x[i] <= 1 for i in 1..6"
    report = du.solve(du.parse(text), time_limit=20)
    assert isinstance(report, LetteredReport)
    assert len(report.regions) <= 24
    assert report.unexplored > 0 and "not explored" in str(report)


def test_known_answers_by_regions() -> None:
    text = DERIVED["ab"] + "expect p* = (a - b)^2 if a > b, p* = 0 if a <= b, x = b if a > b, c1 = 2*a - 2*b if a > b\n"
    assert du.grade(du.parse(text)).passed
    wrong = DERIVED["ab"] + "expect p* = (a - b)^2\n"
    assert not du.grade(du.parse(wrong)).passed


def test_the_value_function_as_sympy_and_latex() -> None:
    import sympy

    report = solved(DERIVED["ab"])
    a, b = sympy.symbols("a b", real=True)
    assert report.value_function.sympy().subs({a: 3, b: 1}) == 4
    assert report.value_function.latex().startswith(r"p^{*}(a, b) = \begin{cases}")


def test_the_value_function_is_the_conjugate_of_theta() -> None:
    report = solved("param u\nmin x^2 + 1\ns.t. (x - 2)*(x - 4) <= u")
    shown = [(str(region), str(region.primal.value)) for region in report.regions]
    assert shown == [("u < -1", "inf"), ("-1 < u <= 8", "u - 6*sqrt(u + 1) + 11"), ("u >= 8", "1")]
    assert report.value_function(u=0) == 5.0 and report.value_function(u=-1) == pytest.approx(10)


CLOSED = {
    "entropy": "param T > 0\nvar x, y\ndomain x >= 0\ndomain y >= 0\n"
    "min T*(x*log(x) + y*log(y)) + x + 2*y\ns.t. x + y = 1",
    "water": DERIVED["water"],
    "cobb": DERIVED["cobb"],
    "pareto": DERIVED["pareto"],
    "quart": DERIVED["quart"],
    "cx": DERIVED["cx"],
    "kl": DERIVED["kl"],
    "amgm": DERIVED["amgm"],
    "amgm2": DERIVED["amgm2"],
    "lse": DERIVED["lse"],
    "mean": "param m in (0, 1)\nvar p, q\ndomain p >= 0\ndomain q >= 0\n"
    "max -p*log(p) - q*log(q)\ns.t. p + q = 1\nq = m",
}


def compare_formulas(name: str, points: int) -> None:
    report, generator = solved(CLOSED[name]), random.Random(name)
    assert report.unexplored == 0, report.data.note
    for _ in range(points):
        values = random_sample(report.problem.parameters, generator)
        region = report.region(**values)
        assert region is not None
        ordinary = report.at(**values)
        assert report.value_function(**values) == pytest.approx(ordinary.primal.value, rel=1e-6, abs=1e-6)
        for key, formula in region.primal.point.items():
            assert float(region.formula(formula, values)) == pytest.approx(float(ordinary.primal.point[key]), abs=1e-4)


@pytest.mark.parametrize("name", ["pareto", "quart", "cobb", "mean", "amgm2"])
def test_convex_problems_in_closed_form(name: str) -> None:
    compare_formulas(name, 1)


@pytest.mark.slow
@pytest.mark.parametrize("name", CLOSED)
def test_convex_problems_in_closed_form_at_many_points(name: str) -> None:
    compare_formulas(name, 12)


def test_what_needs_numbers_says_so_and_has_its_derivation() -> None:
    report = solved(DERIVED["trust"])
    assert report.regions == () and "p* needs numbers" in str(report) and "theta_D" in str(report)
    assert report.value_function(r=1, g1=1, g2=1) == report.at(r=1, g1=1, g2=1).primal.value
