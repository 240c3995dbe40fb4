"""Is a candidate feasible, is it a KKT point, with which multipliers, and of which second-order class: all exactly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import flint

from duality.algebra.polynomial_systems.algebraic import AlgebraicPoint, Ambiguous, Real, rational, sign
from duality.algebra.polynomial_systems.smooth import PolynomialValue, Smooth
from duality.derivation.kkt_points.inertia import inertia
from duality.derivation.kkt_points.linear import echelon, inner, nonnegative_solution, null_space
from duality.derivation.kkt_points.local import certified, sign_at
from duality.derivation.kkt_points.program import PolynomialProgram, Restriction
from duality.derivation.kkt_points.second_order import (
    STRICT_MINIMUM,
    UNKNOWN,
    Cone,
    SecondOrder,
    first_sign,
    second_order,
)
from duality.records import record, replace


@record(slots=False)
class Found:
    """One point: KKT with its multipliers (in the order of the program's restrictions), or Fritz John with mu_0 = 0.

    ``unique`` tells whether the multipliers are the only ones, ``independent`` whether the active gradients are (LICQ),
    ``inside`` whether the point lies in X (one on an open
    end lies in its closure only), ``is_saddle`` whether L is convex at the multipliers.
    """

    point: AlgebraicPoint
    active: frozenset[int]
    multipliers: tuple[Real, ...] | None
    unique: bool
    independent: bool
    second_order: SecondOrder
    is_saddle: bool = False
    inside: bool = True

    @property
    def kind(self) -> Literal["local min", "local max", "saddle", "unknown", "Fritz John"]:
        return "Fritz John" if self.multipliers is None else self.second_order.kind


def judged(program: PolynomialProgram, point: AlgebraicPoint, known: frozenset[int]) -> Found | None:
    """The candidate as what it is, ``None`` if it is infeasible or neither KKT nor Fritz John.

    ``known`` are the restrictions that vanish at it by construction, and f's gradient is in the span of theirs wherever
    those are independent.
    """
    active = set(known)
    for k, restriction in enumerate(program.restrictions):
        if k in known:
            continue
        found = sign_at(restriction.smooth, point)
        if found > 0 or (found < 0 and restriction.equality):
            return None
        if found == 0:
            active.add(k)
    order = _ordered(program, active)
    answer = certified(point, lambda values: _judged(program, point, values, order, known))
    if answer is not None and any(program.restrictions[k].strict for k in active):
        return replace(answer, inside=False)
    return answer


def _ordered(program: PolynomialProgram, active: set[int]) -> list[int]:
    """Active inequalities, then equalities."""
    return sorted(active, key=lambda k: (program.restrictions[k].equality, k))


def _judged(
    program: PolynomialProgram,
    point: AlgebraicPoint,
    values: tuple[Real, ...],
    order: Sequence[int],
    known: frozenset[int],
) -> Found | None:
    rows = [program.restrictions[k] for k in order]
    gradients = [row.smooth.gradient(values) for row in rows]
    slope = program.smooth.gradient(values)
    matrix = [[g[i] for g in gradients] for i in range(program.size)]
    inequalities = sum(not row.equality for row in rows)
    reduced, pivots = echelon([[*line, -slope[i]] for i, line in enumerate(matrix)], len(rows))
    exact = not any(isinstance(value, flint.arb) for value in values)
    if len(pivots) == len(rows):
        if exact and any(sign(line[-1]) for line in reduced[len(pivots) :]):
            return None
        # In balls the rest is consistent because the gradient of f lies in the span of those known to vanish.
        chosen = [line[-1] for line in reduced[: len(pivots)]]
        if not exact:
            chosen = [m if k in known else flint.fmpq(0) for k, m in zip(order, chosen, strict=True)]
        if any(sign(m) < 0 for m in chosen[:inequalities]):
            return None
        unique, independent = True, True
    elif not exact:
        raise Ambiguous
    else:
        solved = nonnegative_solution(matrix, [-entry for entry in slope], inequalities)
        if solved is None:
            if not _is_fritz_john(rows, matrix, inequalities):
                return None
            return Found(point, frozenset(order), None, False, False, UNKNOWN)
        chosen, independent = list(solved.values), False
        unique = _is_only(matrix, chosen, inequalities)
    curvature = _curvature(program, values, rows, chosen)
    kind = _second_order(program, point, values, rows, gradients, chosen, curvature, independent)
    multipliers: list[Real] = [flint.fmpq(0)] * len(program.restrictions)
    for k, multiplier in zip(order, chosen, strict=True):
        multipliers[k] = multiplier
    saddle = _is_convex(program, rows, chosen, curvature)
    return Found(point, frozenset(order), tuple(multipliers), unique, independent, kind, saddle)


def _curvature(
    program: PolynomialProgram, values: tuple[Real, ...], rows: Sequence[Restriction], multipliers: Sequence[Real]
) -> list[list[Real]]:
    """The Hessian of L, the rows of X included."""
    total = program.smooth.hessian(values)
    for row, multiplier in zip(rows, multipliers, strict=True):
        if not row.is_affine and sign(multiplier):
            second = row.smooth.hessian(values)
            total = [
                [a + multiplier * b for a, b in zip(left, right, strict=True)]
                for left, right in zip(total, second, strict=True)
            ]
    return total


def _is_convex(
    program: PolynomialProgram, rows: Sequence[Restriction], multipliers: Sequence[Real], curvature: list[list[Real]]
) -> bool:
    """L, quadratic with a positive semidefinite Hessian over a polyhedral X: then x minimizes it."""
    if any(row.name is None and not row.is_affine for row in program.restrictions):
        return False
    used = [row.polynomial for row, m in zip(rows, multipliers, strict=True) if sign(m)]
    if any(polynomial.total_degree() > 2 for polynomial in (program.objective, *used)):
        return False
    return not inertia(curvature).negative


def _is_only(matrix: list[list[Real]], chosen: Sequence[Real], inequalities: int) -> bool:
    """No v != 0 with matrix v = 0 and v_i >= 0 wherever the multiplier of an inequality is zero."""
    zero = [i for i in range(inequalities) if sign(chosen[i]) == 0]
    others = [i for i in range(len(chosen)) if i not in zero]
    if null_space([[line[i] for i in others] for line in matrix], len(others)):
        return False
    columns = [*zero, *others]
    rows = [[line[i] for i in columns] for line in matrix]
    rows.append([flint.fmpq(int(i in zero)) for i in columns])
    right: list[Real] = [*[flint.fmpq(0)] * len(matrix), flint.fmpq(1)]
    return nonnegative_solution(rows, right, len(zero)) is None


def _is_fritz_john(rows: Sequence[Restriction], matrix: list[list[Real]], inequalities: int) -> bool:
    """sum mu_i grad g_i + sum nu_j grad h_j = 0, mu >= 0, not all multipliers of curved functions zero.

    Affine rows belong to a polyhedron, whose normal cone the condition uses: they alone prove nothing.
    """
    curved = [k for k, row in enumerate(rows) if not row.is_affine]
    tests: list[list[int]] = [[int(k in curved and k < inequalities) for k in range(len(rows))]]
    for k in curved:
        if k >= inequalities:
            tests += [[int(i == k) for i in range(len(rows))], [-int(i == k) for i in range(len(rows))]]
    right: list[Real] = [*[flint.fmpq(0)] * len(matrix), flint.fmpq(1)]
    return any(
        any(test) and nonnegative_solution([*matrix, [flint.fmpq(e) for e in test]], right, inequalities) is not None
        for test in tests
    )


def _second_order(
    program: PolynomialProgram,
    point: AlgebraicPoint,
    values: tuple[Real, ...],
    rows: Sequence[Restriction],
    gradients: list[list[Real]],
    multipliers: Sequence[Real],
    curvature: list[list[Real]],
    independent: bool,
) -> SecondOrder:
    positive = [not row.equality and sign(m) > 0 for row, m in zip(rows, multipliers, strict=True)]
    tight = [g for row, g, p in zip(rows, gradients, positive, strict=True) if row.equality or p]
    weak = [g for row, g, p in zip(rows, gradients, positive, strict=True) if not (row.equality or p)]
    affine = all(row.is_affine for row in rows)
    found = second_order(
        Cone(curvature, tight, weak, any(positive), independent or affine, program.is_quadratic_over_a_polyhedron)
    )
    if found.kind == "unknown" and affine and independent:
        return _along_a_line(program, point, values, tight, weak, any(positive))
    return found


def _along_a_line(
    program: PolynomialProgram,
    point: AlgebraicPoint,
    values: tuple[Real, ...],
    tight: list[list[Real]],
    weak: list[list[Real]],
    rising: bool,
) -> SecondOrder:
    """Where the flat of the tight affine rows is a line: the first derivative of f along it that does not vanish."""
    tangent = null_space(tight, program.size)
    if len(tangent) != 1 or not all(isinstance(entry, flint.fmpq) for entry in tangent[0]):
        return UNKNOWN
    direction = list(map(rational, tangent[0]))
    if weak and sign(inner(weak[0], direction)) > 0:
        direction = [-entry for entry in direction]
    # Exact numbers: vanishing derivatives are the reason for being here.
    slopes: list[Real] = []
    current = program.objective
    for _ in range(program.objective.total_degree()):
        parts = [current.derivative(k) * entry for k, entry in enumerate(direction)]
        current = sum(parts, program.context.constant(0))
        slopes.append(Smooth(current).at(point.exact))
    first = first_sign(slopes[1:])
    if first is None:
        # f is constant on the face, and rises off it.
        return SecondOrder("local min")
    order, found = first[0] + 1, first[1]
    if found > 0 and (order % 2 == 0 or weak):
        return STRICT_MINIMUM
    if rising or (order % 2 and not weak):
        return SecondOrder("saddle")
    return SecondOrder("local max", strict=True)


def value_of(program: PolynomialProgram, point: AlgebraicPoint) -> PolynomialValue:
    """f there."""
    return PolynomialValue(program.smooth, point)
