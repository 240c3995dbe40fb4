"""Slater's condition at x = 0, decided by the signs of the letters, or left to the data."""

from __future__ import annotations

import pytest

import duality as du

DATA = "param A in R^(m, n), b in R^m, c in R^n, t > 0, u >= 0\nvar x in R^n, s in R^m\n"

CERTAIN = [
    ("min c'*x s.t. norm(x) <= t", "x, s = 0 satisfies norm(x) < t"),
    ("min sum((A*x - b).^2) s.t. norm1(x) <= t; x <= u", "x, s = 0 satisfies norm1(x) < t; x <= u"),
    ("min norm1(x) + norm(s) s.t. A*x + s = b", "x = 0 and the s of its equation satisfy A*x + s = b"),
    ("domain x >= 0\nmin c'*x + norm(s) s.t. norminf(x) <= 1", "x, s = 0 satisfies norminf(x) < 1; x >= 0"),
    ("min sum(exp(A*x)) s.t. sum(exp(x)) <= n + 1", "x, s = 0 satisfies sum(exp(x)) < n + 1"),
]

OPEN = [
    "min c'*x s.t. norm(x) <= u",  # u = 0 leaves no strict point
    "min norm(x) s.t. norm(A*x - b) <= t",
    "min norm1(x) + norm(s) s.t. A*x + s = b; norm(s) <= t",  # s stands in another row
    "domain s >= 0\nmin norm1(x) + norm(s) s.t. A*x + s = b",
    "domain x > 0\nmin norm(x) s.t. norm(x) <= t",
    "min norm(x) + norm(s) s.t. A*x + A*x = b; norm(s) <= 1",
    "min norm(x) s.t. sum(exp(x)) <= n",
]


@pytest.mark.parametrize(("rows", "why"), CERTAIN)
def test_zero_is_strictly_feasible(rows: str, why: str) -> None:
    theorem = du.derive(DATA + rows).theorem
    assert (theorem.theorem, theorem.condition, theorem.certain) == ("Theorem 2", why, True)
    assert f"strong duality by Theorem 2: {why}" in " ".join(str(du.derive(DATA + rows)).split())


@pytest.mark.parametrize("rows", OPEN)
def test_the_data_decide(rows: str) -> None:
    theorem = du.derive(DATA + rows).theorem
    assert (theorem.theorem, theorem.certain) == ("Theorem 2", False)
    assert theorem.condition.startswith("some point satisfies")
