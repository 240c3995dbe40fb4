"""Linear algebra over any exact real numbers, and over balls where every decision is certified.

Zero tests are exact for rationals and algebraic numbers; a ball that does not tell raises `Ambiguous`, and the caller
repeats the work in exact numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

import flint

from duality.algebra.exact_linear import eliminated, kernel
from duality.algebra.polynomial_systems.algebraic import Ambiguous, Real, rational, sign
from duality.algebra.scalars import flint_of
from duality.records import record

Row = list[Real]

UNITS: tuple[Real, Real] = (flint.fmpq(0), flint.fmpq(1))


def is_zero(value: Real) -> bool:
    """Exactly zero; raises `Ambiguous` for a ball that holds zero among others."""
    return sign(value) == 0


def echelon(rows: Sequence[Sequence[Real]], columns: int) -> tuple[list[Row], list[int]]:
    """Equivalent rows, the first ``columns`` columns in reduced echelon form: pivot rows first, then rows of zeros
    there."""
    if rows and all(isinstance(entry, flint.fmpq) for row in rows for entry in row):
        return _rational_echelon([list(map(rational, row)) for row in rows], columns)
    return eliminated(rows, columns, _pivot, UNITS)


def _rational_echelon(rows: list[list[flint.fmpq]], columns: int) -> tuple[list[Row], list[int]]:
    matrix = flint.fmpq_mat(len(rows), len(rows[0]), [entry for row in rows for entry in row])
    reduced: list[Row] = [list(row) for row in matrix.rref()[0].tolist()]
    heads = (next((j for j, entry in enumerate(row) if entry), len(row)) for row in reduced)
    return reduced, [head for head in heads if head < columns]


def _pivot(work: Sequence[Row], start: int, column: int) -> int | None:
    """A row with a certainly nonzero entry, the largest for balls; ``None`` where all are exactly zero."""
    best: tuple[float, int] | None = None
    doubtful = False
    for k in range(start, len(work)):
        entry = work[k][column]
        try:
            if sign(entry) == 0:
                continue
        except Ambiguous:
            doubtful = True
            continue
        if not isinstance(entry, flint.arb):
            return k
        size = abs(float(entry))
        if best is None or size > best[0]:
            best = size, k
    if best is None and doubtful:
        raise Ambiguous
    return None if best is None else best[1]


def null_space(rows: Sequence[Sequence[Real]], columns: int) -> list[Row]:
    """A basis of {v: rows v = 0}."""
    return kernel(*echelon(rows, columns), columns, UNITS)


def inner(left: Sequence[Real], right: Sequence[Real]) -> Real:
    """sum left_i right_i."""
    total: Real = flint.fmpq(0)
    for a, b in zip(left, right, strict=True):
        total = total + a * b
    return total


@record(slots=False)
class Feasible:
    """A vertex of {(lambda, nu): lambda >= 0, rows (lambda, nu) = right}: lambda first."""

    values: tuple[Real, ...]


def cancels_positively(columns: Sequence[Sequence[Fraction]]) -> bool:
    """Some weights, all of them > 0, under which the columns add up to 0: 1 + v with v >= 0."""
    rows: list[Row] = [[flint_of(entry) for entry in row] for row in zip(*columns, strict=True)]
    return nonnegative_solution(rows, [-sum(row, flint.fmpq(0)) for row in rows], len(columns)) is not None


def nonnegative_solution(rows: Sequence[Sequence[Real]], right: Sequence[Real], nonnegative: int) -> Feasible | None:
    """A solution of ``rows v = right`` whose first ``nonnegative`` entries are >= 0, a vertex; ``None`` without any.

    The free entries are eliminated; then phase one of the simplex method with Bland's rule, exact.
    """
    width = len(rows[0]) if rows else nonnegative
    # Free columns first, so that elimination removes them from all other rows.
    order = [*range(nonnegative, width), *range(nonnegative)]
    turned: list[Row] = [[*(row[j] for j in order), value] for row, value in zip(rows, right, strict=True)]
    free = width - nonnegative
    reduced, pivots = echelon(turned, free)
    rest = [row[free:] for row in reduced[len(pivots) :]]
    values = _phase_one(rest, nonnegative)
    if values is None:
        return None
    others: list[Real] = [flint.fmpq(0)] * free
    for row, pivot in zip(reduced, pivots, strict=False):
        others[pivot] = row[-1] - inner(row[free:-1], values)
    return Feasible((*values, *others))


def _phase_one(rows: Sequence[Row], size: int) -> list[Real] | None:
    """A vertex of {v >= 0: A v = b} for rows (A | b), by Bland's rule."""
    independent, pivots = echelon(rows, size)
    if any(not is_zero(row[-1]) for row in independent[len(pivots) :]):
        return None
    tableau, basis = independent[: len(pivots)], list(pivots)
    tableau = [[-e for e in row] if sign(row[-1]) < 0 else row for row in tableau]
    # A row whose sign was turned has lost its basic variable: an artificial one stands in.
    for k, row in enumerate(tableau):
        if sign(row[basis[k]]) < 0:
            basis[k] = size + k
    while any(entry >= size for entry in basis):
        artificial = [row for row, entry in zip(tableau, basis, strict=True) if entry >= size]
        falls = (j for j in range(size) if j not in basis and sign(_total(row[j] for row in artificial)) > 0)
        entering = next(falls, None)
        if entering is None:
            if not is_zero(_total(row[-1] for row in artificial)):
                return None
            break
        _exchange(tableau, basis, _leaving(tableau, basis, entering), entering)
    values: list[Real] = [flint.fmpq(0)] * size
    for k, entry in enumerate(basis):
        if entry < size:
            values[entry] = tableau[k][-1]
    return values


def _total(values: Iterable[Real]) -> Real:
    total: Real = flint.fmpq(0)
    for value in values:
        total = total + value
    return total


def _leaving(tableau: Sequence[Row], basis: Sequence[int], entering: int) -> int:
    """The row of the smallest ratio, ties to the smallest basic index."""
    best: int | None = None
    for k, row in enumerate(tableau):
        if sign(row[entering]) <= 0:
            continue
        if best is None:
            best = k
            continue
        compared = sign(row[-1] * tableau[best][entering] - tableau[best][-1] * row[entering])
        if compared < 0 or (compared == 0 and basis[k] < basis[best]):
            best = k
    assert best is not None, "phase one is bounded below by zero"
    return best


def _exchange(tableau: list[Row], basis: list[int], leaving: int, entering: int) -> None:
    head = tableau[leaving][entering]
    tableau[leaving] = [entry / head for entry in tableau[leaving]]
    for k, row in enumerate(tableau):
        if k != leaving:
            factor = row[entering]
            tableau[k] = [a - factor * b for a, b in zip(row, tableau[leaving], strict=True)]
    basis[leaving] = entering
