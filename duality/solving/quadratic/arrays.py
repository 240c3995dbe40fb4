"""A quadratic program as the arrays that HiGHS and Clarabel read; numpy is loaded on the first call.

Floats are those of the statement (each integral row divided by its scale), so that tolerances mean what they say.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from duality.records import record
from duality.solving.quadratic.program import LinearRow, QuadraticProgram

if TYPE_CHECKING:
    import numpy as np


@record
class Compressed:
    """A sparse matrix compressed by rows or by columns; Clarabel takes the latter in place of scipy's csc_matrix."""

    data: np.ndarray
    indices: np.ndarray
    indptr: np.ndarray
    shape: tuple[int, int]
    has_sorted_indices: bool = True
    has_canonical_format: bool = True

    @property
    def nnz(self) -> int:
        return len(self.data)

    def sorted_indices(self) -> Compressed:
        return self

    def by_columns(self) -> Compressed:
        """The same matrix compressed by columns."""
        import numpy as np

        rows, columns = self.shape
        order = np.argsort(self.indices, kind="stable")
        lines = np.repeat(np.arange(rows), np.diff(self.indptr))
        counts = np.bincount(self.indices, minlength=columns)
        return Compressed(self.data[order], lines[order], np.concatenate(([0], np.cumsum(counts))), self.shape)


def row_matrix(rows: list[LinearRow], columns: int) -> tuple[Compressed, np.ndarray]:
    """A by rows, and b, of the rows a'x + b."""
    import numpy as np

    indptr = np.zeros(len(rows) + 1, dtype=np.int64)
    np.cumsum([len(row.terms) for row in rows], out=indptr[1:])
    indices = np.array([i for row in rows for i, _ in row.terms], dtype=np.int64)
    data = np.array([c / row.scale for row in rows for _, c in row.terms], dtype=float)
    constants = np.array([row.constant / row.scale for row in rows], dtype=float)
    return Compressed(data, indices, indptr, (len(rows), columns)), constants


def objective_vector(program: QuadraticProgram) -> np.ndarray:
    """q."""
    import numpy as np

    return np.array([c / program.scale for c in program.linear], dtype=float)


def hessian_matrix(program: QuadraticProgram) -> Compressed:
    """The upper triangle of Q by columns."""
    import numpy as np

    size = program.size
    entries = sorted((j, i, q) for i, j, q in program.hessian)
    counts = np.bincount(np.array([j for j, _, _ in entries], dtype=np.int64), minlength=size)
    return Compressed(
        np.array([q / program.scale for _, _, q in entries], dtype=float),
        np.array([i for _, i, _ in entries], dtype=np.int64),
        np.concatenate(([0], np.cumsum(counts))),
        (size, size),
    )


def bound_arrays(program: QuadraticProgram) -> tuple[np.ndarray, np.ndarray]:
    """lower and upper, infinite where there is none."""
    import numpy as np

    lower = np.array([-inf if b is None else float(b) for b in program.lower], dtype=float)
    upper = np.array([inf if b is None else float(b) for b in program.upper], dtype=float)
    return lower, upper
