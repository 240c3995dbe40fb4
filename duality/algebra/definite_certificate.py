"""Definiteness of large rational matrices: floats find the proof, integers check it.

Q = G G' + E with E diagonally dominant (E_ii >= sum of |E_ij|) proves Q positive semidefinite, and an eigenvector of a
negative eigenvalue, rounded, proves the opposite. G is a rounded Cholesky factor of the matrix scaled to unit diagonal.
A singular matrix of rank r is replaced by a regular r x r block on independent columns, to which it is congruent.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import flint

BITS = 48
"""Digits kept of a rounded factor; what that costs must stay below the smallest eigenvalue."""


def decide(matrix: Sequence[Sequence[Fraction]]) -> list[Fraction] | None:
    """[] if Q is proved positive semidefinite, v (integers) with v'Qv < 0 if not, ``None`` if neither was found."""
    import flint

    scale = math.lcm(*(entry.denominator for row in matrix for entry in row))
    whole = [[entry.numerator * (scale // entry.denominator) for entry in row] for row in matrix]
    kept = [k for k, row in enumerate(whole) if any(row)]
    direction = _small_direction(whole)
    if direction is not None:
        return direction
    if not kept:
        return []
    verdict = _decide_regular([[whole[i][j] for j in kept] for i in kept])
    if verdict is None:
        reduced, size = flint.fmpq_mat(flint.fmpz_mat([[whole[i][j] for j in kept] for i in kept])).rref()
        if size == len(kept):
            return None
        pivots = [next(j for j in range(len(kept)) if reduced[k, j] != 0) for k in range(size)]
        kept = [kept[j] for j in pivots]
        verdict = _decide_regular([[whole[i][j] for j in kept] for i in kept])
    if not verdict:
        return verdict
    full = [Fraction(0)] * len(matrix)
    for k, entry in zip(kept, verdict, strict=True):
        full[k] = entry
    return full


def _small_direction(whole: list[list[int]]) -> list[Fraction] | None:
    """v from a negative diagonal entry, a zero one in a nonzero row, or a 2 x 2 block of negative determinant."""
    for i, row in enumerate(whole):
        vector = [Fraction(0)] * len(whole)
        if row[i] < 0:
            vector[i] = Fraction(1)
            return vector
        if row[i] == 0 and any(row):
            j = next(k for k, entry in enumerate(row) if entry)
            vector[i], vector[j] = Fraction(-(whole[j][j] + 1), 2 * row[j]), Fraction(1)
            return vector
        for j in range(i):
            if row[j] ** 2 > row[i] * whole[j][j]:
                # v'Qv = row_ii (row_ii row_jj - row_ij^2)
                vector[i], vector[j] = Fraction(-row[j]), Fraction(row[i])
                return vector
    return None


def _decide_regular(whole: list[list[int]]) -> list[Fraction] | None:
    import flint
    import numpy as np

    size = len(whole)
    # Powers of two that bring the diagonal close to 1: exact to scale by, and harmless to the sign.
    shifts = [(row[k].bit_length()) // 2 for k, row in enumerate(whole)]
    scaled = np.array(
        [
            [math.ldexp(*_mantissa(entry, -a - b)) for entry, b in zip(row, shifts, strict=True)]
            for row, a in zip(whole, shifts, strict=True)
        ]
    )
    eigenvalues, eigenvectors = np.linalg.eigh(scaled)
    least = float(eigenvalues[0])
    noise = size * 1e-14 * float(eigenvalues[-1])
    if least < -noise:
        top = max(shifts)
        vector = [
            round(math.ldexp(float(entry), 30)) << (top - k)
            for entry, k in zip(eigenvectors[:, 0], shifts, strict=True)
        ]
        return list(map(Fraction, vector)) if _quadratic_value(whole, vector) < 0 else None
    if least <= noise:
        return None
    factor = np.linalg.cholesky(scaled - 0.5 * least * np.eye(size))
    rounded = flint.fmpz_mat([[round(math.ldexp(float(entry), BITS)) for entry in row] for row in factor])
    return [] if _is_proof(whole, shifts, rounded) else None


def _is_proof(whole: list[list[int]], shifts: list[int], factor: flint.fmpz_mat) -> bool:
    """S Q S - G G' is diagonally dominant, with S = diag(2^-shift) and G = factor / 2^BITS, in integers."""
    product = (factor * factor.transpose()).tolist()
    top = 2 * max(shifts)
    for i, row in enumerate(whole):
        # Everything is multiplied by 2^(2 BITS + top).
        rest = [
            (entry << (2 * BITS + top - shifts[i] - shifts[j])) - (int(product[i][j]) << top)
            for j, entry in enumerate(row)
        ]
        if rest[i] < sum(abs(entry) for j, entry in enumerate(rest) if j != i):
            return False
    return True


def _quadratic_value(whole: list[list[int]], vector: list[int]) -> int:
    return sum(
        a * sum(entry * b for entry, b in zip(row, vector, strict=True)) for a, row in zip(vector, whole, strict=True)
    )


def _mantissa(value: int, exponent: int) -> tuple[float, int]:
    """(m, e) with m * 2^e close to value * 2^exponent, for integers beyond the range of floats."""
    excess = max(0, value.bit_length() - 60)
    return float(value >> excess), exponent + excess
