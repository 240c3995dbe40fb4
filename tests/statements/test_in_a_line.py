"""Reports and derivations of statements in one line, and what a page answers."""

from __future__ import annotations

import pytest

import duality as du

LEAST = "param A in R^(m, n), b in R^m\nvar x in R^n\nmin norm(x) s.t. A*x = b"


def test_a_report_and_a_derivation_have_one_line() -> None:
    report = du.solve(du.parse(LEAST), data={"A": [[1, 1]], "b": [2]})
    assert repr(report) == "<Report p* = sqrt(2) (exact), d* = sqrt(2) (exact), strong duality: holds>"
    assert repr(report.derivation) == "<Derivation theta_D: -b'*beta_1>"


def test_hundreds_of_rows_have_one_line_and_no_page() -> None:
    x = du.variables("x[1..400]")
    report = du.minimize(du.sum(x), [*(x[k] + x[k + 1] >= 1 for k in range(399)), x >= 0]).solve()
    assert repr(report) == "<Report p* = 200 (exact), d* = 200 (exact), strong duality: holds>"
    with pytest.raises(du.ProblemError, match="no page and no pictures"):
        du.page(report)
