"""Powers weighted by multipliers: theta_D at weights that may be 0, and formulas that hold nowhere."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import duality as du

C = np.array([0.5, -1.0, 2.0])

POWERS = {
    "absolute": ("sum(abs(x).^3) <= 1", "", lambda b: -b - 2 * ((abs(C) / 3) ** 1.5).sum() / math.sqrt(b)),
    "of a norm": ("norm(x)^3 <= 2", "", lambda b: -2 * b - 2 * (np.linalg.norm(C) / 3) ** 1.5 / math.sqrt(b)),
    "of a sum": ("norm1(x)^4 <= 1", "", lambda b: -b - 3 * (abs(C).max() / 4) ** (4 / 3) / b ** (1 / 3)),
}


@pytest.mark.parametrize("name", POWERS)
def test_powers_stand_in_constraints(name: str) -> None:
    row, domain, theta = POWERS[name]
    statement: Any = du.parse(f"param c in R^n\nvar x in R^n\nmin c'x\ns.t. b: {row}\n{domain}")
    derivation: Any = du.derive(statement)
    for b in (0.25, 1.0, 3.0):
        assert derivation.dual_function({"b": b}, data={"c": C}) == pytest.approx(theta(b))
    assert derivation.dual_function({"b": 0.0}, data={"c": C}) == -math.inf
    assert derivation.dual_function({"b": 0.0}, data={"c": 0 * C}) == 0
    report: Any = du.solve(statement, data={"c": C})
    assert report.verdict == "holds" and report.primal.value == pytest.approx(report.dual.value, rel=1e-6)


def test_negative_powers_without_weight() -> None:
    """inf c'x over x > 0 is 0."""
    statement: Any = du.parse("param c in R^n\nvar x in R^n\ndomain x > 0\nmin c'x\ns.t. b: sum(x.^(-2)) <= 2")
    theta = du.derive(statement).dual_function
    assert theta({"b": 0.0}, data={"c": abs(C)}) == 0  # type: ignore[call-arg]
    assert theta({"b": 0.0}, data={"c": C}) == -math.inf  # type: ignore[call-arg]
    best = 2 * math.sqrt(1 / 2)
    assert du.solve(statement, data={"c": np.ones(1)}).primal.value == pytest.approx(math.sqrt(0.5), rel=1e-6)
    assert theta({"b": 0.25 * best}, data={"c": np.ones(1)}) == pytest.approx(  # type: ignore[call-arg]
        3 * (0.5 ** (2 / 3)) * (0.25 * best) ** (1 / 3) - 0.5 * best
    )


def test_power_of_positive_parts_has_a_dual_value_of_its_own() -> None:
    text = "param c in R^n\nvar x in R^n\nmin c'x + norm(x)\ns.t. b: sum(max(x, 0).^3) <= 2"
    statement: Any = du.parse(text)
    low: Any = du.solve(statement, data={"c": np.array([0.3, -0.2, 0.4])})
    assert low.verdict == "holds" and low.dual.value == pytest.approx(low.primal.value, abs=1e-6)
    endless: Any = du.solve(statement, data={"c": np.array([2.0, 0.0, 0.0])})
    assert endless.primal.value == endless.dual.value == -math.inf


def test_a_formula_that_holds_nowhere_is_not_shown() -> None:
    statement: Any = du.parse("param A in S^n\nvar X in S^n\nmin logdet(X)\ns.t. t: tr(A*X) <= 1\ndomain X >> 0")
    derivation: Any = du.derive(statement)
    assert str(derivation.dual_function) == "-inf for all multipliers" and "log(-1)" not in str(derivation)
    assert derivation.dual_function({"t": 1.0}, data={"A": np.eye(2)}) == -math.inf
