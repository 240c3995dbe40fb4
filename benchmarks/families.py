"""Statements of size with their data, and the same programs as arrays of the raw solver, built beforehand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import clarabel
import highspy
import numpy as np
from scipy import sparse


class Family(NamedTuple):
    """A statement in letters; ``data`` makes its arrays for a size, ``raw`` the call that solves them directly."""

    name: str
    text: str
    size: int
    data: Callable[[int], dict[str, Any]]
    raw: Callable[[dict[str, Any]], Callable[[], float]]
    target: float


def _band(n: int) -> dict[str, Any]:
    """n/2 rows of eight neighbors."""
    rng = np.random.default_rng(1)
    rows = np.repeat(np.arange(n // 2), 8)
    columns = (2 * rows + np.tile(np.arange(8), n // 2)) % n
    matrix = sparse.csr_array((rng.integers(1, 6, len(rows)).astype(float), (rows, columns)), shape=(n // 2, n))
    return {"A": matrix, "b": rng.integers(5, 21, n // 2) * 1.0, "c": rng.integers(1, 10, n) * 1.0}


def _dense(n: int) -> dict[str, Any]:
    rng = np.random.default_rng(2)
    rows = n // 2
    return {
        "A": rng.integers(1, 100, (rows, n)) * 1.0,
        "b": rng.integers(500, 2001, rows) * 1.0,
        "c": rng.integers(10, 100, n) * 1.0,
    }


def _linear(data: dict[str, Any]) -> Callable[[], float]:
    matrix = sparse.csr_array(data["A"])
    rows, columns = matrix.shape
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = rows, columns
    model.col_cost_, model.col_lower_ = data["c"], np.zeros(columns)
    model.col_upper_, model.row_upper_ = np.full(columns, np.inf), np.full(rows, np.inf)
    model.row_lower_ = data["b"]
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_, model.a_matrix_.index_ = matrix.indptr, matrix.indices
    model.a_matrix_.value_ = matrix.data

    def solve() -> float:
        solver = highspy.Highs()
        solver.setOptionValue("output_flag", False)
        solver.passModel(model)
        solver.run()
        return solver.getInfo().objective_function_value

    return solve


def _separable(n: int) -> dict[str, Any]:
    rng = np.random.default_rng(3)
    return {**_band(n), "d": rng.uniform(0.5, 2, n)}


def _tridiagonal(n: int) -> dict[str, Any]:
    rng = np.random.default_rng(4)
    matrix = sparse.diags_array([-1.0, 3.0, -1.0], offsets=[-1, 0, 1], shape=(n, n), format="csr")
    return {**_band(n), "P": matrix, "c": rng.normal(size=n)}


def _quadratic(data: dict[str, Any]) -> Callable[[], float]:
    """min 1/2 x'Px + c'x over A x >= b, x >= 0."""
    matrix = data["A"]
    rows, columns = matrix.shape
    squares = sparse.diags_array(data["d"]) if "d" in data else data["P"]
    stacked = sparse.vstack([-matrix, -sparse.eye_array(columns)], format="csc")
    right = np.concatenate([-data["b"], np.zeros(columns)])
    return _conic(squares, data["c"], stacked, right, [clarabel.NonnegativeConeT(rows + columns)])


def _conic(squares: Any, cost: Any, matrix: Any, right: Any, cones: list[Any]) -> Callable[[], float]:
    upper = sparse.triu(sparse.csc_array(squares), format="csc")

    def solve() -> float:
        settings = clarabel.DefaultSettings()
        settings.verbose = False
        return clarabel.DefaultSolver(upper, cost, matrix, right, cones, settings).solve().obj_val

    return solve


def _lasso(n: int) -> dict[str, Any]:
    """A fifth as many rows; one entry in a hundred."""
    rng = np.random.default_rng(5)
    matrix = sparse.random_array((n // 5, n), density=0.01, rng=rng, format="csr")
    point = np.zeros(n)
    point[: n // 100] = 1.0
    right = matrix @ point + 0.01 * rng.normal(size=n // 5)
    return {"A": matrix, "b": right, "lam": 0.1 * float(np.abs(matrix.T @ right).max())}


def _raw_lasso(data: dict[str, Any]) -> Callable[[], float]:
    """1/2|y|^2 + lam 1't with y = Ax - b, -t <= x <= t."""
    m, n = data["A"].shape
    one = sparse.eye_array(n)
    rows = [
        sparse.hstack([data["A"], -sparse.eye_array(m), sparse.csr_array((m, n))]),
        sparse.hstack([one, sparse.csr_array((n, m)), -one]),
        sparse.hstack([-one, sparse.csr_array((n, m)), -one]),
    ]
    squares = sparse.diags_array(np.concatenate([np.zeros(n), np.ones(m), np.zeros(n)]))
    cost = np.concatenate([np.zeros(n + m), np.full(n, data["lam"])])
    cones = [clarabel.ZeroConeT(m), clarabel.NonnegativeConeT(2 * n)]
    right = np.concatenate([data["b"], np.zeros(2 * n)])
    return _conic(squares, cost, sparse.vstack(rows, format="csc"), right, cones)


