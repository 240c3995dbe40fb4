"""w = M z + q, w >= 0, z >= 0, w'z = 0: Lemke's complementary pivoting in integers.

A covering variable z0 is added to every row and driven out again. For M copositive-plus (every KKT system of a convex
quadratic program) the path ends in a solution, or in a ray that shows there is none. Ties are broken
lexicographically, so that the path never cycles; the dictionary stays integral (each entry is a minor of [M, q], and
the division by the last pivot is exact), so that no fraction is ever reduced on the way.

Source: Cottle, Pang, Stone, The Linear Complementarity Problem, sections 4.4 and 4.9; Edmonds' integer pivoting.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd

from duality.records import record
from duality.solving.quadratic.rationals import Rationals


@record
class Complementary:
    """A solution z."""

    z: Rationals


@record
class SecondaryRay:
    """The z-part of the direction in which the path leaves to infinity, times a positive number."""

    direction: tuple[int, ...]


def complementary_solution(matrix: Sequence[Sequence[int]], vector: Sequence[int]) -> Complementary | SecondaryRay:
    """z of the module for an integral M and q; rows may carry any positive scale of their own."""
    path = _Path(matrix, vector)
    return path.run()


class _Path:
    """The dictionary D * basic_i = c_i + sum_j a_ij * nonbasic_j along the path.

    Variables are numbered w_0..w_{N-1}, z_0..z_{N-1} as N..2N-1, and the covering variable 2N.
    """

    def __init__(self, matrix: Sequence[Sequence[int]], vector: Sequence[int]) -> None:
        self.count = len(vector)
        self.table = [[*row, 1] for row in matrix]
        self.constants = list(vector)
        self.denominator = 1
        self.basic = list(range(self.count))
        self.nonbasic = list(range(self.count, 2 * self.count + 1))

    def run(self) -> Complementary | SecondaryRay:
        cover = 2 * self.count
        if all(c >= 0 for c in self.constants):
            return self._solution()
        column = self.count
        # The most negative row leaves first; after that every constant is lexicographically positive.
        row = self._smallest(range(self.count), [1] * self.count)
        while True:
            leaving = self.basic[row]
            self._pivot(row, column)
            if leaving == cover:
                return self._solution()
            column = self.nonbasic.index((leaving + self.count) % cover)
            falling = [i for i in range(self.count) if self.table[i][column] < 0]
            if not falling:
                return self._ray(column)
            row = self._leaving(falling, column)

    def _leaving(self, falling: list[int], column: int) -> int:
        weights = [-line[column] for line in self.table]
        row = self._smallest(falling, weights)
        cover = 2 * self.count
        if cover in self.basic:
            place = self.basic.index(cover)
            tied = place in falling and self.constants[place] * weights[row] == self.constants[row] * weights[place]
            if tied:
                return place
        return row

    def _smallest(self, rows: Sequence[int], weights: list[int]) -> int:
        """The row with the lexicographically smallest (constant, perturbation) / weight."""
        best = rows[0]
        for row in rows[1:]:
            if self._precedes(row, best, weights):
                best = row
        return best

    def _precedes(self, row: int, best: int, weights: list[int]) -> bool:
        difference = self.constants[row] * weights[best] - self.constants[best] * weights[row]
        for variable in range(self.count):
            if difference:
                break
            first, second = self._perturbation(row, variable), self._perturbation(best, variable)
            difference = first * weights[best] - second * weights[row]
        return difference < 0

    def _perturbation(self, row: int, variable: int) -> int:
        """The coefficient of epsilon^(variable + 1) in a basic value, where q is read as q + (eps, eps^2, ...)."""
        if self.basic[row] == variable:
            return self.denominator
        if variable in self.nonbasic:
            return -self.table[row][self.nonbasic.index(variable)]
        return 0

    def _pivot(self, row: int, column: int) -> None:
        pivot_row = self.table[row]
        pivot = pivot_row[column]
        last, sign = self.denominator, 1 if pivot > 0 else -1
        size = pivot * sign
        constant = self.constants[row]
        for i, line in enumerate(self.table):
            if i == row:
                continue
            factor = line[column] * sign
            if factor:
                self.table[i] = [(a * size - factor * b) // last for a, b in zip(line, pivot_row, strict=True)]
                self.table[i][column] = factor
                self.constants[i] = (self.constants[i] * size - factor * constant) // last
            elif size != last:
                self.table[i] = [a * size // last for a in line]
                self.constants[i] = self.constants[i] * size // last
        self.table[row] = [-sign * b for b in pivot_row]
        self.table[row][column] = sign * last
        self.constants[row] = -sign * constant
        self.denominator = size
        self.basic[row], self.nonbasic[column] = self.nonbasic[column], self.basic[row]

    def _solution(self) -> Complementary:
        return Complementary(Rationals.reduced(self._z(self.constants), self.denominator))

    def _ray(self, column: int) -> SecondaryRay:
        direction = self._z([line[column] for line in self.table])
        entering = self.nonbasic[column] - self.count
        if 0 <= entering < self.count:
            direction[entering] = self.denominator
        return SecondaryRay(Rationals.reduced(direction, gcd(*direction) or 1).numerators)

    def _z(self, numerators: Sequence[int]) -> list[int]:
        z = [0] * self.count
        for variable, numerator in zip(self.basic, numerators, strict=True):
            if self.count <= variable < 2 * self.count:
                z[variable - self.count] = numerator
        return z
