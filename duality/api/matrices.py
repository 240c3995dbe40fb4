"""Vectors and matrices in letters, and the functions that only they have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from duality import statements
from duality.api.cvxpy_names import log_sum_exp
from duality.errors import ProblemError
from duality.statements.objects import Matrix
from duality.statements.objects import matrix as matrix
from duality.statements.objects import vector as vector

if TYPE_CHECKING:
    from duality.statements import Statement


def _matrix(x: object) -> Matrix:
    if not hasattr(x, "called"):
        raise ProblemError(f"{x!r} is no matrix in letters", help='write duality.matrix("A", "m", "n", variable=True)')
    return cast("Matrix", x)


def trace(x: Matrix) -> Matrix:
    """The sum of the diagonal of a square matrix."""
    return _matrix(x).called("trace", x)


def logdet(x: Matrix) -> Matrix:
    """The logarithm of the determinant, X >> 0 strictly."""
    return _matrix(x).called("logdet", x)


def logsumexp(x: object) -> Any:
    """log(exp(x_1) + ... + exp(x_n))."""
    return log_sum_exp(x)


def geomean(x: Matrix) -> Matrix:
    """(x_1 * ... * x_n)^(1/n) over x >= 0."""
    return _matrix(x).called("geomean", x)


def sumlargest(x: Matrix, count: object) -> Matrix:
    """The sum of the largest ``count`` entries."""
    return _matrix(x).called("sumlargest", x, count)


def normnuc(x: Matrix) -> Matrix:
    """The sum of the singular values."""
    return _matrix(x).called("normnuc", x)


def norm2(x: Matrix) -> Matrix:
    """The largest singular value."""
    return _matrix(x).called("norm2", x)


def eigmax(x: Matrix) -> Matrix:
    """The largest eigenvalue of a symmetric matrix."""
    return _matrix(x).called("eigmax", x)


def diag(x: Matrix) -> Matrix:
    """The diagonal of a matrix, or the matrix with a vector on its diagonal."""
    return _matrix(x).called("diag", x)


def ones(rows: int | str, columns: int | str = 1) -> Matrix:
    """The vector or matrix of ones."""
    return statements.functions.all_ones(rows, columns)


def eye(size: int | str) -> Matrix:
    """The identity."""
    return statements.functions.unit_matrix(size)


def block(rows: Sequence[Sequence[Matrix]]) -> Matrix:
    """[[A, B], [C, D]] out of blocks."""
    return statements.functions.block_matrix([[_matrix(cell) for cell in row] for row in rows])


def from_cvxpy(problem: object) -> Statement:
    """A ``cvxpy.Problem`` as a statement: ``derive`` gives its theta_D, ``solve`` both sides with the verdict.

    Parameters are letters (their values bound, where they have some), constants data; constraints are c1, c2, ... and
    h1, h2, ... in their order. Raises `ProblemError` that names an atom or a cone without a rule, and what to do.
    """
    from duality.statements.exchange import from_cvxpy

    return from_cvxpy(problem)
