"""Functions of functions: taken apart where a rule of composition makes them convex, never called convex elsewhere."""

from __future__ import annotations

import pytest

import duality as du


def derived(text: str) -> du.Derivation:
    return du.derive(du.parse(text))


@pytest.mark.parametrize(
    ("objective", "theta"),
    [
        ("sum(max(0, abs(A*x - b) - 1))", "b'*beta_y - sum(abs(beta_y))  where A'*beta_y = 0, norminf(beta_y) <= 1; "),
        ("sum(max(0, A*x - b).^2)", "b'*beta_y - 1/4*norm(beta_y)^2  where A'*beta_y = 0, beta_y <= 0; "),
        ("sum(max(0, A*x - b).^3)", "where A'*beta_y = 0, beta_y <= 0"),
    ],
)
def test_losses_with_a_band_and_squared_hinges(objective: str, theta: str) -> None:
    found = derived(f"param A in R^(m, n), b in R^m\nvar x in R^n\nmin {objective}")
    assert theta in str(found.dual_function)
    assert found.convexity.convex


def test_a_square_of_an_excess_is_split_twice() -> None:
    found = derived("param a in R^n, r > 0\nvar x in R^n\nmin max(0, norm(x - a) - r)^2 + norm(x)^2")
    assert found.convexity.convex
    assert [str(s.definition) for s in found.derived.splits] == ["norm(x - a) - r", "x - a"]


@pytest.mark.parametrize(
    "objective",
    [
        "sum(abs(abs(A*x - b) - 1))",
        "sum(max(0, 1 - abs(A*x - b)))",
        "norm(abs(A*x - b) - 2)",
        "sum(sqrt(abs(A*x - b)))",
        "sum(x .* log(-x))",
    ],
)
def test_what_is_not_convex_is_not_called_convex(objective: str) -> None:
    found = derived(f"param A in R^(m, n), b in R^m\nvar x in R^n\nmin {objective}")
    assert not found.convexity.convex
    assert found.theorem.theorem == ""


def test_squares_are_divided_by_what_X_keeps_from_being_negative() -> None:
    with pytest.raises(du.ProblemError, match="squares are divided by t, which may be negative"):
        derived("param A in R^(m, n), b in R^m\nvar x in R^n, t\nmin norm(A*x - b)^2/t + t")
    found = derived("param A in R^(m, n), b in R^m\nvar x in R^n, t > 0\nmin norm(A*x - b)^2/t + t")
    assert found.convexity.convex
    assert found.dual_function({"y": [0.5, 0.0, 0.25]}, data={"A": [[0.0], [1.0]], "b": [2.0, 0.0]}) == 1.0


def test_a_family_has_one_square_a_member_in_the_explicit_dual() -> None:
    found = derived(
        "param Q in S+^n, c[T] in R^n\nvar x[t] in R^n for t in 1..T\nmin sum(x[t]'*Q*x[t] + c[t]'*x[t] for t in 1..T)"
    )
    text = str(found.dual_problem)
    assert "for t in 1..T" in text.splitlines()[1]
    assert "sum(t1[t] for t in 1..T)" in text


def test_items_of_a_domain_have_their_own_ranges() -> None:
    one = "domain s[t] >= 0 for t in 1..T, q[k] >= 1 for k in 1..K"
    two = "domain s[t] >= 0 for t in 1..T\ndomain q[k] >= 1 for k in 1..K"
    rest = "var s[t] for t in 1..T, q[k] for k in 1..K\nmin sum(s[t] for t in 1..T) + sum(q[k] for k in 1..K)\n"
    assert du.parse(rest + one) == du.parse(rest + two)


def test_a_reciprocal_of_what_X_makes_positive() -> None:
    text = "param f in R++^n, B > 0\nvar x in R^n\ndomain x >= 0\nmin sum(f ./ (1 + x))\ns.t. cap: 1'x <= B"
    found = derived(text)
    assert "2*sum(sqrt(f .* beta_y))" in str(found.dual_function)
    report = du.solve(text, data={"f": [1, 4], "B": 1})
    # f_i/(1 + x_i)^2 is the price of both, or x_i = 0: 4/(1 + x_2)^2 = 1 at x_2 = 1.
    assert report.primal.value == pytest.approx(3.0)
    assert report.dual.value == pytest.approx(3.0)


def test_a_quotient_in_a_row_has_no_value_at_0() -> None:
    text = (
        "param A in R^(m, n), b in R^m; var x in R^n, t in R; min t + 1'x; s.t. q: norm(A*x - b)^2/t <= 1; domain t > 0"
    )
    theorem = du.derive(text).theorem  # type: ignore[union-attr]
    assert theorem.theorem == "Theorem 2" and "< 1" in theorem.condition
