"""Vectors and matrices in Python as users of numpy write them: arrays on either side, entries, slices, iteration."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import sparse

import duality as du
from duality.errors import ProblemError

x = du.vector("x", 3)
X = du.matrix("X", 2, 3, variable=True)
A = np.arange(6.0).reshape(2, 3)


def value(problem: Any) -> float:
    found = du.solve(problem).primal.value
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (X @ x, "X*x"),
        (X[0, 1], "X[1, 2]"),
        (x[-1], "x[3]"),
        (x[1:], "[[x[2]], [x[3]]]"),
        (sum(x), "x[1] + x[2] + x[3]"),
        (np.sum(x), "1'x"),
        (np.float64(2.5) * x, "5/2*x"),
        (x + np.float32(0.1), "x + 1/10"),
        (x * np.int64(3), "3*x"),
        (np.exp(x), "exp(x)"),
        (abs(x), "abs(x)"),
        (np.abs(x - 1), "abs(x - 1)"),
    ],
    ids=str,
)
def test_expressions(made: Any, told: str) -> None:
    assert str(made) == told


def test_arrays_of_both_kinds_stand_on_either_side() -> None:
    S = sparse.csr_array(A)
    made = [A @ x, S @ x, x @ A.T, x @ S.T]
    assert [m.shape for m in made] == [(2, 1)] * 4
    values = [value(du.minimize(du.norm(m - 1) ** 2 + du.norm(x) ** 2)) for m in made]
    assert values == pytest.approx([values[0]] * 4)


def test_entries_rows_columns_and_slices_mean_what_they_mean_in_numpy() -> None:
    point = {(i, j): float(i + 2 * j) for i in range(2) for j in range(3)}
    fixed = [X[i, j] == v for (i, j), v in point.items()]
    array = np.array([[point[i, j] for j in range(3)] for i in range(2)])
    for made, wanted in (
        (du.sum(X[0]), array[0].sum()),
        (du.sum(X[:, 1]), array[:, 1].sum()),
        (du.sum(X[:, 1:]), array[:, 1:].sum()),
        (du.sum(X[1, ::2]), array[1, ::2].sum()),
        (du.norm1(sum(X)), np.abs(array.sum(axis=0)).sum()),
        ((A @ X.T)[1, 0], (A @ array.T)[1, 0]),
        (sum(row @ np.ones(3) for row in X), array.sum()),
    ):
        assert value(du.minimize(made, fixed)) == pytest.approx(wanted)


def test_what_python_states_is_written_and_read_again() -> None:
    problem = du.minimize(du.norm(x[1:] - x[:-1]) ** 2 + X[0] @ X[0], [x[0] == 1, X[:, 0] >= 1, x @ np.eye(3) >= -1])
    assert value(du.parse(du.write(problem))) == pytest.approx(value(problem))


def test_what_has_no_meaning_is_refused() -> None:
    letters = du.vector("y", "n")
    with pytest.raises(IndexError):
        x[3]
    with pytest.raises(ProblemError, match="indexes"):
        x[0, 1]
    with pytest.raises(ProblemError, match="size in numbers"):
        letters[1:]
    with pytest.raises(ProblemError, match="axis"):
        X.sum(axis=0)
    with pytest.raises(TypeError):
        np.sin(x)
