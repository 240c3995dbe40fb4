"""The points of one active set at which gradients depend on each other, as the solutions of polynomial systems.

On the flat of the affine active rows, let G hold the reduced gradients of f, of the k curved active rows and of the
curved equalities. Every Fritz John point, KKT or not, has dependent columns of G for some active set with independent
affine rows and at most as many curved rows as the flat has dimensions (Caratheodory): all maximal minors of G vanish.
Affine rows need no qualification, as they form a polyhedron with its normal cone.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import comb

import flint

from duality.algebra.polynomial_systems.algebraic import AlgebraicPoint
from duality.algebra.polynomial_systems.groebner import Outcome
from duality.algebra.polynomial_systems.solutions import real_solutions
from duality.algebra.polynomial_systems.trees import integer_ring, integral, ring
from duality.derivation.kkt_points.flats import Flat

MOST_MINORS = 120


def critical_points(
    flat: Flat, objective: flint.fmpq_mpoly, curved: Sequence[flint.fmpq_mpoly]
) -> list[AlgebraicPoint] | Outcome:
    """The points of the flat where the ``curved`` rows vanish and their gradients and that of f are dependent."""
    size, count = flat.dimension, len(curved)
    rows = [flat.restricted(row) for row in curved]
    if not size:
        if any(not row.is_zero() for row in rows):
            return []
        return [flat.lifted(AlgebraicPoint(None, ()))]
    system = list(rows)
    if count < size:
        if comb(size, count + 1) > MOST_MINORS:
            return Outcome.TOO_LARGE
        columns = [[row.derivative(k) for k in range(size)] for row in (flat.restricted(objective), *rows)]
        system += [
            _determinant([[column[k] for column in columns] for k in chosen], flat.context)
            for chosen in combinations(range(size), count + 1)
        ]
    return _solved(flat, system, integer_ring(size))


def stationary_points(
    flat: Flat, objective: flint.fmpq_mpoly, curved: Sequence[flint.fmpq_mpoly]
) -> list[AlgebraicPoint] | Outcome:
    """The same with multipliers as unknowns and that of f equal to one: KKT only, where the minors leave too much."""
    size, count = flat.dimension, len(curved)
    context = ring(size + count)
    places = [context.gen(k) for k in range(size)]
    rows = [flat.restricted(row) for row in curved]
    lagrangian = flat.restricted(objective).compose(*places, ctx=context)
    lifted = [row.compose(*places, ctx=context) for row in rows]
    for k, row in enumerate(lifted):
        lagrangian = lagrangian + context.gen(size + k) * row
    system = [*lifted, *(lagrangian.derivative(k) for k in range(size))]
    return _solved(flat, system, integer_ring(size + count))


def _solved(
    flat: Flat, system: Sequence[flint.fmpq_mpoly], context: flint.fmpz_mpoly_ctx
) -> list[AlgebraicPoint] | Outcome:
    found = real_solutions([integral(p, context) for p in system], context)
    return found if isinstance(found, Outcome) else [flat.lifted(point) for point in found]


def _determinant(matrix: Sequence[Sequence[flint.fmpq_mpoly]], context: flint.fmpq_mpoly_ctx) -> flint.fmpq_mpoly:
    """Expansion along the first row."""
    if not matrix:
        return context.constant(1)
    total = context.constant(0)
    for j, entry in enumerate(matrix[0]):
        if not entry.is_zero():
            minor = _determinant([[e for c, e in enumerate(row) if c != j] for row in matrix[1:]], context)
            total = total + (-entry if j % 2 else entry) * minor
    return total