def _points(n: int) -> dict[str, Any]:
    """Two clouds that overlap, ten features."""
    rng = np.random.default_rng(6)
    labels = np.where(np.arange(n) % 2, 1.0, -1.0)
    return {"X": rng.normal(size=(n, 10)) + 0.5 * labels[:, None], "y": labels, "C": 1.0}


def _raw_svm(data: dict[str, Any]) -> Callable[[], float]:
    n, features = data["X"].shape
    labels = data["y"][:, None]
    one = sparse.eye_array(n)
    rows = [
        sparse.hstack([-sparse.csr_array(labels * data["X"]), -sparse.csr_array(labels), -one]),
        sparse.hstack([sparse.csr_array((n, features + 1)), -one]),
    ]
    squares = sparse.diags_array(np.concatenate([np.ones(features), np.zeros(n + 1)]))
    cost = np.concatenate([np.zeros(features + 1), np.full(n, data["C"])])
    right = np.concatenate([-np.ones(n), np.zeros(n)])
    return _conic(squares, cost, sparse.vstack(rows, format="csc"), right, [clarabel.NonnegativeConeT(2 * n)])


def _moments(n: int) -> dict[str, Any]:
    """A hundred moments, one entry in a hundred."""
    rng = np.random.default_rng(7)
    matrix = sparse.random_array((100, n), density=0.01, rng=rng, format="csr")
    point = rng.uniform(0.5, 1.5, n)
    return {"A": matrix, "b": matrix @ (point / point.sum())}


def _raw_entropy(data: dict[str, Any]) -> Callable[[], float]:
    m, n = data["A"].shape
    places = np.arange(n)
    entries = np.concatenate([np.ones(n), -np.ones(n)])
    cells = np.concatenate([3 * places, 3 * places + 1]), np.concatenate([n + places, places])
    cones = sparse.csr_array((entries, cells), shape=(3 * n, 2 * n))
    rows = sparse.hstack([sparse.vstack([data["A"], np.ones((1, n))]), sparse.csr_array((m + 1, n))])
    right = np.concatenate([data["b"], [1.0], np.tile([0.0, 0.0, 1.0], n)])
    cost = np.concatenate([np.zeros(n), np.ones(n)])
    kinds = [clarabel.ZeroConeT(m + 1)] + [clarabel.ExponentialConeT()] * n
    matrix = sparse.vstack([rows, cones], format="csc")
    return _conic(sparse.csc_array((2 * n, 2 * n)), cost, matrix, right, kinds)


LINEAR = "param A in R^(m, n), b in R^m, c in R^n\nvar x in R^n\ndomain x >= 0\nmin c'x\ns.t. need: A*x >= b"
SEPARABLE = (
    "param A in R^(m, n), b in R^m, c in R^n, d in R++^n\nvar x in R^n\ndomain x >= 0\n"
    "min 1/2*d'*(x.^2) + c'x\ns.t. need: A*x >= b"
)
COUPLED = (
    "param A in R^(m, n), b in R^m, c in R^n, P in S++^n\nvar x in R^n\nmin 1/2*x'P*x + c'x\n"
    "s.t. need: A*x >= b\n pos: x >= 0"
)
LASSO = "param A in R^(m, n), b in R^m, lam > 0\nvar x in R^n\nmin 1/2*norm(A*x - b)^2 + lam*norm1(x)"
SVM = (
    "param X in R^(n, k), y in R^n, C > 0\nvar w in R^k, b in R, xi in R^n\ndomain xi >= 0\n"
    "min 1/2*norm(w)^2 + C*sum(xi)\ns.t. margin: y.*(X*w + b*ones(n)) >= 1 - xi"
)
ENTROPY = (
    "param A in R^(m, n), b in R^m\nvar x in R^n\ndomain x >= 0\nmin sum(x.*log(x))\ns.t. eq: A*x = b\n tot: 1'x = 1"
)

FAMILIES = (
    Family("band LP", LINEAR, 1_000, _band, _linear, 1.5),
    Family("band LP", LINEAR, 10_000, _band, _linear, 1.2),
    Family("dense LP 500 x 1,000", LINEAR, 1_000, _dense, _linear, 1.5),
    Family("separable QP", SEPARABLE, 10_000, _separable, _quadratic, 1.2),
    Family("tridiagonal QP", COUPLED, 10_000, _tridiagonal, _quadratic, 1.2),
    Family("lasso 400 x 2,000", LASSO, 2_000, _lasso, _raw_lasso, 1.2),
    Family("lasso 2,000 x 10,000", LASSO, 10_000, _lasso, _raw_lasso, 1.2),
    Family("SVM", SVM, 100, _points, _raw_svm, 1.5),
    Family("SVM", SVM, 1_000, _points, _raw_svm, 1.5),
    Family("SVM", SVM, 5_000, _points, _raw_svm, 1.2),
    Family("SVM", SVM, 10_000, _points, _raw_svm, 1.2),
    Family("entropy, 100 moments", ENTROPY, 10_000, _moments, _raw_entropy, 0.1),
    Family("entropy, 100 moments", ENTROPY, 100_000, _moments, _raw_entropy, 0.1),
)
