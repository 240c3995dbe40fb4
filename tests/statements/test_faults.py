"""Faults of shape and type: one error each, with a caret at the place and the mend."""

from __future__ import annotations

import pytest

import duality as du
from duality.errors import ProblemError

HEAD = (
    "param A in R^(m, n), B in R^(n, m), b in R^m, d in R^k, c in R^n, P in S^n, lam > 0, a[N] in R^n\n"
    "var x in R^n, y in R^m, X in S^n, Y in R^(m, n), t in R, z[i] for i in 1..N\n"
)

BODIES = (
    ("min c'x\ns.t. A*x <= d", "m and k are different dimensions"),
    ("min c'x\ns.t. A*x = c", "m and n are different dimensions"),
    ("min c'x + b'x", "needs m = n"),
    ("min c*x", "c'*x is the inner product"),
    ("min x*c", "inner product"),
    ("min A*x", "an objective is a number"),
    ("min x", "sum its entries"),
    ("min Y", "an objective is a number"),
    ("min c'x\ns.t. A'*x <= b", "needs m = n"),
    ("min c'x\ns.t. A*y <= b", "needs n = m"),
    ("min c'x\ns.t. x + y <= 1", "n and m are different dimensions"),
    ("min c'x\ns.t. A + B >= 0", "one is the transpose of the other"),
    ("min norm(A*x - d)", "m and k are different dimensions"),
    ("min c .* x", "an objective is a number"),
    ("min sum(c .* y)", "n and m are different dimensions"),
    ("min x^2", "has no power"),
    ("min norm(x)^x", "an exponent is a number"),
    ("min 1/x", "only a number divides"),
    ("min tr(A)", "tr needs a square matrix"),
    ("min logdet(Y)", "logdet needs a square matrix"),
    ("min c'x\ns.t. Y >> 0", ">> needs a square matrix"),
    ("min c'x\ns.t. B*A >> 0", "is not known to be symmetric"),
    ("min c'x\ns.t. X >> 1", "compared with 0 or another matrix"),
    ("min c'x\ns.t. X >> c", "different sizes"),
    ("min c'x\ns.t. [[I, A], [A, I]] >> 0", "its place in the block matrix"),
    ("min c'x\ns.t. [[X, c], [c', t, t]] >> 0", "differ in length"),
    ("min c'x\ns.t. Y + I <= 0", "I is square"),
    ("min z", "'z' is a family"),
    ("min z[1, 2]", "takes 1 indexes"),
    ("min sum(z[i])", "neither a loop variable nor a dimension"),
    ("min sum(z[i] for i in 1..q) + c'w", "'w' is not declared"),
    ("min lambdamax(M)", "did you mean lambda_max"),
    ("max prod(x)", "geomean(x) is the n-th root"),
    ("min foo(x)", "there is no function 'foo'"),
    ("min c'xx", "did you mean 'x'?"),
    ("min c'x\ns.t. A*x < b", "no multiplier theory"),
    ("min c'x\ns.t. A*x != b", "states no constraint"),
    ("min c'x\ns.t. A*x", "has no relation"),
    ("min c'x\ns.t. 0 <= x >= 1", "a chain has two relations of one kind"),
    ("min c'x <= 1", "an objective has no relation"),
    ("min c'x\nmin c'x", "one objective"),
    ("s.t. A*x <= b", "has no objective"),
    ("min c'x\ns.t. A: A*x <= b", "declared already"),
    ("min c'(x", "never closed"),
    ("min c'x)", "closes nothing"),
    ("min c'[x, y]", "their product needs n = m + n"),
    ("min huber(x, c)", "a vector and a number"),
    ("min logsumexp(x, 2)", "takes one argument"),
    ("min norm(x, 1/2)", "at least 1"),
    ("min max(t)", "max of one number"),
    ("min diag(A)", "diag needs a square matrix"),
    ("min inv(A)", "inv needs a square matrix"),
    ("min sum(x[i] for i in 1..n) for i in 1..n", "belongs to no row or sum"),
    ("min abs(x[i] for i in 1..n)", "takes no 'for'"),
    ("min max(x[i] for i in 1..n if i != 2)", "whose length is fixed"),
    ("min 1'", "is not said"),
    ("min c x", "follows an operand"),
    ("min 1/2x'x", "ambiguous"),
    ("domain x in {c}\nmin c'x + b", "an objective is a number"),
    ("assume x >= 0\nmin c'x", "an assumption is about parameters"),
    ("assume lam\nmin c'x", "an assumption is a relation"),
    ("bind q = 3\nmin c'x", "'q' is not declared"),
    ("min ||x - b||", "n and m are different dimensions"),
    ("min a[i]'x", "neither a loop variable nor a dimension"),
    ("min a'x", "'a' is a family"),
)

