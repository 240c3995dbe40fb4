"""Sparse arrays of affine and quadratic rows, in the layouts that solvers read."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from duality.algebra.affine_forms import floats
from duality.model.form import Row


def linear_arrays(
    rows: Sequence[Row], variables: Sequence[str]
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """(indptr, indices, data, constants) of the rows a_k'x + b_k: A by rows (CSR), shape (len(rows), n), and b.

    Raises ``ValueError`` for a row that is not affine.
    """
    index = {name: k for k, name in enumerate(variables)}
    indptr = np.zeros(len(rows) + 1, dtype=np.int32)
    indices: list[int] = []
    coefficients = []
    for k, row in enumerate(rows):
        if not row.is_affine:
            raise ValueError(f"row {k} is not affine")
        for name, coefficient in row.linear:
            indices.append(index[name])
            coefficients.append(coefficient)
        indptr[k + 1] = len(indices)
    return indptr, np.array(indices, dtype=np.int32), floats(coefficients), floats([row.constant for row in rows])


def quadratic_arrays(row: Row, variables: Sequence[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(indptr, indices, data) of the Hessian's upper triangle by columns (CSC): 1/2 x'Hx is the row's quadratic part.

    Rows are sorted within a column. The linear part is left to the caller; atoms and remainder are ``ValueError``.
    """
    if not row.is_quadratic:
        raise ValueError("the row is not quadratic")
    index = {name: k for k, name in enumerate(variables)}
    size = len(index)
    first = np.array([index[a] for (a, _), _ in row.quadratic], dtype=np.int64)
    second = np.array([index[b] for (_, b), _ in row.quadratic], dtype=np.int64)
    data = floats([q for _, q in row.quadratic])
    top, column = np.minimum(first, second), np.maximum(first, second)
    order = np.lexsort((top, column))
    data = np.where(first == second, 2 * data, data)[order]
    indptr = np.zeros(size + 1, dtype=np.int32)
    np.cumsum(np.bincount(column, minlength=size), out=indptr[1:])
    return indptr, top[order].astype(np.int32), data
