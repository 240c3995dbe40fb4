"""Is x'Qx >= 0 for every x: exactly, by P Q P' = L D L' or by a certificate that floats suggest and integers check.

Over the rationals Q is positive semidefinite iff elimination meets no negative pivot, and a zero pivot only where its
whole row is zero; otherwise elimination hands back v with v'Qv < 0.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, cast

from duality import algebra
from duality.algebra.scalars import flint_of, sign
from duality.model.scalar import Irrational, Scalar
from duality.records import record

if TYPE_CHECKING:
    import flint

Matrix = Sequence[Sequence[Scalar]]
SMALL = 14
"""Up to this size Python's fractions are quicker than loading flint (about 40 ms)."""
LARGE = 30
"""Dense rational matrices of this size are tried by certificate first: the numbers of elimination grow."""


@record
class LDL:
    """Q[p_i][p_j] = sum_k L_ik d_k L_jk, with p the permutation, L unit lower triangular, d >= 0."""

    permutation: tuple[int, ...]
    lower: tuple[tuple[Scalar, ...], ...]
    diagonal: tuple[Scalar, ...]


@record(frozen=False)
class _Elimination:
    """Pivots in their order, a sparse column of L for each, and, if Q is indefinite, v with v'Qv < 0."""

    order: list[int]
    columns: dict[int, dict[int, Any]]
    pivots: dict[int, Any]
    direction: dict[int, Any] | None = None


def ldl(matrix: Matrix) -> LDL | None:
    """The factorization of a positive semidefinite matrix, ``None`` for any other; ``ValueError`` if not symmetric."""
    work = _sparse(matrix)
    done = _eliminate(work)
    if done.direction is not None:
        return None
    size = len(matrix)
    place = {index: k for k, index in enumerate(done.order)}
    lower: list[list[Scalar]] = [[Fraction(int(i == j)) for j in range(size)] for i in range(size)]
    for index, column in done.columns.items():
        for other, entry in column.items():
            lower[place[other]][place[index]] = _scalar(entry)
    diagonal = tuple(_scalar(done.pivots[index]) for index in done.order)
    return LDL(tuple(done.order), tuple(map(tuple, lower)), diagonal)


def is_positive_semidefinite(matrix: Matrix) -> bool:
    """x'Qx >= 0 for every x, exactly; ``ValueError`` if Q is not symmetric."""
    return negative_direction(matrix) is None


def negative_direction(matrix: Matrix) -> list[Scalar] | None:
    """v with v'Qv < 0 (integers, for a rational matrix), or ``None`` where Q is positive semidefinite.

    Raises ``ValueError`` if Q is not symmetric.
    """
    work = _sparse(matrix)
    entries = sum(map(len, work.values()))
    rational = not any(isinstance(entry, Irrational) for row in matrix for entry in row)
    if rational and len(matrix) >= LARGE and entries > 8 * len(matrix):
        verdict = algebra.definite_certificate.decide(cast(Sequence[Sequence[Fraction]], matrix))
        if verdict is not None:
            return list(verdict) if verdict else None
    direction = _eliminate(work).direction
    if direction is None:
        return None
    dense = [_scalar(direction[k]) if k in direction else Fraction(0) for k in range(len(matrix))]
    return _integral(dense) if rational else dense


def _sparse(matrix: Matrix) -> dict[int, dict[int, Any]]:
    """Rows without their zeros; the rational entries of a large matrix as flint rationals."""
    size = len(matrix)
    rational = _flint_rational() if size > SMALL else Fraction
    if any(len(row) != size for row in matrix):
        raise ValueError("the matrix is not square")
    rows: dict[int, dict[int, Any]] = {}
    for i, row in enumerate(matrix):
        rows[i] = {}
        for j, entry in enumerate(row):
            if entry != matrix[j][i]:
                raise ValueError(f"the matrix is not symmetric at row {i}, column {j}")
            if entry != 0:
                is_irrational = isinstance(entry, Irrational)
                rows[i][j] = entry if is_irrational else rational(entry)
    if any(isinstance(entry, Irrational) for row in rows.values() for entry in row.values()):
        # One kind of number in one matrix: flint rationals do not mix with irrational scalars.
        return {i: {j: _scalar(entry) for j, entry in row.items()} for i, row in rows.items()}
    return rows


def _flint_rational() -> Callable[[Fraction], Any]:

    return flint_of


def _eliminate(rows: dict[int, dict[int, Any]]) -> _Elimination:
    """Symmetric elimination, sparsest row first; ``rows`` is used up."""
    done = _Elimination([], {}, {})
    while rows:
        witness = _negative_combination(rows)
        if witness is not None:
            done.direction = _pulled_back(witness, done)
            return done
        index = min(rows, key=lambda k: (len(rows[k]), k))
        row = rows.pop(index)
        pivot = row.pop(index, None)
        done.order.append(index)
        done.pivots[index] = Fraction(0) if pivot is None else pivot
        done.columns[index] = {} if pivot is None else {j: entry / pivot for j, entry in row.items()}
        for i, factor in done.columns[index].items():
            target = rows[i]
            del target[index]
            for j, entry in row.items():
                updated = target.get(j, 0) - factor * entry
                if updated == 0:
                    target.pop(j, None)
                else:
                    target[j] = updated
    return done


def _negative_combination(rows: dict[int, dict[int, Any]]) -> dict[int, Any] | None:
    """w with w'Sw < 0 read off a negative pivot, or a zero pivot with a nonzero row, of the remaining matrix S."""
    for i, row in rows.items():
        pivot = row.get(i)
        if pivot is not None and _sign(pivot) < 0:
            return {i: pivot / pivot}
        if pivot is None and row:
            j, entry = next(iter(row.items()))
            # (t e_i + e_j)'S(t e_i + e_j) = 2 t S_ij + S_jj = -1
            corner = rows[j].get(j, 0)
            return {i: -(corner + 1) / (2 * entry), j: entry / entry}
    return None


def _pulled_back(witness: dict[int, Any], done: _Elimination) -> dict[int, Any]:
    """v with L'v = (0, w), so that v'Qv = w'Sw."""
    vector = dict(witness)
    for index in reversed(done.order):
        total = sum(entry * vector[j] for j, entry in done.columns[index].items() if j in vector)
        if total != 0:
            vector[index] = -total
    return vector


def _sign(value: Any) -> int:
    return sign(value) if isinstance(value, (Fraction, Irrational)) else (value > 0) - (value < 0)


def _scalar(value: flint.fmpq | Scalar) -> Scalar:
    return value if isinstance(value, (Fraction, Irrational)) else Fraction(int(value.p), int(value.q))


def _integral(vector: list[Scalar]) -> list[Scalar]:
    """The primitive integer multiple of a rational vector."""
    rationals = [entry for entry in vector if isinstance(entry, Fraction)]
    scale = math.lcm(*(entry.denominator for entry in rationals))
    divisor = math.gcd(*(int(entry * scale) for entry in rationals)) or 1
    return [entry * scale / divisor for entry in rationals]
