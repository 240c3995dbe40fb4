"""The second-order class of a KKT point from the Hessian of L on the critical cone.

The cone is {d: grad h'd = 0, grad g_i'd = 0 where the multiplier is positive, <= 0 where it is zero}. Positive there:
a strict local minimum. A negative value refutes a minimum where the active gradients are independent, or where every
active function is affine. A maximum needs zero multipliers of all inequalities: f rises where one is positive.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import flint

from duality.algebra.polynomial_systems.algebraic import Real, sign
from duality.derivation.kkt_points.copositive import copositivity
from duality.derivation.kkt_points.inertia import Inertia, inertia
from duality.derivation.kkt_points.linear import echelon, inner, null_space
from duality.records import record

Kind = Literal["local min", "local max", "saddle", "unknown"]
Matrix = list[list[Real]]


@record(slots=False)
class Cone:
    """The critical cone and the Hessian of L; ``tight`` rows d = 0, ``weak`` rows d <= 0.

    ``rising``: some inequality has a positive multiplier. ``qualified``: the second-order conditions are necessary.
    ``polyhedral``: a quadratic program, where a nonnegative form on the cone suffices for a local minimum.
    """

    hessian: Matrix
    tight: Matrix
    weak: Matrix
    rising: bool
    qualified: bool
    polyhedral: bool


@record(slots=False)
class SecondOrder:
    """The class; ``strict`` for a strict local minimum or maximum."""

    kind: Kind
    strict: bool = False


UNKNOWN = SecondOrder("unknown")
STRICT_MINIMUM = SecondOrder("local min", strict=True)
SADDLE = SecondOrder("saddle")


def second_order(cone: Cone) -> SecondOrder:
    """The class that the form on the critical cone proves."""
    tangent = null_space(cone.tight, len(cone.hessian))
    if not tangent:
        return STRICT_MINIMUM
    form = restricted(cone.hessian, tangent)
    whole = inertia(form)
    if whole.positive == len(form):
        return STRICT_MINIMUM
    if not cone.weak:
        return _on_a_subspace(cone, whole)
    if not cone.qualified:
        return UNKNOWN
    weak = [[inner(row, vector) for vector in tangent] for row in cone.weak]
    return _on_a_cone(cone, form, weak)


def restricted(matrix: Matrix, vectors: Matrix) -> Matrix:
    """V M V' for the rows of V."""
    images = [[inner(row, vector) for row in matrix] for vector in vectors]
    return [[inner(vector, image) for image in images] for vector in vectors]


def _on_a_subspace(cone: Cone, found: Inertia) -> SecondOrder:
    if not found.negative:
        return SecondOrder("local min") if cone.polyhedral else UNKNOWN
    if not cone.qualified:
        return UNKNOWN
    if cone.rising or found.positive:
        return SADDLE
    if not found.zero:
        return SecondOrder("local max", strict=True)
    return SecondOrder("local max") if cone.polyhedral else UNKNOWN


def _on_a_cone(cone: Cone, form: Matrix, weak: Matrix) -> SecondOrder:
    """Coordinates (s, t) with s = -weak*y >= 0 and t free."""
    size = len(form)
    if len(echelon(weak, size)[1]) < len(weak):
        return UNKNOWN
    free = null_space(weak, size)
    edges = [_preimage(weak, k, size) for k in range(len(weak))]
    below, above = _behavior(form, edges, free), _behavior([[-e for e in row] for row in form], edges, free)
    if below == "strictly":
        return STRICT_MINIMUM
    if below == "copositive":
        return SecondOrder("local min") if cone.polyhedral else UNKNOWN
    if below == "not":
        if cone.rising or above == "not":
            return SADDLE
        if above == "strictly":
            return SecondOrder("local max", strict=True)
        if above == "copositive" and cone.polyhedral:
            return SecondOrder("local max")
    return UNKNOWN


def _preimage(weak: Matrix, k: int, size: int) -> list[Real]:
    """y with weak*y = -e_k."""
    rows = [[*row, flint.fmpq(-1 if i == k else 0)] for i, row in enumerate(weak)]
    reduced, pivots = echelon(rows, size)
    vector: list[Real] = [flint.fmpq(0)] * size
    for row, pivot in zip(reduced, pivots, strict=False):
        vector[pivot] = row[size]
    return vector


def _behavior(form: Matrix, edges: Matrix, free: Matrix) -> Literal["strictly", "copositive", "not"] | None:
    """The form on {sum s_k edge_k + sum t_j free_j: s >= 0}: the free part is eliminated, the rest is copositivity."""
    corner = restricted(form, free)
    found = inertia(corner)
    if found.negative:
        return "not"
    if found.zero:
        return None
    images = [[inner(row, vector) for row in form] for vector in edges]
    mixed = [[inner(vector, image) for vector in free] for image in images]
    outer = [[inner(vector, image) for vector in edges] for image in images]
    solved = _solved(corner, mixed)
    schur = [[outer[i][j] - inner(solved[i], mixed[j]) for j in range(len(edges))] for i in range(len(edges))]
    return copositivity(schur)


def _solved(corner: Matrix, right: Matrix) -> Matrix:
    """x_i with corner x_i = right_i, for a positive definite corner."""
    size = len(corner)
    if not size:
        return [[] for _ in right]
    rows = [[*corner[k], *(row[k] for row in right)] for k in range(size)]
    reduced, _ = echelon(rows, size)
    return [[reduced[k][size + i] for k in range(size)] for i in range(len(right))]


def first_sign(values: Sequence[Real]) -> tuple[int, int] | None:
    """(order, sign) of the first nonzero entry, orders from 1; ``None`` where all vanish."""
    for order, value in enumerate(values, start=1):
        found = sign(value)
        if found:
            return order, found
    return None
