"""Indexed statements, unrolled at several sizes, agree with the engine of scalar problems; quantifiers in the dual."""

from __future__ import annotations

import math

import numpy as np
import pytest

import duality as du
from duality.statements.binding import symbols
from duality.statements.instantiating import instance
from duality.statements.theta import Bound
from duality.statements.tower import derived

TRANSPORT = """
param C[m, n], s[m], d[n]
var   x[i, j] for i in 1..m, j in 1..n
domain x[i, j] >= 0 for i in 1..m, j in 1..n
min   sum(C[i, j]*x[i, j] for i in 1..m, j in 1..n)
s.t.  supply[i]: sum(x[i, j] for j in 1..n) <= s[i] for i in 1..m
      demand[j]: sum(x[i, j] for i in 1..m) >= d[j] for j in 1..n
"""

INTERVALS = """
param p[M, M], d[M]
var   x[m, l] for m in 1..M, l in m..M
domain x[m, l] >= 0 for m in 1..M, l in m..M
min   sum(p[m, l]*x[m, l] for m in 1..M, l in m..M)
s.t.  need[i]: sum(x[m, l] for m in 1..i, l in i..M) >= d[i] for i in 1..M
"""

STORAGE = """
param d[T], p[T], h[T]
var   y[t] for t in 1..T, s[t] for t in 0..T
domain y[t] >= 0 for t in 1..T
domain s[t] >= 0 for t in 0..T
min   sum(p[t]*y[t] + h[t]*s[t] for t in 1..T)
s.t.  bal[t]: s[t-1] + y[t] - s[t] = d[t] for t in 1..T
"""

PAIRS = """
param w[n], u[n]
var   f[i, j] for i in 1..n, j in 1..n if i < j
domain f[i, j] >= 0 for i in 1..n, j in 1..n if i < j
min   sum(w[i]*f[i, j] for i in 1..n, j in 1..n if i < j)
s.t.  node[k]: sum(f[i, j] for i in 1..n, j in 1..n if i < j and i == k) >= u[k] for k in 1..n
"""


def _data(name: str, size: int, rng: np.random.Generator) -> dict:
    if name == "transport":
        return {
            "C": rng.integers(1, 9, (size, size + 1)),
            "s": rng.integers(3, 6, size),
            "d": rng.integers(1, 3, size + 1),
        }
    if name == "intervals":
        return {"p": rng.integers(1, 9, (size, size)), "d": rng.integers(1, 4, size)}
    if name == "storage":
        return {k: rng.integers(1, 5, size) for k in "dph"}
    return {"w": rng.integers(1, 5, size), "u": np.zeros(size)}


CASES = {"transport": TRANSPORT, "intervals": INTERVALS, "storage": STORAGE, "pairs": PAIRS}


@pytest.mark.parametrize("size", [2, 3, 4])
@pytest.mark.parametrize("name", CASES)
def test_unrolled_it_agrees_with_the_scalar_engine(name: str, size: int) -> None:
    rng = np.random.default_rng(size)
    found = derived(du.parse(CASES[name]))
    bound = Bound(found, _data(name, size, rng))
    values = symbols(found.statement.parameters, bound.arrays, bound.sizes)
    unrolled = instance(found.statement, values, bound.sizes)
    scalar = du.derive(unrolled.problem).dual_function
    finite = 0
    for scale in (0.1, 0.3, 1.0, 3.0, 10.0):
        arrays, entries = {}, {}
        for row, names in unrolled.rows.items():
            keys = sorted(names)
            array = np.abs(rng.normal(size=len(keys))) * scale
            arrays[row] = array
            entries |= {names[key][0, 0]: float(array[k]) for k, key in enumerate(keys)}
        ours, theirs = bound.theta(arrays), float(scalar(entries))
        assert ours == theirs or ours == pytest.approx(theirs, rel=1e-9)
        finite += math.isfinite(ours)
    assert finite


def test_a_dependent_range_becomes_the_range_of_a_sum() -> None:
    found = du.derive(INTERVALS)
    said = "p[m, l] - sum(alpha_need[i] for i in m..l) >= 0 for all m in 1..M, l in m..M"
    assert found.dual_function.conditions == (said,)
    assert said.replace("for all", "for") in str(found.dual_problem)


def test_guards_stay_where_an_index_has_no_entry() -> None:
    conditions = du.derive(STORAGE).dual_function.conditions
    assert any("sum(h[t] if 1 <= t)" in line and "sum(beta_bal[t + 1] if t + 1 <= T)" in line for line in conditions)


def test_a_loop_that_is_called_as_the_index_of_a_member_is_another_index() -> None:
    """w[j] under sum over i has a member that is called i as well: X[i, j] must not become X[i, i]."""
    text = """
        param X[n, d], t[n], C > 0
        var w[1..d], b, xi[1..n]
        domain xi[i] >= 0 for i in 1..n
        min 1/2*sum(w[j]^2 for j in 1..d) + C*sum(xi[i] for i in 1..n)
        s.t. margin[i]: t[i]*(sum(w[j]*X[i, j] for j in 1..d) + b) >= 1 - xi[i] for i in 1..n
    """
    rng = np.random.default_rng(3)
    found = derived(du.parse(text))
    data = {"X": rng.normal(size=(4, 2)), "t": [1, 1, -1, -1], "C": 2}
    alpha = np.array([0.5, 0.25, 0.5, 0.25])
    slopes = data["X"].T @ (alpha * data["t"])
    expected = alpha.sum() - slopes @ slopes / 2
    assert Bound(found, data).theta({"margin": alpha}) == pytest.approx(expected)


@pytest.mark.parametrize("ends", ["i in 1..n, j in 1..n", "j in 1..n, i in 1..n"])
def test_a_double_sum_of_products_is_a_quadratic_form(ends: str) -> None:
    text = "param Q in S++^n, c in R^n\nvar x in R^n\nmin {}\ns.t. x >= 1"
    written = du.parse(text.format(f"1/2*sum(Q[i, j]*x[i]*x[j] for {ends}) + c'x"))
    assert written == du.parse(text.format("1/2*x'*Q*x + c'x"))


def test_a_double_sum_over_a_part_stays_a_sum() -> None:
    text = "param Q in S++^n\nvar x in R^n\nmin sum(Q[i, j]*x[i]*x[j] for i in 1..n, j in 2..n)\ns.t. x >= 1"
    assert "for i in 1..n, j in 2..n" in str(du.parse(text))


@pytest.mark.parametrize("size", [1, 2, 4])
def test_a_family_may_have_no_members(size: int) -> None:
    text = (
        "param d[T]\nvar s[t] for t in 3..T, r\nmin r^2 + sum(s[t]^2 for t in 3..T)\n"
        "s.t. a: r >= 1\n b[t]: s[t] >= d[t] for t in 3..T"
    )
    data = [1.0, 2.0, 3.0, 4.1234567891][:size]
    report = du.solve(du.parse(text), data={"d": data})
    assert report.primal.value == pytest.approx(1 + sum(d * d for d in data[2:]), rel=1e-6)
    assert report.verdict == "holds"