HEADS = (
    ("param A in R^(m, n), A in R^m\nvar x in R^n\nmin norm(A*x)", "declared twice"),
    ("param m in R^n, b in R^m\nvar x in R^n\nmin norm(x)", "is a parameter, not a dimension"),
    ("param b in R^m, m > 0\nvar x in R^m\nmin norm(x)", "is a dimension already"),
    ("param A in R^(m, n, k)\nvar x in R^n\nmin norm(x)", "a matrix has two sizes"),
    ("param A in S^(m, n)\nvar x in R^n\nmin norm(x)", "a symmetric matrix is square"),
    ("param A in R^0\nvar x in R^n\nmin norm(x)", "a positive integer"),
    ("param A in Q^n\nvar x in R^n\nmin norm(x) + A[1]", "is no set"),
    ("var x in R^m*n\nmin norm(x)", "written with a comma"),
    ("var x[i, j] for i in 1..n\nmin x[1, 1]", "name different loop variables"),
    ("param pi in R^n\nvar x in R^n\nmin pi'x", "is reserved"),
)


@pytest.mark.parametrize(
    ("text", "said"), [*((HEAD + b, s) for b, s in BODIES), *HEADS], ids=range(len(BODIES) + len(HEADS))
)
def test_one_error_with_a_caret(text: str, said: str) -> None:
    with pytest.raises(ProblemError) as caught:
        du.parse(text)
    shown = str(caught.value)
    assert said in shown
    assert shown.startswith("error: ") and "^" in shown
    assert caught.value.line is not None and 1 <= caught.value.line <= text.count("\n") + 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"A": [[1, 2]], "b": [1, 2]}, "b has 2 entries along m"),
        ({"A": [1, 2], "b": [1]}, "is declared with 2 axes"),
        ({"A": [[1, 2]]}, "no data for b"),
        ({"A": [[1, 2]], "b": [1], "q": 3}, "no parameter 'q'"),
        ({"A": [["a", 2]], "b": [1]}, "no array of numbers"),
    ],
)
def test_data_that_do_not_fit(data: dict, said: str) -> None:
    text = "param A in R^(m, n), b in R^m\nvar x in R^n\nmin norm(x)\ns.t. eq: A*x = b"
    with pytest.raises(ProblemError, match=said):
        du.solve(text, data=data)


def test_multipliers_that_do_not_fit() -> None:
    found = du.derive("param A in R^(m, n), b in R^m\nvar x in R^n\nmin x'x\ns.t. eq: A*x = b").dual_function
    data = {"A": [[1, 2]], "b": [3]}
    assert found({"eq": [2.0]}, data=data) == pytest.approx(-0.25 * 20 - 6)
    for multipliers, said in (({}, "no multiplier for eq"), ({"eq": [1], "ex": [1]}, "no constraint is named 'ex'")):
        with pytest.raises(ProblemError, match=said):
            found(multipliers, data=data)
    with pytest.raises(ProblemError, match="2 entries along m"):
        found({"eq": [1, 2]}, data=data)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("var x in R^n\nmin 9^9^9*norm(x)", "more than 400 digits"),
        ("var x in R^n\nmin (2*norm(x))^1000000000", "more than 400 digits"),
        ("var x in R^n\nmin 1e999999999*norm(x)", "exponent of ten is beyond 400"),
        ("var x in R^n\nmin " + "9" * 500 + "*norm(x)", "more than 400 digits"),
        ("domain y in 0..400000\nmin 9^9^9*log(y^2)", "more than 400 digits"),
    ],
)
def test_a_number_that_would_fill_the_memory_is_refused_before_it_is_computed(text: str, said: str) -> None:
    with pytest.raises(ProblemError, match=said) as caught:
        du.parse(text)
    assert caught.value.line == 2
