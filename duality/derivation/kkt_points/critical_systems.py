"""The points of one active set at which gradients depend on each other, as the solutions of polynomial systems.

On the flat of the affine active rows, let G hold the reduced gradients of f, of the k curved active rows and of the
curved equalities. Every Fritz John point, KKT or not, has dependent columns of G for some active set with independent
affine rows and at most as many curved rows as the flat has dimensions (Caratheodory): all maximal minors of G vanish.
Affine rows need no qualification, as they form a polyhedron with its normal cone.

Where an active set has infinitely many KKT points, f takes finitely many values at them: L is constant on every
irreducible component of its critical points, and equal to f there. A Groebner basis tells the values (elimination), and
value by value the points may be finite.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import comb

import flint

from duality.algebra.polynomial_systems.algebraic import AlgebraicPoint
from duality.algebra.polynomial_systems.groebner import Outcome
from duality.algebra.polynomial_systems.solutions import last_coordinates, real_solutions
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
    if count >= size:
        # At least as many equations as unknowns: their solutions, whatever f is.
        return _solved(flat, rows, integer_ring(size))
    return _dependent(flat, rows, [flat.restricted(objective), *rows])


def stationary_points(
    flat: Flat, objective: flint.fmpq_mpoly, curved: Sequence[flint.fmpq_mpoly]
) -> list[AlgebraicPoint] | Outcome:
    """The same with multipliers as unknowns and that of f equal to one: KKT only, where the minors leave too much."""
    size = flat.dimension + len(curved)
    return _solved(flat, _stationarity(flat, objective, curved, ring(size)), integer_ring(size))


def abnormal_points(flat: Flat, curved: Sequence[flint.fmpq_mpoly]) -> list[AlgebraicPoint] | Outcome:
    """Where the curved rows vanish and their own gradients are dependent: Fritz John with the multiplier 0 of f."""
    rows = [flat.restricted(row) for row in curved]
    return _dependent(flat, rows, rows)


def _dependent(
    flat: Flat, rows: Sequence[flint.fmpq_mpoly], functions: Sequence[flint.fmpq_mpoly]
) -> list[AlgebraicPoint] | Outcome:
    """Where the rows vanish, and all maximal minors of the functions' gradients."""
    size, count = flat.dimension, len(functions)
    if comb(size, count) > MOST_MINORS:
        return Outcome.TOO_LARGE
    columns = [[function.derivative(k) for k in range(size)] for function in functions]
    minors = [
        _determinant([[column[k] for column in columns] for k in chosen], flat.context)
        for chosen in combinations(range(size), count)
    ]
    return _solved(flat, [*rows, *minors], integer_ring(size))


def points_by_level(
    flat: Flat, objective: flint.fmpq_mpoly, curved: Sequence[flint.fmpq_mpoly]
) -> tuple[list[AlgebraicPoint], list[AlgebraicPoint]] | Outcome:
    """(points, levels) of an active set with infinitely many KKT points.

    ``levels``, points of R^1, are the values of f at which there are too many to be listed. ``points`` are all others,
    and some of these, in planes across the axes.
    """
    size = flat.dimension + len(curved)
    context = ring(size + 1)
    value = flat.restricted(objective).compose(*map(context.gen, range(flat.dimension)), ctx=context)
    system = [*_stationarity(flat, objective, curved, context), context.gen(size) - value]
    levels = last_coordinates(system, size + 1)
    if isinstance(levels, Outcome):
        return levels
    context = ring(size)
    value = flat.restricted(objective).compose(*map(context.gen, range(flat.dimension)), ctx=context)
    system = _stationarity(flat, objective, curved, context)
    points: list[AlgebraicPoint] = []
    endless: list[AlgebraicPoint] = []
    for factor, level in _by_factor(levels):
        powers = [context.constant(c) * value**k for k, c in enumerate(factor.coeffs())]
        here = [*system, sum(powers, context.constant(0))]
        found = _solved(flat, here, integer_ring(size))
        if isinstance(found, Outcome):
            endless += level
            found = _across(flat, here, integer_ring(size)) if found is Outcome.CONTINUUM else []
        points += found
    return points, endless


def _by_factor(levels: Sequence[AlgebraicPoint]) -> list[tuple[flint.fmpq_poly, list[AlgebraicPoint]]]:
    """The levels with their minimal polynomials, conjugate ones together."""
    found: dict[str, tuple[flint.fmpq_poly, list[AlgebraicPoint]]] = {}
    for level in levels:
        polynomial = flint.fmpq_poly([0, 1]) - level.coordinates[0] if level.field is None else level.field.modulus
        found.setdefault(str(polynomial), (polynomial, []))[1].append(level)
    return list(found.values())


def _across(flat: Flat, system: Sequence[flint.fmpq_mpoly], context: flint.fmpz_mpoly_ctx) -> list[AlgebraicPoint]:
    """Real solutions among infinitely many: those with so many coordinates equal to 0 that they are finite."""
    gens = system[0].context().gens()[: flat.dimension]
    for first in range(len(gens)):
        planes: list[flint.fmpq_mpoly] = []
        found: list[AlgebraicPoint] | Outcome = Outcome.CONTINUUM
        while found is Outcome.CONTINUUM and len(planes) < len(gens):
            planes.append(gens[(first + len(planes)) % len(gens)])
            found = _solved(flat, [*system, *planes], context)
        if isinstance(found, list) and found:
            return found
    return []


def _stationarity(
    flat: Flat, objective: flint.fmpq_mpoly, curved: Sequence[flint.fmpq_mpoly], context: flint.fmpq_mpoly_ctx
) -> list[flint.fmpq_mpoly]:
    """The curved rows and the derivatives of f + sum lambda_k row_k, in z, then lambda, the first of a ring."""
    places = [context.gen(k) for k in range(flat.dimension)]
    lagrangian = flat.restricted(objective).compose(*places, ctx=context)
    lifted = [flat.restricted(row).compose(*places, ctx=context) for row in curved]
    for k, row in enumerate(lifted):
        lagrangian = lagrangian + context.gen(flat.dimension + k) * row
    return [*lifted, *(lagrangian.derivative(k) for k in range(flat.dimension))]


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
