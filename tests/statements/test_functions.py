"""theta_D over norms with an exponent, roots, means, inverses, largest entries and lists, in letters and in numbers."""

from __future__ import annotations

import numpy as np
import pytest

import duality as du

HEAD = "param A in R^(m, n), b in R^m, c in R^n, P in S++^n, p > 1\nvar x in R^n\n"

DERIVED = (
    ("min norm(x, p)\ns.t. eq: A*x = b", "-b'*beta_eq  where norm(A'*beta_eq, p/(p - 1)) <= 1"),
    ("min norm(x, 3)\ns.t. eq: A*x = b", "-b'*beta_eq  where norm(A'*beta_eq, 3/2) <= 1"),
    ("min ||x||_p\ns.t. eq: A*x = b", "-b'*beta_eq  where norm(A'*beta_eq, p/(p - 1)) <= 1"),
    ("min 1/3*norm(x)^3\ns.t. eq: A*x = b", "-b'*beta_eq - 2/3*norm(A'*beta_eq)^(3/2)"),
    ("min sqrt(x'*P*x)\ns.t. eq: A*x = b", "-b'*beta_eq  where sqrt(beta_eq'*A*inv(P)*A'*beta_eq) <= 1"),
    ("max geomean(x)\ns.t. cap: c'x <= 1", "-alpha_cap  where alpha_cap*c >= 0, 1/n <= geomean(alpha_cap*c)"),
    (
        "min max(A[i, :]*x + b[i] for i in 1..m)",
        "-b'*beta_y  where A'*beta_y = 0, beta_y <= 0, 1'beta_y = -1",
    ),
    (
        "min log(sum(exp((A*x)[i] + b[i]) for i in 1..m))",
        "-b'*beta_y - sum((-beta_y) .* log(-beta_y))  where A'*beta_y = 0, beta_y <= 0, 1'beta_y = -1",
    ),
    (
        "min sumlargest(A*x + b, 2)",
        "-b'*beta_y  where A'*beta_y = 0, beta_y <= 0, -beta_y <= 1, 1'beta_y = -2",
    ),
    ("min quad_form(x, P)\ns.t. eq: A*x = b", "-b'*beta_eq - 1/4*beta_eq'*A*inv(P)*A'*beta_eq"),
    ("min x^T P*x + c^T x", "-1/4*c'*inv(P)*c"),
    (
        "domain x >= 0\nmin quad_over_lin(A*x - b, 1'x)",
        "b'*beta_y[1..m]  where -A'*beta_y[1..m] - beta_y[m + 1] >= 0, norm(beta_y[1..m])^2 <= 4*beta_y[m + 1]",
    ),
    (
        "min sum(log(exp(A*x) + exp(-A*x)))",
        "-sum((-beta_y) .* log(-beta_y)) - sum((1 + beta_y) .* log(1 + beta_y))"
        "  where A'*ones(m) + 2*A'*beta_y = 0, beta_y <= 0, -beta_y <= 1",
    ),
    (
        "domain x >= 0\nmin sum(x[i]*log(x[i]) for i in 1..n)\ns.t. eq: A*x = b",
        "-b'*beta_eq - sum(exp(-1 - A'*beta_eq))",
    ),
    (
        "min sum(abs(x[i] - c[i]) for i in 1..n)\ns.t. eq: A*x = b",
        "c'*A'*beta_eq - b'*beta_eq  where norminf(A'*beta_eq) <= 1",
    ),
    (
        "min sum(abs(x))\ns.t. r: abs(x) <= b[1]",
        "-b[1]*1'alpha_r  where 0 <= 1 + alpha_r",
    ),
    ("min 1'*abs(x)\ns.t. eq: A*x = b", "-b'*beta_eq  where norminf(A'*beta_eq) <= 1"),
)


@pytest.mark.parametrize(("text", "theta"), DERIVED, ids=[text for text, _ in DERIVED])
def test_theta_in_letters(text: str, theta: str) -> None:
    assert str(du.derive(HEAD + text).dual_function).removesuffix("; -inf elsewhere") == theta


