"""Several rows in a line, and assumptions behind a declaration."""

from __future__ import annotations

import pytest

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


def test_a_bound_may_stand_in_the_declaration_of_a_variable() -> None:
    rows = "min sum(w[i]/s[i] for i in 1..n) + norm(x) + t^2\ns.t. cap: sum(s[i] for i in 1..n) <= 1, t = 1'x"
    brief = du.parse("param w[n] > 0\nvar s[i] > 0 for i in 1..n, x in R^m >= 1, t >= 0\n" + rows)
    domain = "domain s[i] > 0 for i in 1..n, x >= 1, t >= 0\n"
    assert brief == du.parse("param w[n] > 0\nvar s[i] for i in 1..n, x in R^m, t\n" + domain + rows)
    with pytest.raises(du.ProblemError, match=r"the bound is in R\^n, the variable in R\^m"):
        du.parse("param c in R^n\nvar x in R^m >= c\nmin norm(x)")


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


def test_powers_of_intervals_and_finite_sets_are_read_in_a_declaration_and_among_the_rows() -> None:
    head = "param c in R^n, A in R^(m, n), b in R^m\n"
    declared = du.derive(head + "var x in [-1, 2]^n\nmin c'x s.t. A*x <= b")
    among = du.derive(head + "var x in R^n\nmin c'x s.t. A*x <= b, x in [-1, 2]^n")
    assert str(declared) == str(among)
    data = {"c": [0.5, -1.0], "A": [[1.0, 1.0]], "b": [1.0]}
    assert declared.dual_function({"c1": [0.25]}, data=data) == -0.25 - 0.75 - 1.5
    choice = du.derive(head + "var x in R^n\nmax c'x s.t. A*x <= b, x in {0, 1}^n")
    assert "sum(max(0, c - A'*alpha_1))" in str(choice)


def test_a_reciprocal_without_a_sign_says_what_to_add() -> None:
    with pytest.raises(du.ProblemError) as fault:
        du.derive("param a in R^n, b > 0\nvar x in R^n\nmin sum(1 ./ x) s.t. a'x <= b, x >= 0")
    assert "domain x > 0" in fault.value.help


def test_the_vertex_of_a_parabola_on_an_interval_is_a_number() -> None:
    found = du.derive("param c in R^n\nvar x in R^n, y in [-2, 3]\nmin c'x + y^2 + 3*y s.t. x in [-1, 1/2]^n")
    assert "theta_D     -sum(max(0, c)) + 1/2*sum(min(0, c)) - 9/4" in str(found)
