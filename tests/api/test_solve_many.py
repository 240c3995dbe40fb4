# ruff: noqa: E501 - a statement stands in one line, as its lines are short
"""Many small programs together: exact, equal to those solved one by one, whatever their outcome."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

import duality as du
from duality.errors import ProblemError

QP = "param P in S+^n, c in R^n, A in R^(m, n), b in R^m\nvar x in R^n\nmin 1/2*x'P*x + c'x\ns.t. r: A*x <= b\n e: 1'x = 1"

STATEMENTS: list[tuple[str, dict[str, Any]]] = [
    (
        "param A in R^(m, n), b in R^m\nvar x in R^n\nmin norm(A*x - b)^2\ns.t. x >= 0",
        {"A": [[1, 2], [3, 4], [1, 0]], "b": [1, -1, 0.5]},
    ),
    (
        "param c in R^n, A in R^(m, n), b in R^m\nvar x in R^n\nmax c'x\ns.t. r: A*x <= b\n p: x >= 0",
        {"c": [1, 2], "A": [[1, 1]], "b": [3]},
    ),
    (
        "param X in R^(N, p), y in R^N, C > 0\nvar w in R^p, b in R, xi in R^N\nmin 1/2*norm(w)^2 + C*1'xi\n"
        "s.t. margin: y .* (X*w + b) >= 1 - xi\n slack: xi >= 0",
        {"X": [[3, 0], [0, 0], [1, 2], [3, 2], [2, 1]], "y": [1, -1, -1, 1, -1], "C": 1},
    ),
    (
        "param P in S+^n, c in R^n\nvar x in R^n\ndomain 0 <= x <= 1\nmin x'P*x + c'x + 1/3\ns.t. 1'x = 1",
        {"P": [[1, 0], [0, 0]], "c": [0.1, 0.7]},
    ),
]


@pytest.mark.parametrize(("text", "data"), STATEMENTS)
def test_a_statement_gives_what_it_gives_by_itself(text: str, data: dict[str, Any]) -> None:
    (found,) = du.solve_many(du.parse(text), [data])
    report = du.solve(text, data=data)
    assert report.primal.exact == str(found.exact)
    assert (found.status, found.verdict) == ("optimal", "holds")


def test_random_quadratic_programs_satisfy_kkt_exactly() -> None:
    rng = np.random.default_rng(2)
    data = []
    for _ in range(30):
        factor = rng.integers(-2, 3, (3, 2))
        data.append(
            {
                "P": factor @ factor.T,
                "c": rng.integers(-3, 4, 3),
                "A": rng.integers(-2, 3, (3, 3)),
                "b": rng.integers(0, 4, 3),
            }
        )
    for given, found in zip(data, du.solve_many(QP, data), strict=True):
        if found.status != "optimal":
            assert du.solve(QP, data=given).primal.status == found.status
            continue
        x = np.array([found.point[f"x[{k}]"] for k in (1, 2, 3)])
        alpha = np.array([found.multipliers[f"r[{k}]"] for k in (1, 2, 3)])
        matrix, rows = given["P"].astype(object), given["A"].astype(object)
        slope = matrix @ x + given["c"].astype(object) + rows.T @ alpha + found.multipliers["e[1]"]
        gap = rows @ x - given["b"].astype(object)
        assert not slope.any() and x.sum() == 1
        assert (gap <= 0).all() and (alpha >= 0).all() and not (alpha * gap).any()
        assert found.exact == Fraction(1, 2) * (x @ matrix @ x) + given["c"].astype(object) @ x


def test_a_list_of_problems_of_all_outcomes() -> None:
    x, y = du.variables("x y")
    problems = [
        du.minimize(x**2 + y**2, {"budget": x + y >= 1}),
        du.maximize(3 * x + 5 * y, {"a": x <= 4, "b": 2 * y <= 12, "c": 3 * x + 2 * y <= 18}, domain=[x >= 0, y >= 0]),
        du.minimize(x, {"low": x >= 1, "high": x <= 0}),
        du.maximize(x, domain=[y >= 0]),
        du.minimize(x**2 / 3 - x * y / 7 + y**2 - x, {"gap_": x - y == Fraction(1, 3)}),
    ]
    found = du.solve_many(problems)
    for problem, settled in zip(problems, found, strict=True):
        report = problem.solve()
        assert settled.status == report.status
        assert settled.value == report.value
        for name, value in settled.multipliers.items():
            if settled.status == "optimal":
                assert float(value) == pytest.approx(report[name])


def test_what_is_not_quadratic_or_not_convex_is_refused() -> None:
    x = du.variables("x")
    with pytest.raises(ProblemError, match="problem 2"):
        du.solve_many([du.minimize(x**2), du.minimize(du.exp(x))])
    with pytest.raises(ProblemError, match="not convex"):
        du.solve_many([du.minimize(-(x**2), domain=[x >= 0, x <= 1])])
    with pytest.raises(ProblemError, match="only linear and quadratic"):
        du.solve_many("param a in R^n\nvar x in R^n\nmin norm(x - a)", [{"a": [1, 2]}])
    with pytest.raises(ProblemError, match="declared as"):
        du.solve_many(QP, [{"P": -np.eye(2), "c": [0, 0], "A": [[1, 1]], "b": [1]}])
