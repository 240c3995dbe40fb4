"""Q positive semidefinite, exactly, block by block of its sparsity graph."""

from __future__ import annotations

from fractions import Fraction

from duality.algebra.definiteness import is_positive_semidefinite
from duality.solving.quadratic.program import QuadraticProgram

SMALL = 8
"""Blocks up to this size are eliminated in plain integers, which spares loading flint."""


def is_convex(program: QuadraticProgram) -> bool:
    """The quadratic part of the objective is convex."""
    entries = {(i, j): q for i, j, q in program.hessian}
    if any(q < 0 for (i, j), q in entries.items() if i == j):
        return False
    return all(
        _is_semidefinite([[entries.get((min(i, j), max(i, j)), 0) for j in block] for i in block])
        for block in _blocks(program)
    )


def _is_semidefinite(matrix: list[list[int]]) -> bool:
    if len(matrix) <= SMALL:
        return _eliminates(matrix)
    return is_positive_semidefinite([[Fraction(entry) for entry in line] for line in matrix])


def _eliminates(matrix: list[list[int]]) -> bool:
    """Symmetric elimination meets no negative pivot, and a zero pivot only in a zero row."""
    last = 1
    for k in range(len(matrix)):
        pivot = matrix[k][k]
        rest = range(k + 1, len(matrix))
        if pivot < 0 or (pivot == 0 and any(matrix[k][j] for j in rest)):
            return False
        if pivot == 0:
            continue
        for i in rest:
            for j in rest:
                # Bareiss: every entry is a minor, and the last pivot divides it.
                matrix[i][j] = (matrix[i][j] * pivot - matrix[i][k] * matrix[k][j]) // last
        last = pivot
    return True


def _blocks(program: QuadraticProgram) -> list[list[int]]:
    """The connected components of the variables that the quadratic part couples."""
    parent = list(range(program.size))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, j, _ in program.hessian:
        parent[root(i)] = root(j)
    components: dict[int, list[int]] = {}
    for coupled in sorted({k for i, j, _ in program.hessian for k in (i, j)}):
        components.setdefault(root(coupled), []).append(coupled)
    return list(components.values())
