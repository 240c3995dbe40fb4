"""Vectors and matrices of variables beside numpy's: the same numbers, in the shapes that numpy gives."""

from __future__ import annotations

import operator
from fractions import Fraction

import numpy as np
import pytest

import duality as du
from duality.algebra.evaluate import value
from duality.errors import ProblemError

X = du.variables("x[1..3]")
TABLE = du.variables("T[1..2, 0..2]")
A = np.array([[1, 2, 3], [4, 5, 6]])
AT = {**{f"x[{k}]": 1.5 * k for k in (1, 2, 3)}, **{f"T[{i}, {j}]": i + 0.25 * j for i in (1, 2) for j in range(3)}}


def numbers(found):
    """The values at `AT`, as numpy's array."""
    if isinstance(found, du.Array):
        return np.array([value(entry, AT) for entry in found.entries]).reshape(found.shape)
    return np.array(value(found, AT))


HERE, THERE = numbers(X), numbers(TABLE)


@pytest.mark.parametrize(
    "build",
    [
        lambda x, t: A @ x,
        lambda x, t: x @ A.T,
        lambda x, t: x @ np.eye(3) @ x,
        lambda x, t: t @ x,
        lambda x, t: t @ t.T,
        lambda x, t: A.tolist() @ x,
        lambda x, t: x - 1,
        lambda x, t: 1 - x,
        lambda x, t: 2 * x / 4,
        lambda x, t: 1 / x,
        lambda x, t: x**2,
        lambda x, t: 2**x,
        lambda x, t: A * x,
        lambda x, t: x * A,
        lambda x, t: A + t,
        lambda x, t: t - np.array([[1.0], [2.0]]),
        lambda x, t: x + np.array([[1.0], [2.0]]),
        lambda x, t: -x + abs(-x),
        lambda x, t: x[1:],
        lambda x, t: x[-1],
        lambda x, t: x[::-1],
        lambda x, t: x[[0, 2]],
        lambda x, t: x[np.array([True, False, True])],
        lambda x, t: t[1],
        lambda x, t: t[:, 1],
        lambda x, t: t[0, 2],
        lambda x, t: t[1:, :2],
        lambda x, t: t.T,
        lambda x, t: np.float32(0.5) * x[0],
        lambda x, t: np.exp(x),
        lambda x, t: np.sqrt(x[0]) + np.log(x[1]) - np.square(x[2]),
        lambda x, t: np.dot(A, x),
        lambda x, t: np.sum(t),
        lambda x, t: sum(x),
        lambda x, t: np.array([1.0, 2.0]) - x[0],
    ],
)
def test_an_array_gives_what_numpy_gives(build):
    found, expected = numbers(build(X, TABLE)), build(HERE, THERE)
    assert found.shape == np.shape(expected)
    np.testing.assert_allclose(found, expected, rtol=1e-14)


@pytest.mark.parametrize("kind", ["csr_matrix", "csc_array", "coo_array"])
def test_a_sparse_matrix_multiplies_from_the_left(kind):
    import scipy.sparse

    np.testing.assert_allclose(numbers(getattr(scipy.sparse, kind)(A) @ X), A @ HERE)


def test_what_is_not_needed_is_not_written():
    assert str(np.eye(3)[0] @ X) == "x[1]"
    assert str(np.array([0, 2, -1]) @ X) == "2*x[2] - x[3]"
    assert str(X @ np.diag([1, 0, 2])) == "[x[1], 0, 2*x[3]]"
    assert str(sum(X)) == str(du.sum(X)) == str(X.sum()) == "x[1] + x[2] + x[3]"
    assert str(X @ X) == "x[1]^2 + x[2]^2 + x[3]^2"


def test_functions_take_arrays():
    assert str(du.norm(2 * X)) == "norm(2*x[1], 2*x[2], 2*x[3])"
    assert du.norm(A @ X - 1) == du.norm(*(A @ X - 1))
    assert str(du.max(X)) == "max(x[1], x[2], x[3])"
    assert str(du.log(X)) == "[log(x[1]), log(x[2]), log(x[3])]"
    assert str(du.ln(X[0])) == "log(x[1])"
    assert du.sum(TABLE) == du.sum([*TABLE[0], *TABLE[1]])


