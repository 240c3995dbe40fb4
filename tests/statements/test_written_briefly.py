"""Several rows in a line, and assumptions behind a declaration."""

from __future__ import annotations

import duality as du

SAME = """
param A in R^(m, n), b in R^m, t > 0
var x in R^n
min norm(x)
s.t.
    A*x = b
    cap[i]: x[i] <= t for i in 1..n
    c2: x >= -1
"""


def test_rows_stand_in_one_line_with_commas() -> None:
    brief = (
        "param A in R^(m, n), b in R^m, t, t > 0\nvar x in R^n\n"
        "min norm(x) s.t. A*x = b, cap[i]: x[i] <= t for i in 1..n, c2: x >= -1"
    )
    assert str(du.derive(brief)) == str(du.derive(SAME))


def test_a_comma_in_a_range_divides_no_row() -> None:
    text = (
        "param c[m, n]\nvar x[i, j] for i in 1..m, j in 1..n\nmin sum(c[i, j]*x[i, j]^2 for i in 1..m, j in 1..n)\n"
        "s.t. r[i, j]: x[i, j] >= 1 for i in 1..m, j in 1..n, total: sum(x[i, j] for i in 1..m, j in 1..n) = 5"
    )
    assert [row.name for row in du.parse(text).rows] == ["r", "total"]


def test_a_sign_behind_the_declaration_belongs_to_it() -> None:
    rows = "var x in R^n\nmax a'*x s.t. x'*Q*x <= 1"
    declared = du.derive("param Q in S+^n, a in R^n\n" + rows)
    assert str(du.derive("param Q in S^n, Q >> 0, a in R^n\n" + rows)) == str(declared)
    assert str(du.derive("param Q in S^n, a in R^n\nassume Q >> 0\n" + rows)) == str(declared)


def test_an_indefinite_form_is_certified_where_the_multiplier_leaves_it_a_domain() -> None:
    found = du.derive("param Q in S^n, a in R^n\nvar x in R^n\nmax a'*x s.t. x'*Q*x <= 1")
    assert "alpha_1*Q >> 0" in str(found)
    assert found.dual_function({"c1": 1.0}, data={"Q": [[1, 0], [0, -1]], "a": [1, 1]}) == float("-inf")
    assert found.dual_function({"c1": 1.0}, data={"Q": [[1, 0], [0, 2]], "a": [2, 0]}) == -2.0
