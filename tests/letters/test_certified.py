"""p* in letters is certified by theta_D in letters: x* is feasible, and f(x*) = p* = theta_D at the multipliers."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

import duality as du
from duality.algebra.evaluate import value
from duality.letters import LetteredReport
from duality.model.problem import Sense
from tests.letters.test_every_problem import PROBLEMS, points

QUICK = ("ab", "prox", "portfolio", "textbook huberprox2", "textbook simplex3")


def certify(name: str, count: int) -> int:
    """How many points with an optimum there were, random ones and borders."""
    report, generator = du.solve(du.parse(PROBLEMS[name])), random.Random(name)
    assert isinstance(report, LetteredReport)
    met = 0
    for values in points(report, generator, count):
        region = report.region(**values)
        if region is None:
            assert not report.data.complete, values
        elif region.primal.status == "optimal":
            certify_at(report, values)
            met += 1
    return met


def certify_at(report: LetteredReport, values: dict[str, Fraction]) -> None:
    region, problem = report.region(**values), report.problem.set(**values)
    assert region is not None and region.data.value is not None
    floats = {name: float(at) for name, at in values.items()}
    p = pytest.approx(float(region.formula(region.data.value, values)), rel=1e-7, abs=1e-7)
    x = {name: float(region.formula(formula, values)) for name, formula in region.primal.point.items()}
    multipliers = {name: float(region.formula(formula, values)) for name, formula in region.dual.point.items()}
    assert value(problem.objective, x) == p, values
    for constraint in problem.constraints:
        side = value(constraint.left, x) - value(constraint.right, x)
        excess = {"<=": max(side, 0.0), ">=": max(-side, 0.0), "=": abs(side)}[constraint.relation]
        assert excess <= 1e-7, (values, constraint.name)
    theta = report.derivation.dual_function
    if theta.data.is_closed:
        # A multiplier that is rounded below 0 is one of 0.
        rounded = {name: 0.0 if abs(at) < 1e-12 else at for name, at in multipliers.items()}
        sign = 1 if problem.sense is Sense.MIN else -1
        assert sign * float(theta(rounded, data=floats)) == p, values


@pytest.mark.parametrize("name", QUICK)
def test_values_in_letters_are_certified_by_theta_in_letters(name: str) -> None:
    assert certify(name, 4)


@pytest.mark.slow
@pytest.mark.parametrize("name", PROBLEMS)
def test_values_in_letters_are_certified_by_theta_in_letters_at_many_points(name: str) -> None:
    certify(name, 12)
