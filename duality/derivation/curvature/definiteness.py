"""Exact definiteness of the quadratic part of polynomials, block by block, and of small matrices."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.algebra import exact_linear
from duality.algebra.polynomial import Polynomial
from duality.model.scalar import Scalar
from duality.records import record

Matrix = Sequence[Sequence[Scalar]]

RANK_LIMIT = 60
"""Beyond this size a block is called semidefinite without asking whether it is regular."""


@record
class Definiteness:
    """Is v'Qv >= 0 for every v, is it > 0 for v != 0; where it is not >= 0, a direction v with v'Qv < 0 by name.

    ``tangential`` tells that only the directions within the equations of X were asked.
    """

    semidefinite: bool
    definite: bool
    direction: tuple[tuple[str, Scalar], ...] = ()
    tangential: bool = False

    @property
    def word(self) -> str:
        return "positive definite" if self.definite else "positive semidefinite"


def hessian_definiteness(p: Polynomial) -> Definiteness:
    """Definiteness of the second derivatives of the terms of degree two, over the variables of p."""
    pairs = _second_derivatives(p)
    definite = len({name for pair in pairs for name in pair}) == len({n for m, _ in p.terms for n, _ in m})
    for block in _blocks(pairs):
        matrix = [[pairs.get((a, b), pairs.get((b, a), Fraction(0))) for b in block] for a in block]
        direction = exact_linear.negative_direction(matrix)
        if direction is not None:
            return Definiteness(False, False, tuple(zip(block, direction, strict=True)))
        definite = definite and _is_regular(matrix)
    return Definiteness(True, definite)


def is_semidefinite(matrix: Matrix) -> bool:
    """v'Qv >= 0 for every v."""
    return exact_linear.is_positive_semidefinite(matrix)


def restricted(matrix: Matrix, basis: Sequence[Sequence[Scalar]]) -> list[list[Scalar]]:
    """N'QN, the form on the span of the rows of ``basis``."""
    images = [[_dot(row, vector) for row in matrix] for vector in basis]
    return [[_dot(image, vector) for vector in basis] for image in images]


def _second_derivatives(p: Polynomial) -> dict[tuple[str, str], Scalar]:
    """d2p/dxdy of the terms of degree two, each pair once."""
    found: dict[tuple[str, str], Scalar] = {}
    for monomial, coefficient in p.terms:
        if len(monomial) == 1 and monomial[0][1] == 2:
            found[monomial[0][0], monomial[0][0]] = 2 * coefficient
        elif len(monomial) == 2 and monomial[0][1] == monomial[1][1] == 1:
            found[monomial[0][0], monomial[1][0]] = coefficient
    return found


def _blocks(pairs: dict[tuple[str, str], Scalar]) -> list[list[str]]:
    """The variables in groups that no product of two of them joins, in order of first appearance."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for a, b in pairs:
        parent.setdefault(a, a)
        parent.setdefault(b, b)
        parent[root(b)] = root(a)
    groups: dict[str, list[str]] = {}
    for name in parent:
        groups.setdefault(root(name), []).append(name)
    return list(groups.values())


def _is_regular(matrix: Matrix) -> bool:
    if len(matrix) == 1:
        return matrix[0][0] != 0
    return len(matrix) <= RANK_LIMIT and exact_linear.rank(matrix) == len(matrix)


def _dot(left: Sequence[Scalar], right: Sequence[Scalar]) -> Scalar:
    total: Scalar = Fraction(0)
    for a, b in zip(left, right, strict=True):
        if a != 0 and b != 0:
            total = total + a * b
    return total
