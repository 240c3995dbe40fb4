"""A x = b, rank, null space, inverse, and definiteness, exactly.

Matrices are sequences of rows of `Fraction` (or int). Large rational ones are handled by python-flint, small ones and
those that hold an `Irrational` by Gaussian elimination in Python. Vectors are lists. A matrix without rows needs its
number of columns said.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, cast

from duality.algebra.definiteness import LDL, is_positive_semidefinite, ldl, negative_direction
from duality.algebra.scalars import flint_of, from_flint
from duality.model.scalar import Irrational, Scalar

if TYPE_CHECKING:
    import flint


def reduced_row_echelon(rows: Sequence[Sequence[Scalar]]) -> tuple[list[list[Scalar]], list[int]]:
    """The reduced row echelon form without its zero rows, and the pivot columns."""
    work = [list(row) for row in rows]
    width = len(work[0]) if work else 0
    pivots: list[int] = []
    for column in range(width):
        k = len(pivots)
        pivot = next((i for i in range(k, len(work)) if work[i][column] != 0), None)
        if pivot is None:
            continue
        work[k], work[pivot] = work[pivot], work[k]
        lead = work[k][column]
        work[k] = [entry / lead for entry in work[k]]
        for i, row in enumerate(work):
            if i != k and (factor := row[column]) != 0:
                work[i] = [a - factor * b for a, b in zip(row, work[k], strict=True)]
        pivots.append(column)
    return [[entry + Fraction(0) for entry in row] for row in work[: len(pivots)]], pivots


Matrix = Sequence[Sequence[Scalar]]
Vector = Sequence[Scalar]

SMALL = 200
"""Matrices of no more entries are eliminated in Python: quicker than loading flint (about 40 ms)."""


def solve(matrix: Matrix, vector: Vector) -> list[Scalar] | None:
    """Some x with A x = b (free unknowns 0), or ``None`` where there is none."""
    _check_rows(matrix, vector)
    if matrix and len(matrix) == len(matrix[0]) and _goes_to_flint([*matrix, vector]):
        try:
            column = to_flint(matrix).solve(to_flint([[entry] for entry in vector]))
            return [from_flint(entry) for entry in column.entries()]
        except ZeroDivisionError:
            pass  # singular: elimination tells whether it is consistent
    found = particular_and_nullspace(matrix, vector)
    return None if found is None else found[0]


def particular_and_nullspace(
    matrix: Matrix, vector: Vector, columns: int | None = None
) -> tuple[list[Scalar], list[list[Scalar]]] | None:
    """(x, N): the solutions of A x = b are x + span N; ``None`` where there are none."""
    _check_rows(matrix, vector)
    width = _width(matrix, columns)
    rows, pivots = echelon([[*row, entry] for row, entry in zip(matrix, vector, strict=True)])
    if width in pivots:
        return None
    particular: list[Scalar] = [Fraction(0)] * width
    for row, pivot in zip(rows, pivots, strict=True):
        particular[pivot] = row[width]
    return particular, _kernel(rows, pivots, width)


def solve_symmetric_psd(matrix: Matrix, vector: Vector) -> tuple[list[Scalar], list[list[Scalar]]] | None:
    """(x, N) with Q x = b and N a basis of the null space of Q, or ``None`` where b is not in the range of Q.

    For positive semidefinite Q every such x gives b'x = b'Q^+ b, so inf 1/2 x'Qx + q'x = q'x/2 at Q x = -q.
    """
    if any(len(row) != len(matrix) for row in matrix):
        raise ValueError("the matrix is not square")
    return particular_and_nullspace(matrix, vector, len(matrix))


def rank(matrix: Matrix) -> int:
    """The dimension of the row space."""
    if not matrix or not matrix[0]:
        return 0
    return to_flint(matrix).rank() if _goes_to_flint(matrix) else len(reduced_row_echelon(matrix)[1])


def nullspace(matrix: Matrix, columns: int | None = None) -> list[list[Scalar]]:
    """A basis of {x: A x = 0}: one vector a free unknown, which is 1 in it."""
    width = _width(matrix, columns)
    rows, pivots = echelon(matrix)
    return _kernel(rows, pivots, width)


def inverse(matrix: Matrix) -> list[list[Scalar]] | None:
    """A^-1, or ``None`` for a singular matrix; ``ValueError`` unless A is square."""
    size = len(matrix)
    if any(len(row) != size for row in matrix):
        raise ValueError("only a square matrix has an inverse")
    if not size:
        return []
    if _goes_to_flint(matrix):
        try:
            return [[from_flint(entry) for entry in row] for row in to_flint(matrix).inv().tolist()]
        except ZeroDivisionError:
            return None
    unit = [[Fraction(int(i == j)) for j in range(size)] for i in range(size)]
    rows, pivots = reduced_row_echelon([[*row, *extra] for row, extra in zip(matrix, unit, strict=True)])
    return [row[size:] for row in rows] if pivots == list(range(size)) else None


def echelon(matrix: Matrix) -> tuple[list[list[Scalar]], list[int]]:
    """The nonzero rows of the reduced row echelon form, and the pivot columns."""
    if not matrix or not matrix[0]:
        return [], []
    if not _goes_to_flint(matrix):
        return reduced_row_echelon(matrix)
    reduced, size = to_flint(matrix).rref()
    rows: list[list[Scalar]] = [[from_flint(entry) for entry in row] for row in reduced.tolist()[:size]]
    return rows, [next(j for j, entry in enumerate(row) if entry) for row in rows]


def is_rational(matrix: Matrix) -> bool:
    """No entry is an `Irrational`."""
    return not any(isinstance(entry, Irrational) for row in matrix for entry in row)


def _goes_to_flint(matrix: Matrix) -> bool:
    """Rational, and large enough that loading flint costs less than it saves."""
    return len(matrix) * len(matrix[0]) > SMALL and is_rational(matrix)


def to_flint(matrix: Matrix) -> flint.fmpq_mat:
    """A rational matrix with at least one row."""
    import flint

    rational = cast(Sequence[Sequence[Fraction]], matrix)
    entries = [flint_of(entry) for row in rational for entry in row]
    return flint.fmpq_mat(len(matrix), len(matrix[0]), entries)


def _kernel(rows: Matrix, pivots: Sequence[int], width: int) -> list[list[Scalar]]:
    basis = []
    for free in sorted(set(range(width)) - set(pivots)):
        vector: list[Scalar] = [Fraction(0)] * width
        vector[free] = Fraction(1)
        for row, pivot in zip(rows, pivots, strict=True):
            vector[pivot] = -row[free]
        basis.append(vector)
    return basis


def _width(matrix: Matrix, columns: int | None) -> int:
    if not matrix and columns is None:
        raise ValueError("a matrix without rows needs its number of columns")
    return len(matrix[0]) if matrix else columns or 0


def _check_rows(matrix: Matrix, vector: Vector) -> None:
    if len(matrix) != len(vector):
        raise ValueError(f"{len(matrix)} rows but {len(vector)} right-hand sides")


__all__ = [
    "LDL",
    "echelon",
    "from_flint",
    "inverse",
    "is_positive_semidefinite",
    "is_rational",
    "ldl",
    "negative_direction",
    "nullspace",
    "particular_and_nullspace",
    "rank",
    "solve",
    "solve_symmetric_psd",
    "to_flint",
]
