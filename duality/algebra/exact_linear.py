"""A x = b, rank, null space, inverse, and definiteness, exactly.

Matrices are sequences of rows of `Fraction` (or int). Large rational ones are handled by python-flint, small ones and
those that hold an `Irrational` by Gaussian elimination in Python. Vectors are lists. A matrix without rows needs its
number of columns said.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar, cast

from duality.algebra.definiteness import LDL, is_positive_semidefinite, ldl, negative_direction
from duality.algebra.scalars import flint_of, from_flint
from duality.model.scalar import Irrational, Scalar

if TYPE_CHECKING:
    import flint

Number = TypeVar("Number", bound=Any)
"""A field in which elimination works: rationals, irrational numbers, algebraic numbers, balls."""


def eliminated(
    rows: Sequence[Sequence[Number]],
    columns: int,
    pivot: Callable[[list[list[Number]], int, int], int | None],
    units: tuple[Number, Number],
) -> tuple[list[list[Number]], list[int]]:
    """The first columns in reduced echelon form by Gauss-Jordan elimination: pivot rows first; and the pivot columns.

    ``pivot(work, k, column)`` chooses a row from the k-th on, ``units`` are 0 and 1: entries that are known to be so
    are set to them, which matters for balls.
    """
    work, pivots = [list(row) for row in rows], []
    zero, one = units
    for column in range(columns):
        start = len(pivots)
        chosen = pivot(work, start, column)
        if chosen is None:
            continue
        work[start], work[chosen] = work[chosen], work[start]
        head = work[start][column]
        work[start] = [entry / head for entry in work[start]]
        for k, row in enumerate(work):
            if k == start or row[column] == zero:
                # A ball about 0 is neither equal to it nor known to differ.
                continue
            factor = row[column]
            work[k] = [a - factor * b for a, b in zip(row, work[start], strict=True)]
            work[k][column] = zero
        work[start][column] = one
        pivots.append(column)
    return work, pivots


def kernel(
    rows: Sequence[Sequence[Number]], pivots: Sequence[int], width: int, units: tuple[Number, Number]
) -> list[list[Number]]:
    """A basis of the null space of rows in reduced echelon form: one vector a free unknown, which is 1 in it."""
    zero, one = units
    basis: list[list[Number]] = []
    for free in sorted(set(range(width)) - set(pivots)):
        vector = [zero] * width
        vector[free] = one
        for row, pivot in zip(rows, pivots, strict=False):
            vector[pivot] = -row[free]
        basis.append(vector)
    return basis


def reduced_row_echelon(rows: Sequence[Sequence[Scalar]]) -> tuple[list[list[Scalar]], list[int]]:
    """The reduced row echelon form without its zero rows, and the pivot columns."""
    work, pivots = eliminated(rows, len(rows[0]) if rows else 0, _first, UNITS)
    return [[entry + Fraction(0) for entry in row] for row in work[: len(pivots)]], pivots


def _first(work: list[list[Scalar]], start: int, column: int) -> int | None:
    return next((k for k in range(start, len(work)) if work[k][column] != 0), None)


UNITS: tuple[Scalar, Scalar] = (Fraction(0), Fraction(1))
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
    return particular, kernel(rows, pivots, width, UNITS)


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
    return kernel(rows, pivots, width, UNITS)


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
    "eliminated",
    "from_flint",
    "inverse",
    "is_positive_semidefinite",
    "is_rational",
    "kernel",
    "ldl",
    "negative_direction",
    "nullspace",
    "particular_and_nullspace",
    "rank",
    "solve",
    "solve_symmetric_psd",
    "to_flint",
]
