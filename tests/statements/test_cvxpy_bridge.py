"""cvxpy to statements and back: p*, d* and the dual's own optimum equal, or a refusal that names what has no rule."""

from __future__ import annotations

from zlib import crc32

import cvxpy as cp
import numpy as np
import pytest

import duality as du
from duality.errors import ProblemError
from tests.statements.cvxpy_problems import FOREIGN, Foreign

INFINITE = {"infeasible": np.inf, "unbounded": -np.inf}

SAMPLE = {
    "lp_nonneg_attribute",
    "ridge_with_parameter",
    "square_over_variable",
    "semidefinite",
}
"""What runs in the quick suite beside the refusals; the others are slow together."""

CASES = [
    pytest.param(f, id=f.name, marks=() if f.name in SAMPLE else pytest.mark.slow) for f in FOREIGN if not f.refused
]


def built(case: Foreign) -> cp.Problem:
    return case.build(np.random.default_rng(crc32(case.name.encode())))


def test_there_are_sixty() -> None:
    assert len(FOREIGN) >= 60
    assert sum(not case.refused for case in FOREIGN) >= 55


@pytest.mark.parametrize("case", CASES)
def test_values_equal_those_of_cvxpy(case: Foreign) -> None:
    foreign = built(case)
    statement = du.from_cvxpy(foreign)
    report = du.solve(statement)
    value = float(foreign.solve())
    assert report.primal.value == pytest.approx(value, abs=2e-6, rel=2e-6)
    if foreign.is_mixed_integer():
        assert report.dual.value is not None and report.dual.value >= value - 1e-9
        return
    assert report.dual.value == pytest.approx(value, abs=5e-6, rel=5e-6)
    if not np.isfinite(value):
        return
    dual = du.derive(statement).dual_problem.to_cvxpy()
    assert float(dual.solve()) == pytest.approx(value, abs=5e-6, rel=5e-6)
    again = du.from_cvxpy(dual)
    assert float(again.to_cvxpy().solve()) == pytest.approx(value, abs=5e-6, rel=5e-6)


@pytest.mark.parametrize("case", [f for f in FOREIGN if f.refused], ids=lambda f: f.name)
def test_what_has_no_rule_is_refused_by_name(case: Foreign) -> None:
    with pytest.raises(ProblemError, match=case.refused) as caught:
        du.from_cvxpy(built(case))
    assert caught.value.help


def test_parameters_are_letters_and_their_values_may_be_overridden() -> None:
    x, lam = cp.Variable(2, name="x"), cp.Parameter(nonneg=True, name="lam")
    foreign = cp.Problem(cp.Minimize(cp.sum_squares(x - 1) + lam * cp.norm1(x)))
    statement = du.from_cvxpy(foreign)
    assert str(du.derive(statement).dual_problem).count("lam") == 1
    for value in (0.5, 1.0):
        lam.value = value
        assert du.solve(statement, data={"lam": value}).primal.value == pytest.approx(float(foreign.solve()), abs=1e-6)
    assert du.solve(du.from_cvxpy(foreign), data={"lam": 0.5}).primal.value == pytest.approx(0.875)


def test_multipliers_are_those_of_cvxpy_in_the_order_of_the_constraints() -> None:
    x = cp.Variable(2)
    foreign = cp.Problem(cp.Minimize(cp.sum_squares(x)), [x[0] + 2 * x[1] >= 5, x[0] - x[1] == 1])
    foreign.solve()
    report = du.solve(du.from_cvxpy(foreign))
    assert report["c1"] == pytest.approx(float(foreign.constraints[0].dual_value), abs=1e-6)
    assert report["h1"] == pytest.approx(float(foreign.constraints[1].dual_value), abs=1e-6)


def test_anything_else_is_refused() -> None:
    with pytest.raises(ProblemError, match="no problem of cvxpy"):
        du.from_cvxpy("min x^2")