def test_unpacking_and_iteration_go_on_as_with_a_tuple():
    first, *others = X
    assert (str(first), [str(x) for x in others], len(X)) == ("x[1]", ["x[2]", "x[3]"], 3)
    (a, _, _), (_, _, b) = TABLE
    assert (str(a), str(b)) == ("T[1, 0]", "T[2, 2]")


def test_positions_count_from_0_and_names_as_declared():
    assert X[0] == X.at(1) and str(X.at(3)) == "x[3]"
    assert str(TABLE.at(2, 0)) == str(TABLE[1, 0]) == "T[2, 0]"
    with pytest.raises(IndexError, match="position 3 is outside .* names with .at"):
        X[3]
    with pytest.raises(IndexError, match=r"no entry \[0\]"):
        X.at(0)
    with pytest.raises(TypeError, match="no position"):
        X["1"]


@pytest.mark.parametrize("relation", [operator.le, operator.ge, operator.eq])
def test_a_comparison_of_arrays_is_a_family(relation):
    named = du.minimize(X @ X, {"row": relation(A @ X, np.array([1, 2]))})
    assert [c.name for c in named.constraints] == ["row[1]", "row[2]"]
    assert str(named.constraint("row[2]").left) == "4*x[1] + 5*x[2] + 6*x[3]"
    unnamed = du.minimize(X @ X, [relation(A @ X, np.array([1, 2])), X[0] >= 0])
    letter = "h" if relation is operator.eq else "c"
    assert [c.name for c in unnamed.constraints][:2] == [f"{letter}[1]", f"{letter}[2]"]
    assert du.derive(unnamed).data.form.constraints[0].row == du.derive(named).data.form.constraints[0].row


def test_a_domain_takes_arrays():
    assert len(du.minimize(sum(X), domain=X >= 0).domain) == 3
    assert len(du.minimize(sum(X), domain=[X >= 0, X[0] <= 1]).domain) == 4


@pytest.mark.parametrize(
    ("build", "words"),
    [
        (lambda: X + np.ones(2), "shapes do not agree: 3 beside 2"),
        (lambda: A @ du.variables("z[1..4]"), "inner sizes 3 and 4 differ"),
        (lambda: du.minimize(X), "not one expression"),
        (lambda: du.minimize(X[0], A @ X), "not a constraint"),
        (lambda: du.array([[X[0]], [1, 2]]), "not vectors of one length"),
        (lambda: du.array(3), "not a list"),
        (lambda: du.norm([X[0], "a"]), "neither a number nor an expression"),
    ],
)
def test_faults_of_shape_are_faults_of_the_statement(build, words):
    with pytest.raises(ProblemError, match=words):
        build()


@pytest.mark.parametrize(
    ("build", "words"),
    [
        (lambda: np.zeros((1, 2, 3)) * X, "3 axes"),
        (lambda: X + "a", "unsupported operand"),
        (lambda: np.linalg.norm(X), "numpy.norm does not take expressions"),
        (lambda: np.cbrt(X), "numpy.cbrt is no function of a problem"),
        (lambda: bool(X), "no truth value"),
        (lambda: bool(X <= 1), "write a chain"),
        (lambda: np.array([X[0], X[1]]) <= 1, "write a chain"),
    ],
)
def test_what_has_no_meaning_is_refused_by_name(build, words):
    with pytest.raises(TypeError, match=words):
        build()


def test_a_list_becomes_an_array():
    x, y = du.variables("x y")
    assert str(du.array([[1, x], [y, 2]]) @ [x, y]) == "[x + x*y, y*x + 2*y]"
    import sympy

    assert str(du.array([sympy.Symbol("s", real=True), x])) == "[s, x]"


def test_an_exact_answer_comes_out_of_numpy_data():
    problem = du.minimize(X @ X, {"eq": np.array([[1.0, 2, 3], [4, 5, 6]]) @ X == np.array([6, 15])})
    report = problem.solve()
    assert report.primal.point[X] == (1, 1, 1)
    assert report.dual.point["eq"] == (Fraction(2, 3), Fraction(-2, 3))
    np.testing.assert_allclose(report[X], 1)
    np.testing.assert_allclose(report[A @ X], [6, 15])
