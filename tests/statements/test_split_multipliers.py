"""theta_D at all the multipliers that a report tells is d*, also where the exact answers come from scalar rows."""

from __future__ import annotations

from typing import Any

import pytest

import duality as du

MATRIX = {"A": [[1, 2], [0, 1], [2, 1]], "b": [1, 2, 3]}

CASES = {
    "largest residual": (
        "param A in R^(m, n), b in R^m\nvar x in R^n\ndomain -1 <= x <= 1\nmin norminf(A*x - b)\ns.t. eq: 1'x = 1",
        MATRIX,
        "3/2",
    ),
    "least entry": (
        "param A in R^(m, n), b in R^m\nvar x in R^n\ndomain 0 <= x <= 1\nmax min(A*x + b)\ns.t. s: 1'x <= 2",
        MATRIX,
        "3",
    ),
    "family": (
        "param c[n], u[n], d\nvar x[i] for i in 1..n\ndomain x[i] >= 0 for i in 1..n\n"
        "min sum(c[i]*x[i]^2 for i in 1..n)\n"
        "s.t. cap: x[i] <= u[i] for i in 1..n\n tot: sum(x[i] for i in 1..n) >= d",
        {"c": [1, 2], "u": [3, 3], "d": 2},
        "8/3",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_theta_at_the_multipliers_is_the_dual_value(name: str) -> None:
    text, data, value = CASES[name]
    statement: Any = du.parse(text)
    report: Any = du.solve(statement, data=data)
    derived = report.derivation.derived
    assert derived.splits and report.dual.exact == report.primal.exact == value
    assert {s.variable.name for s in derived.splits} <= set(report.dual.point)
    sign = 1 if text.count("\nmin") else -1
    theta = du.derive(statement).dual_function(report.dual.point, data=data)
    assert sign * theta == pytest.approx(report.dual.value, abs=1e-6)


def test_lagrangian_is_that_of_the_split_problem() -> None:
    lasso = "param A in R^(m, n), b in R^m, lam > 0; var x in R^n; min 1/2*norm(A*x - b)^2 + lam*norm1(x)"
    statement: Any = du.parse(lasso)
    assert du.derive(statement).lagrangian == "1/2*norm(y)^2 + lam*norm1(x) + beta_y'*(y - (A*x - b))"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("var x in R^5\nmin max(x) - min(x)\ns.t. a: sum(x) = 1\n b: x[1] >= 1", 1.0),
        ("var x in R^3\nmin max(x) + 2*max(-x)\ns.t. a: x[1] - 3*x[2] = 1", 0.5),
        ("var x in R^2\nmin max(-x) - 3*min(x)\ns.t. a: x[1] + x[2] = 4", -8.0),
    ],
)
def test_the_largest_and_the_least_entry_of_one_vector_are_told_apart(text: str, value: float) -> None:
    """max(x) and -min(x) = max(-x) are both of the kind maximum: the new variable stands in one of them."""
    report: Any = du.solve(du.parse(text))
    assert report.primal.value == pytest.approx(value)
    assert report.dual.value == pytest.approx(value)


@pytest.mark.parametrize("square", ["tr(X*X)", "norm(X)^2", "sum(X .* X)"])
def test_a_square_of_a_symmetric_variable_beside_products_with_it(square: str) -> None:
    """X' = X: the new variable stands for both factors of X*X, and for none of B*X."""
    statement: Any = du.parse(
        f"param B in S^n\nvar X in S^n\ndomain X >> 0\nmin {square} - 2*tr(B*X)\ns.t. d: tr(X) = 1"
    )
    derivation: Any = du.derive(statement)
    assert str(derivation.dual_function).startswith("-beta_d - 1/4*norm(beta_Y)^2  where -2*B + beta_d*I - beta_Y >> 0")
    report: Any = du.solve(statement, data={"B": [[1, 2], [2, -1]]})
    # The nearest matrix to B with trace 1: one eigenvalue is 0, the other 1.
    assert report.primal.value == pytest.approx(1 - 2 * 5**0.5, abs=1e-6)
    assert report.dual.value == pytest.approx(report.primal.value, abs=1e-6)
