"""theta_D in letters equals theta_D with numbers in their place, at random letters and multipliers."""

from __future__ import annotations

import math
import random
from fractions import Fraction

import pytest

import duality as du
from duality.letters import samples
from duality.letters.samples import random_sample
from duality.report.options import Options
from duality.report.render import render
from tests.letters.problems import DERIVED


def compare(name: str, points: int, multipliers: int) -> None:
    problem = du.parse(DERIVED[name])
    derivation = du.derive(problem)
    assert derivation.dual_function.data.is_closed, derivation.dual_function.data.reason
    generator = random.Random(name)
    for _ in range(points):
        values = random_sample(problem.parameters, generator)
        ordinary = derivation(**values)
        for k in range(multipliers):
            chosen = {
                m.constraint: _multiplier(generator, m.kind == "inequality", whole=k % 2 == 0)
                for m in derivation.dual_function.multipliers
            }
            found, expected = derivation.dual_function(chosen, **values), ordinary.dual_function(chosen)
            assert float(found) == pytest.approx(float(expected), rel=1e-9, abs=1e-9), (values, chosen)


def _multiplier(generator: random.Random, nonnegative: bool, *, whole: bool) -> float:
    value = generator.gauss(0, 2)
    value = float(round(value)) if whole else value
    return abs(value) if nonnegative else value


@pytest.mark.parametrize("name", DERIVED)
def test_theta_in_letters_is_theta_in_numbers(name: str) -> None:
    compare(name, points=2, multipliers=10)


@pytest.mark.slow
@pytest.mark.parametrize("name", DERIVED)
def test_theta_in_letters_is_theta_in_numbers_at_many_points(name: str) -> None:
    compare(name, points=12, multipliers=10)


def worked(text: str) -> str:
    return " ".join(render(du.derive(du.parse(text)).data, "text", Options(steps=True)).split())


def test_the_steps_tell_no_case_that_the_letters_exclude() -> None:
    told = worked("param a > 0\nmin a*x^2 - 2*a*x\ns.t. x <= 1")
    assert "with the leading coefficient a > 0" in told
    assert "opens downward" not in told and "Only the linear term" not in told
    told = worked("param a >= 0\nmin a*x^2 - 2*a*x\ns.t. x <= 1")
    assert "is positive" in told


@pytest.mark.parametrize(
    ("name", "formula"),
    [
        ("ab", "(a - b)*alpha_1 - alpha_1^2/4"),
        ("entropy", "-beta_1 - T*exp(-1 - (beta_1 + 1)/T) - T*exp(-1 - (beta_1 + 2)/T)"),
        ("pareto", "5 - eps*alpha_1 - 5/(alpha_1 + 1)"),
        ("halfplane", "d*alpha_1 - (a^2/4 + b^2/4)*alpha_1^2"),
        ("bounds", "C*alpha_1 - C - alpha_1"),
    ],
)
def test_formulas(name: str, formula: str) -> None:
    assert str(du.derive(du.parse(DERIVED[name])).dual_function.data.formula) == formula


@pytest.mark.parametrize("name", ["svm", "trust", "water", "box"])
def test_no_value_of_a_letter_enters_a_formula(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample tells which natural domains are shown, and nothing else: another one changes nothing."""
    problem = du.parse(DERIVED[name])
    before = du.derive(problem).to_json()
    monkeypatch.setattr(samples, "FIRST", tuple(7 * value + 1 for value in samples.FIRST))
    assert du.derive(problem).to_json() == before


def test_the_derivation_takes_values() -> None:
    derivation = du.derive(du.parse(DERIVED["ab"]))
    assert derivation.dual_function({"c1": 0.5}, a=2, b=1) == 0.4375
    assert str(derivation(a=2, b=1).lagrangian) == "(x - 2)^2 + alpha_1*(x - 1)"
    assert derivation(a=2, b=1).dual_function({"c1": 0.5}) == 0.4375
    assert derivation.primal_function({"x": 1}, a=2, b=1) == 1
    with pytest.raises(du.ProblemError, match="the letter 'b' has no value"):
        derivation.dual_function({"c1": 0.5}, a=2)


def test_the_explicit_dual_in_letters_is_a_problem() -> None:
    derivation = du.derive(du.parse(DERIVED["lp"]))
    dual = derivation.dual_problem.problem
    assert dual is not None
    text = du.write(dual)
    assert du.parse(text) == dual
    values = {"c1": 3, "c2": 2, "b1": 5}
    solved = du.solve(dual.set(**values)), du.solve(du.parse(DERIVED["lp"]).set(**values))
    assert solved[0].primal.exact == solved[1].primal.exact


def test_what_needs_numbers_says_so() -> None:
    derivation = du.derive(du.parse("param a\nmin abs(x - a) + abs(x + a) + x^2\ns.t. x >= 1"))
    assert "a cannot be drawn out of" in str(derivation)
    assert derivation.dual_function({"c1": 1}, a=2) == derivation(a=2).dual_function({"c1": 1})


def test_one_region_holds_all_letters() -> None:
    derivation = du.derive(du.parse(DERIVED["ab"]))
    (region,) = derivation.regions
    assert region.where == () and region.at(a=2, b=1).dual_function({"c1": 1}) == Fraction(3, 4)


def test_conditions_on_letters_alone_are_decided_exactly_beside_rounded_multipliers() -> None:
    """Rounded, 64*q - c^2 is not 0 at these letters, and theta_D would be -5e16."""
    theta = du.derive(du.parse("param q > 0, c\nmin q*x^2 + y^2 + c*x*y/4\ns.t. c1: x + y >= 1")).dual_function
    values = {"q": Fraction(15129, 602176), "c": Fraction(123, 97)}
    assert [theta({"c1": alpha}, **values) for alpha in (0, 0.0, 1, 1.0)] == [0, 0.0, -math.inf, -math.inf]


def test_pieces_that_cover_all_letters_and_multipliers_leave_nothing_elsewhere() -> None:
    text = "param a, lam >= 0\nmin (x - a)^2/2 + lam*abs(x)"
    assert "elsewhere" not in str(du.derive(du.parse(text)))
    assert "-inf elsewhere" in str(du.derive(du.parse("param c\nmin c*x\ns.t. x >= 1")))
