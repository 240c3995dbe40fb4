"""Newton on theta_D: the conic solver's answers where theta_D is smooth with few multipliers, and nothing elsewhere."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import duality as du
from duality.solving.arrays import optimize
from duality.statements.arrays.canonical import Canonical
from duality.statements.binding import symbols
from duality.statements.solving.through_dual import through_dual
from duality.statements.theta import Bound
from duality.statements.tower import derived

LETTERS = "param A in R^(m, n), b in R^m, c in R^n\nvar x in R^n\n"

SMOOTH = {
    "entropy": LETTERS + "domain x >= 0\nmin sum(x.*log(x)) + c'x\ns.t. eq: A*x = b\n tot: 1'x = 1",
    "entropy with inequalities": LETTERS + "domain x >= 0\nmin sum(x.*log(x)) + c'x\ns.t. cap: A*x <= b\n tot: 1'x = 1",
    "squares in a box": LETTERS + "domain 0 <= x <= 1\nmin 1/2*x'x + c'x\ns.t. eq: A*x = b\n cap: 1'x <= 3/2",
    "squares": LETTERS + "min norm(x)^2 + c'x\ns.t. cap: A*x <= b\n tot: 1'x = 1",
    "log barrier": LETTERS + "domain x > 0\nmin 10*(1'x) - sum(log(x)) + c'x\ns.t. eq: A*x = b",
    "concave": LETTERS + "domain x >= 0\nmax c'x - sum(x.*log(x))\ns.t. eq: A*x = b",
    "family": "param a[n], d[n] > 0\nvar x[i] for i in 1..n\ndomain x[i] >= 0 for i in 1..n\n"
    "min sum(d[i]*x[i]^2 for i in 1..n)\ns.t. cover: sum(a[i]*x[i] for i in 1..n) >= 3",
}


def data_of(name: str, rng: np.random.Generator) -> dict[str, Any]:
    if name == "family":
        return {"a": rng.uniform(0.5, 1, 40), "d": rng.uniform(1, 2, 40)}
    matrix, point = rng.uniform(0, 1, (4, 40)), rng.uniform(0.5, 1.5, 40) / 40
    return {"A": matrix, "b": matrix @ point / point.sum(), "c": rng.normal(size=40)}


def bound_to(text: str, data: dict[str, Any]) -> tuple[Bound, dict[str, Any]]:
    bound = Bound(derived(du.parse(text)), data)
    return bound, symbols(bound.derived.statement.parameters, bound.arrays, bound.sizes)


@pytest.mark.parametrize("name", SMOOTH)
def test_the_answers_are_those_of_the_cones(name: str) -> None:
    data = data_of(name, np.random.default_rng(0))
    bound, values = bound_to(SMOOTH[name], data)
    found = through_dual(bound, values, bound.sizes, 1e-9)
    assert found is not None
    value = optimize(Canonical(bound.derived, values, bound.sizes).program).value
    assert bound.theta(found.multipliers) == pytest.approx(value, rel=1e-6, abs=1e-6)
    report = du.solve(SMOOTH[name], data=data)
    assert report.primal.backend == "Newton on theta_D" and "through its dual" in str(report)
    assert report.primal.value == pytest.approx(report.dual.value, rel=1e-7, abs=1e-7)
    assert report.residuals is not None and report.residuals.violation <= 1e-8
    assert report.verdict == "holds"


def test_the_distribution_of_greatest_entropy_is_known() -> None:
    """max -sum p log p with mean 4.5 of a die of 1000 faces over [1, 6]: p_i is exp(lam*i) up to scale."""
    faces = np.linspace(1, 6, 1000)
    text = "param f in R^n, a in R\nvar p in R^n\ndomain p >= 0\nmax -sum(p.*log(p))\ns.t. mean: f'p = a\n tot: 1'p = 1"
    report = du.solve(text, data={"f": faces, "a": 4.5})
    p = report.primal.point["p"].ravel()
    ratios = np.diff(np.log(p))
    assert p.sum() == pytest.approx(1) and faces @ p == pytest.approx(4.5)
    assert ratios == pytest.approx(np.full(999, ratios[0]))
    assert report.primal.value == pytest.approx(-(p * np.log(p)).sum())


@pytest.mark.parametrize(
    "text",
    [
        LETTERS + "domain x >= 0\nmin c'x\ns.t. eq: A*x = b",
        LETTERS + "min norm(x) + c'x\ns.t. eq: A*x = b",
        LETTERS + "domain x >= 0\nmin sum(x.*log(x)) + c'x\ns.t. ball: norm(x)^2 <= 1\n eq: A*x = b",
    ],
    ids=["linear", "norm", "weights with multipliers"],
)
def test_a_theta_that_is_not_smooth_is_left_to_the_cones(text: str) -> None:
    bound, values = bound_to(text, data_of("", np.random.default_rng(1)))
    assert through_dual(bound, values, bound.sizes, 1e-9) is None


def test_an_infeasible_statement_is_no_optimum() -> None:
    data = data_of("entropy", np.random.default_rng(2))
    report = du.solve(SMOOTH["entropy"], data={**data, "b": -np.ones(4)})
    assert (report.primal.value, report.dual.value) == (np.inf, np.inf)
