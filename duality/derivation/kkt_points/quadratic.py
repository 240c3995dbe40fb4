"""KKT points of a quadratic program over a polyhedron: one linear system over Q an active set.

With f = 1/2 z'Qz + q'z on the flat of the equations and rows A z <= b, an active set S has Q z + A_S' lambda = -q and
A_S z = b_S. Where Q is invertible, M = A Q^-1 A' and r = b + A Q^-1 q leave the small system M_SS lambda = -r_S with
slack r + M lambda. Independent rows suffice (Caratheodory); a singular system has a polyhedron of KKT points, which is
empty, one point, or a continuum.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import flint

from duality.algebra.polynomial_systems.algebraic import AlgebraicPoint, Real, rational, sign
from duality.derivation.kkt_points.flats import Flat, affine_row
from duality.derivation.kkt_points.linear import inner, nonnegative_solution, null_space
from duality.derivation.kkt_points.program import PolynomialProgram
from duality.model.budget import Steps
from duality.records import record

Vector = list[flint.fmpq]


@record(slots=False)
class Continuum:
    """Infinitely many KKT points, some on the line of ``point`` and ``direction`` among them."""

    point: tuple[flint.fmpq, ...]
    direction: tuple[flint.fmpq, ...]

    @property
    def start(self) -> AlgebraicPoint:
        """One of them."""
        return AlgebraicPoint(None, tuple(flint.fmpq_poly([entry]) for entry in self.point))


@record(slots=False)
class _Reduced:
    """The program in z: Q, q, rows A z <= b with the places of their restrictions."""

    flat: Flat
    quadratic: list[Vector]
    linear: Vector
    rows: list[Vector]
    right: Vector
    places: list[int]


def quadratic_points(
    program: PolynomialProgram, flat: Flat, allowed: Sequence[int], steps: Steps
) -> Iterator[AlgebraicPoint | Continuum]:
    """Every x that satisfies KKT with active inequalities among ``allowed``, some of them more than once."""
    reduced = _reduced(program, flat, allowed)
    small = _complementarity(reduced)
    dependent: list[frozenset[int]] = []
    for count in range(min(flat.dimension, len(reduced.rows)) + 1):
        for chosen in combinations(range(len(reduced.rows)), count):
            if dependent and any(other.issubset(chosen) for other in dependent):
                continue
            steps.take()
            try:
                found = small.point(chosen) if small is not None else _direct(reduced, chosen)
            except ZeroDivisionError:
                if _rank([reduced.rows[k] for k in chosen]) < count:
                    dependent.append(frozenset(chosen))
                    continue
                found = _degenerate(reduced, chosen)
            if isinstance(found, Continuum):
                yield _lifted_continuum(flat, found)
            elif found is not None:
                yield flat.lifted(AlgebraicPoint(None, tuple(flint.fmpq_poly([entry]) for entry in found)))


def _reduced(program: PolynomialProgram, flat: Flat, allowed: Sequence[int]) -> _Reduced:
    size = flat.dimension
    objective = flat.restricted(program.objective)
    first = [objective.derivative(k) for k in range(size)]
    lines = [affine_row(p) for p in first]
    rows, right, places = [], [], []
    for k, restriction in enumerate(program.restrictions):
        if restriction.equality:
            continue
        row = affine_row(flat.restricted(restriction.polynomial))
        if k in allowed and any(row[:size]):
            rows.append(row[:size])
            right.append(-row[size])
            places.append(k)
    return _Reduced(flat, [line[:size] for line in lines], [line[size] for line in lines], rows, right, places)


class _Complementarity:
    """slack = r + M lambda, all over one denominator, for an invertible Q."""

    def __init__(self, matrix: flint.fmpq_mat, right: flint.fmpq_mat, center: Vector, step: flint.fmpq_mat) -> None:
        size = matrix.nrows()
        entries = [*matrix.entries(), *right.entries()]
        common = flint.fmpz(1)
        for entry in entries:
            common = common.lcm(entry.q)
        whole = [entry.p * (common // entry.q) for entry in entries]
        self.rows = [whole[i * size : (i + 1) * size] for i in range(size)]
        self.right = whole[size * size :]
        self.center, self.step = center, step

    def point(self, chosen: tuple[int, ...]) -> Vector | None:
        """z for the active set, ``None`` where a sign is wrong; ``ZeroDivisionError`` where it is not unique."""
        count, rows, right = len(chosen), self.rows, self.right
        if count:
            matrix = flint.fmpz_mat(count, count, [rows[i][j] for i in chosen for j in chosen])
            solved = matrix.solve(flint.fmpz_mat(count, 1, [-right[i] for i in chosen])).entries()
            if any(entry < 0 for entry in solved):
                return None
        else:
            solved = []
        for i, row in enumerate(rows):
            if i not in chosen:
                slack = right[i]
                for j, entry in zip(chosen, solved, strict=True):
                    slack = slack + row[j] * entry
                if slack < 0:
                    return None
        z = list(self.center)
        for j, entry in zip(chosen, solved, strict=True):
            for k in range(len(z)):
                z[k] = z[k] - self.step[k, j] * entry
        return z


def _complementarity(reduced: _Reduced) -> _Complementarity | None:
    size, count = len(reduced.linear), len(reduced.rows)
    if not size:
        return None
    quadratic = flint.fmpq_mat(size, size, [entry for row in reduced.quadratic for entry in row])
    try:
        inverse = quadratic.inv()
    except ZeroDivisionError:
        return None
    rows = flint.fmpq_mat(count, size, [entry for row in reduced.rows for entry in row])
    step = inverse * rows.transpose()
    lowest = inverse * flint.fmpq_mat(size, 1, reduced.linear)
    right = flint.fmpq_mat(count, 1, reduced.right) + rows * lowest
    return _Complementarity(rows * step, right, [-entry for entry in lowest.entries()], step)


def _system(reduced: _Reduced, chosen: Sequence[int]) -> tuple[list[Vector], Vector]:
    """The KKT system in (z, lambda)."""
    size, count = len(reduced.linear), len(chosen)
    zero = [flint.fmpq(0)] * count
    matrix = [[*reduced.quadratic[i], *(reduced.rows[k][i] for k in chosen)] for i in range(size)] + [
        [*reduced.rows[k], *zero] for k in chosen
    ]
    return matrix, [*(-entry for entry in reduced.linear), *(reduced.right[k] for k in chosen)]


def _direct(reduced: _Reduced, chosen: Sequence[int]) -> Vector | None:
    """The same without an inverse of Q."""
    matrix, right = _system(reduced, chosen)
    size, count = len(reduced.linear), len(right)
    if not count:
        solved: Vector = []
    else:
        flat = flint.fmpq_mat(count, count, [entry for row in matrix for entry in row])
        solved = flat.solve(flint.fmpq_mat(count, 1, right)).entries()
    z = solved[:size]
    if any(entry < 0 for entry in solved[size:]):
        return None
    rows = zip(reduced.rows, reduced.right, strict=True)
    return z if all(rational(inner(row, z)) <= bound for row, bound in rows) else None


def _degenerate(reduced: _Reduced, chosen: Sequence[int]) -> Vector | Continuum | None:
    """The polyhedron {(z, lambda): KKT system, lambda >= 0, A z <= b}: empty, one z, or more."""
    matrix, right = _system(reduced, chosen)
    size, count = len(reduced.linear), len(chosen)
    others = [k for k in range(len(reduced.rows)) if k not in chosen]
    # Columns: lambda and the slacks of the other rows (>= 0), then z (free).
    rows: list[list[Real]] = [[*line[size:], *([flint.fmpq(0)] * len(others)), *line[:size]] for line in matrix]
    for place, k in enumerate(others):
        slack = [flint.fmpq(int(i == place)) for i in range(len(others))]
        rows.append([*([flint.fmpq(0)] * count), *slack, *reduced.rows[k]])
    bounds: list[Real] = [*right, *(reduced.right[k] for k in others)]
    signed = count + len(others)
    vertex = nonnegative_solution(rows, bounds, signed)
    if vertex is None:
        return None
    direction = _direction(rows, vertex.values, signed, size)
    z = [rational(entry) for entry in vertex.values[signed:]]
    return z if direction is None else Continuum(tuple(z), direction)


def _direction(rows: list[list[Real]], vertex: Sequence[Real], signed: int, size: int) -> tuple[flint.fmpq, ...] | None:
    """Some d != 0 in z along which the polyhedron goes on from its vertex."""
    zero = [j for j in range(signed) if sign(vertex[j]) == 0]
    columns = [*zero, *(j for j in range(signed) if j not in zero), *range(signed, signed + size)]
    cone = [[row[j] for j in columns] for row in rows]
    if not null_space(cone, len(columns)):
        return None
    for k in range(size):
        for wanted in (1, -1):
            unit: list[Real] = [flint.fmpq(int(j == len(columns) - size + k)) for j in range(len(columns))]
            right: list[Real] = [*[flint.fmpq(0)] * len(cone), flint.fmpq(wanted)]
            found = nonnegative_solution([*cone, unit], right, len(zero))
            if found is not None:
                return tuple(rational(entry) for entry in found.values[-size:])
    return None


def _lifted_continuum(flat: Flat, found: Continuum) -> Continuum:
    def lifted(z: Sequence[flint.fmpq]) -> list[flint.fmpq]:
        return [p[0] for p in flat.lifted(AlgebraicPoint(None, tuple(flint.fmpq_poly([e]) for e in z))).coordinates]

    start = lifted(found.point)
    end = lifted([a + b for a, b in zip(found.point, found.direction, strict=True)])
    return Continuum(tuple(start), tuple(b - a for a, b in zip(start, end, strict=True)))


def _rank(rows: Sequence[Vector]) -> int:
    return flint.fmpq_mat(len(rows), len(rows[0]), [e for row in rows for e in row]).rank() if rows else 0