def test_designs_of_experiments() -> None:
    """A-optimal: d* = max 2 tr(Z^(1/2)) - beta; with V = I the best x is uniform and tr(inv) = n^2."""
    text = "param V in R^(n, p)\nvar x in R^p\ndomain x >= 0\nmin tr(inv(V*diag(x)*V'))\ns.t. tot: 1'x = 1"
    report = du.solve(text, data={"V": np.eye(3) * 1.0000001})
    assert report.primal.value == pytest.approx(9.0, rel=1e-5)
    assert report.dual.value == pytest.approx(9.0, rel=1e-5)
    assert report.verdict == "holds"
    single = "param c in R^n\nvar x in R^n\ndomain x >= 0\nmin c'*inv(diag(x))*c\ns.t. tot: 1'x = 1"
    found = du.solve(single, data={"c": [0.1234567, 2.0, 0.5]})
    assert found.primal.value == pytest.approx(2.6234567**2, rel=1e-6)


def test_the_dual_of_the_dual_of_a_box_is_the_box() -> None:
    head = "param l in R^n, u in R^n, c in R^n, a in R^n, b\nassume l <= u\nvar x in R^n\n"
    text = head + "domain l <= x <= u\nmin c'x\ns.t. k: a'x <= b"
    again = du.derive(du.derive(text).dual_problem.statement)
    assert str(again.dual_function).startswith("-c'*beta_y  where b - a'*beta_y >= 0, beta_y >= l, beta_y <= u")


def test_multipliers_and_variables_of_a_dual_have_names_of_their_own() -> None:
    """A row and its multiplier in the dual are not called as the primal's multipliers, which are its variables."""
    text = "param A in R^(m, n), b in R^m\nvar x in R^n, t in R\nmin t\ns.t. lmi: [[I, A*x - b], [(A*x - b)', t]] >> 0"
    dual = du.derive(text).dual_problem.statement
    assert str(du.derive(dual).dual_function).startswith("-beta_t")


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("param c in R^n\nvar x in R^n\nmin sum(exp(c .* x))", {"c": [1.1234567, 2.3456789]}),
        ("var x, y\nmin x\ns.t. lmi: [[x, 1], [1, y]] >> 0", {}),
        ("param c in R^n\nvar x in R^n\ndomain x > 0\nmin c'x", {"c": [1.1234567, 2.0]}),
        ("param A in R^(m, n)\nvar x in R^n\nmin logsumexp(A*x)", {"A": [[1.1234567, 0.0], [0.0, 0.0], [1.0, -1.0]]}),
    ],
)
def test_an_infimum_that_is_not_attained_is_not_told_as_an_optimum(text: str, data: dict) -> None:
    report = du.solve(text, data=data)
    assert report.primal.value == pytest.approx(0.0, abs=1e-6)
    assert report.primal.doubt and "may not be attained" in str(report)


def test_an_optimum_is_not_doubted() -> None:
    for text, data in (
        ("param a in R^n\nvar x in R^n\nmin norm(x - a)", {"a": [1.1234567, 3.0]}),
        ("param c in R^n\nvar x in R^n\nmin sum(x.^4) + c'x", {"c": [1.1234567, 0.0]}),
        ("param a in R^n\nvar x in R^n\nmin logsumexp(x - a) + norm(x)^2", {"a": [1.1234567, 3.0]}),
    ):
        assert not du.solve(text, data=data).primal.doubt


def test_an_infeasible_statement_cites_no_theorem() -> None:
    text = "param c in R^n, r > 0\nvar x in R^n\nmin c'x\ns.t. b: norm(x) <= r\n h: c'x >= 10"
    report = du.solve(text, data={"c": [1.1234567, 0.3], "r": 1.0})
    assert (report.primal.value, report.dual.value, report.verdict, report.theorem) == (np.inf, np.inf, "holds", "")
    assert "no x is feasible" in report.why


def test_python_states_the_same() -> None:
    A, b, x = du.matrix("A", "m", "n"), du.vector("b", "m", data=True), du.vector("x", "n")
    text = "param A in R^(m, n), b in R^m\nvar x in R^n\nmin "
    for made, written in (
        (du.norm(A @ x - b, 3), "norm(A*x - b, 3)"),
        (du.norm(A @ x - b, 1), "norm1(A*x - b)"),
        (du.sumlargest(A @ x - b, 2), "sumlargest(A*x - b, 2)"),
        (-du.geomean(b - A @ x), "-geomean(b - A*x)"),
    ):
        assert du.minimize(made) == du.parse(text + written)
    with pytest.raises(du.ProblemError, match="at least 1"):
        du.norm(x, 0.5)
