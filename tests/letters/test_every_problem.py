"""Every problem of the collections: theta_D, p*, d*, x*, multipliers and status in letters are those with numbers.

Points are random, whole numbers, and points on the borders of the regions. Where the report says that its regions are
all, every point lies in one.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from fractions import Fraction

import pytest

import duality as du
from duality.algebra.evaluate import exact_value
from duality.letters import LetteredReport
from duality.letters.samples import random_sample
from duality.model.expression import Comparison
from duality.results import DualFunction, Report
from tests.letters.problems import DERIVED
from tests.letters.textbook import TEXTBOOK
from tests.letters.variants import VARIANTS

PROBLEMS = {**DERIVED, **VARIANTS, **{f"textbook {name}": text for name, text in TEXTBOOK.items()}}
QUICK = (
    *("boxab", "transport", "deg3", "deg6", "tq", "tq2", "frac", "eqa", "letdom", "square of letters", "knapsack"),
    "signed square",
    "saddle",
    "insensitive loss",
)

Values = dict[str, Fraction]


def points(report: LetteredReport, generator: random.Random, count: int) -> Iterator[Values]:
    """By turns random, whole, and on a border."""
    for k in range(count):
        values = random_sample(report.problem.parameters, generator)
        moved = _on_border(report, values, generator) if k % 3 == 2 else None
        if k % 3 == 1:
            moved = {name: Fraction(round(value)) for name, value in values.items()}
        yield moved if moved is not None and _is_allowed(report, moved) else values


def _is_allowed(report: LetteredReport, values: Values) -> bool:
    try:
        report.problem.set(**values)
    except du.ProblemError:
        return False
    return True


def _on_border(report: LetteredReport, values: Values, generator: random.Random) -> Values | None:
    """One letter moved so that some condition holds as an equation; it must be affine in the letter."""
    conditions = [condition for region in report.regions for condition in region.where]
    if not conditions:
        return None
    condition = generator.choice(conditions)
    for name in generator.sample(list(values), len(values)):
        try:
            low, high = (_slack(condition, {**values, name: Fraction(t)}) for t in (0, 1))
        except (ValueError, TypeError, ZeroDivisionError):
            return None
        if isinstance(low, Fraction) and isinstance(high, Fraction) and low != high:
            moved = {**values, name: low / (low - high)}
            return moved if _slack(condition, moved) == 0 else None
    return None


def _slack(condition: Comparison, values: Values):
    left, right = condition.expressions[:2]
    return exact_value(left, values) - exact_value(right, values)


def compare(report: LetteredReport, values: Values, ordinary: Report) -> None:
    """p*, d*, x*, multipliers and status at values of the letters are those of the ordinary report there."""
    region = report.region(**values)
    if region is None:
        assert not report.data.complete, values
        return
    if ordinary.primal.status == "unknown":
        # Numbers do not tell (exp(b) at a large b); what the region says is certified in `test_certified`.
        return
    assert region.primal.status == ordinary.primal.status, values
    assert ordinary.primal.value is not None
    assert report.value_function(**values) == pytest.approx(ordinary.primal.value, rel=1e-5, abs=1e-5), values
    if region.primal.status != "optimal":
        return
    assert report.dual_value_function(**values) == report.value_function(**values)
    x = {name: region.formula(formula, values) for name, formula in region.primal.point.items()}
    multipliers = {name: region.formula(formula, values) for name, formula in region.dual.point.items()}
    if all(isinstance(value, Fraction) for value in (*x.values(), *multipliers.values())):
        judged = du.check(report.problem.set(**values), x, multipliers)
        # Where theta_D needs numbers, a saddle point is no finite computation.
        assert judged.is_saddle or not ordinary.derivation.dual_function.data.is_closed, values
    elif ordinary.primal.point:
        for name, value in x.items():
            assert float(value) == pytest.approx(float(ordinary.primal.point[name]), abs=1e-3), (values, name)


def compare_theta(
    report: LetteredReport, values: Values, ordinary: DualFunction, generator: random.Random, count: int
) -> None:
    """theta_D in letters is that of the ordinary derivation at random multipliers."""
    theta = report.derivation.dual_function
    if not theta.data.is_closed or not ordinary.data.is_closed:
        return
    for k in range(count):
        chosen = {m.constraint: _multiplier(generator, m.kind, whole=k % 2 == 0) for m in theta.data.multipliers}
        found, expected = float(theta(chosen, data=values)), float(ordinary(chosen))
        assert found == pytest.approx(expected, rel=1e-9, abs=1e-9), (values, chosen)


def _multiplier(generator: random.Random, kind: str, *, whole: bool) -> float:
    value = generator.gauss(0, 2)
    value = float(round(value)) if whole else value
    return abs(value) if kind == "inequality" else value


def compare_all(name: str, count: int, multipliers: int) -> None:
    report, generator = du.solve(du.parse(PROBLEMS[name])), random.Random(name)
    assert isinstance(report, LetteredReport)
    for values in points(report, generator, count):
        ordinary = report.at(**values)
        compare(report, values, ordinary)
        compare_theta(report, values, ordinary.derivation.dual_function, generator, multipliers)


@pytest.mark.parametrize("name", QUICK)
def test_letters_are_numbers(name: str) -> None:
    compare_all(name, 3, 2)


@pytest.mark.slow
@pytest.mark.parametrize("name", PROBLEMS)
def test_letters_are_numbers_at_many_points(name: str) -> None:
    compare_all(name, 12, 10)


def test_a_value_between_two_open_regions_has_its_own() -> None:
    report = du.solve(du.parse(PROBLEMS["deg6"]))
    assert isinstance(report, LetteredReport)
    assert [str(region) for region in report.regions] == ["a < 2", "a = 2", "a > 2"]
    assert [report.value_function(a=a) for a in (1, 2, 3)] == [math.inf, 0.0, math.inf]


def test_the_end_of_a_range_is_no_part_of_a_formula_with_a_pole_there() -> None:
    report = du.solve(du.parse(PROBLEMS["tq"]))
    assert isinstance(report, LetteredReport)
    assert [(str(region), region.primal.status) for region in report.regions] == [
        ("t = 0", "unbounded"),
        ("t > 0", "optimal"),
    ]


def pieces(name: str) -> list[tuple[str, str]]:
    report = du.solve(du.parse(PROBLEMS[name]))
    assert isinstance(report, LetteredReport) and report.data.complete
    return [(str(region), str(region.primal.value)) for region in report.regions]


def test_a_square_whose_sign_is_that_of_a_letter() -> None:
    report = du.solve(du.parse("param a\nmax x^2/a - x"))
    assert isinstance(report, LetteredReport)
    assert [(str(r), str(r.primal.value)) for r in report.regions] == [("a < 0", "-a/4"), ("a > 0", "inf")]
    report = du.solve(du.parse("param t\nvar x, y\nmin x^2 + 2*t*x*y + y^2"))
    assert isinstance(report, LetteredReport) and report.data.complete
    assert report.value_function(t=2) == -math.inf and report.value_function(t=-1) == 0.0
    assert [str(region) for region in report.regions] == ["t < -1", "t = -1", "-1 < t < 1", "t = 1", "t > 1"]


def test_the_pieces_of_a_frontier() -> None:
    assert pieces("frontier") == [
        ("r <= 51/31", "21/31"),
        ("51/31 <= r <= 33/13", "(31*r^2 - 102*r + 111)/40"),
        ("33/13 <= r <= 3", "5*r^2 - 24*r + 30"),
        ("r > 3", "inf"),
    ]


def test_the_pieces_of_a_classifier() -> None:
    found = pieces("line svm")
    assert [value for _, value in found] == ["4*C - 8*C^2", "(12*C + 2)/9", *["(4*C - C^2)/2"] * 2, "2"]
    assert (found[1][0], found[4][0]) == ("1/6 <= C <= 2/3", "C >= 2")


def test_the_smallest_classifier_whose_value_has_three_pieces() -> None:
    """With one point in a class its alpha is C until the margin is hard: two pieces. So each class needs two points."""
    rows = ("w + b", "w + 2*v + b", "-b", "-(v + b)")
    margins = "\n".join(f"{row} >= 1 - xi[{k}]" for k, row in enumerate(rows, 1))
    text = "param C > 0\nvar w, v, b, xi[1..4]\nmin (w^2 + v^2)/2 + C*sum(xi[i] for i in 1..4)\ns.t. "
    report = du.solve(du.parse(f"{text}{margins}\nxi[i] >= 0 for i in 1..4"))
    assert isinstance(report, LetteredReport) and report.data.complete
    assert str(report.value_function).splitlines() == [
        "(8*C - 5*C^2)/2   where C <= 1/2",
        "(24*C - 9*C^2 + 4)/10   where 1/2 <= C <= 4/3",
        "2   where C >= 4/3",
    ]


def test_regions_with_one_formula_of_p_are_one_piece_of_it() -> None:
    report = du.solve(du.parse(PROBLEMS["line svm"]))
    assert isinstance(report, LetteredReport)
    assert str(report.value_function).splitlines() == [
        "4*C - 8*C^2   where C <= 1/6",
        "(12*C + 2)/9   where 1/6 <= C <= 2/3",
        "(4*C - C^2)/2   where 2/3 <= C <= 2",
        "2   where C >= 2",
    ]
    said = " ".join(str(report).split())
    assert "where C <= 1: at w = C, b = C - 1," in said and "where C >= 1: at w = C, b = 1 - C," in said
    assert len(report.value_function.sympy().args) == 5


def test_the_pieces_of_a_program_in_its_costs() -> None:
    assert set(pieces("costs")) == {
        ("c2 >= 0, 2*c1 >= c2", "2*c2"),
        ("c1 + c2 >= 0, c2 >= 2*c1", "(8*c1 + 2*c2)/3"),
        ("c2 < 0", "-inf"),
        ("c1 + c2 < 0", "-inf"),
    }


def test_the_prox_has_three_pieces_without_a_constraint_and_four_with_one() -> None:
    assert len(pieces("prox")) == 4
    report = du.solve(du.parse("param a, lam >= 0\nmin (x - a)^2/2 + lam*abs(x)"))
    assert isinstance(report, LetteredReport) and report.data.complete
    assert {str(region.primal.point["x"]) for region in report.regions} == {"0", "a - lam", "a + lam"}
