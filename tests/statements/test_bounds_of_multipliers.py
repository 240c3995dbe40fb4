"""Conditions that bound a multiplier are rows of the explicit dual: its optimal value is d* for all data."""

from __future__ import annotations

import numpy as np
import pytest

import duality as du

STATEMENTS = {
    "max": "min max(x) - a'x\ns.t. x >= 0",
    "max in a row": "min a'x\ns.t. max(x) <= 1/2\nx >= 0",
    "exp": "min sum(exp(x)) - a'x\ns.t. x >= 0",
    "entropy of a sum": "min log(sum(exp(x))) - a'x\ns.t. x >= -1",
    "logarithms": "min -sum(log(x)) - a'x\ns.t. x >= 0\nx <= 2",
    "hinges": "min sum(pos(x)) - a'x\ns.t. x >= 0",
    "a norm": "min ||x||_1 - a'x\ns.t. x >= 0",
}
DATA = [(2.0, -3.0), (0.3, 0.2), (-3.0, 0.5), (0.25, -1.0)]


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("name", STATEMENTS)
def test_the_dual_has_the_value_of_the_best_multipliers(name: str, data: tuple[float, ...]) -> None:
    problem = du.parse(f"param a in R^n\nvar x in R^n\n{STATEMENTS[name]}")
    given = {"a": np.array(data)}
    direct = du.solve(problem, data=given)
    through = du.solve(du.derive(problem).dual_problem, data=given)
    assert direct.dual.value == pytest.approx(direct.primal.value, abs=1e-6)
    assert through.primal.value == pytest.approx(direct.dual.value, abs=1e-6)
