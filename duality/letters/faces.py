"""The optimal face of a sample: from any optimum on it to a vertex, whose KKT equations have one solution."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import cast

from duality.algebra.exact_linear import nullspace, rank
from duality.letters.elimination import solution
from duality.letters.field import Element
from duality.letters.program import ParametricProgram

Sample = Mapping[str, Fraction]


class Face:
    """The optimal face of a sample: from x on it to a vertex, whose active rows have independent KKT equations."""

    def __init__(self, program: ParametricProgram, sample: Sample, x: list[Fraction]) -> None:
        self.program, self.sample, self.x = program, sample, x
        value = program.field.at
        self.rows = [[Fraction(0)] * program.size for _ in program.rows]
        for k, row in enumerate(program.rows):
            for i, c in row.terms.items():
                self.rows[k][i] = value(c, sample)
        self.constants = [value(row.constant, sample) for row in program.rows]
        self.hessian = [[value(c, sample) for c in line] for line in program.hessian()]
        self.fixed: list[int] = []

    def vertex(self, multipliers: Sequence[Fraction]) -> list[int]:
        """Rows, independent at the sample, that with ``fixed`` variables determine x and the multipliers.

        ``multipliers`` are optimal ones of the rows; those of the vertex are others where they are not unique.
        """
        active = self._independent([i for i, row in enumerate(self.program.rows) if row.equality], [])
        active += self._basic(active, multipliers)
        while True:
            v = self._free_direction(active)
            if v is None:
                return active
            step = self._step(v, active)
            if step is None:
                k = next(i for i, entry in enumerate(v) if entry)
                t = -self.x[k] / v[k]
                self.fixed.append(k)
            else:
                t, row = step
                active.append(row)
            self.x = [a + t * b for a, b in zip(self.x, v, strict=True)]

    def solved(self, active: Sequence[int]) -> tuple[list[Element], list[Element]] | None:
        """The KKT equations of the active rows over Q(letters)."""
        program, field = self.program, self.program.field
        n, m, f = program.size, len(active), len(self.fixed)
        zero, one = field.zero, field.one
        size = n + m + f
        matrix = [[zero] * size for _ in range(size)]
        right = [zero] * size
        for i, line in enumerate(program.hessian()):
            matrix[i][:n] = line
        for i, c in enumerate(program.gradient()):
            right[i] = -c
        for k, r in enumerate(active):
            for i, c in program.rows[r].terms.items():
                matrix[i][n + k] = matrix[n + k][i] = c
            right[n + k] = -program.rows[r].constant
        for k, i in enumerate(self.fixed):
            matrix[i][n + m + k] = matrix[n + m + k][i] = one
        found = solution(field, matrix, right, self.sample)
        if found is None or any(entry != zero for entry in found[n + m :]):
            return None
        multipliers = [zero] * len(program.rows)
        for k, r in enumerate(active):
            multipliers[r] = found[n + k]
        return found[:n], multipliers

    def _independent(self, candidates: Sequence[int], kept: list[int]) -> list[int]:
        found = list(kept)
        for row in candidates:
            if rank_of([self.rows[i] for i in (*found, row)]) > len(found):
                found.append(row)
        return found

    def _basic(self, equalities: Sequence[int], multipliers: Sequence[Fraction]) -> list[int]:
        """Inequalities with multipliers > 0, independent of the equations and of each other.

        Along a relation among their rows the multipliers stay optimal, until one of an inequality is 0.
        """
        kept = {k: m for k, m in enumerate(multipliers) if m and not self.program.rows[k].equality}
        while True:
            rows = [*equalities, *kept]
            transposed = [[self.rows[k][i] for k in rows] for i in range(self.program.size)]
            relations = null_basis(transposed, len(rows))
            if not relations:
                return list(kept)
            # The equations are independent: every relation holds an inequality.
            relation = dict(zip(rows, relations[0], strict=True))
            side = 1 if any(relation[k] < 0 for k in kept) else -1
            step = min(-m / (side * relation[k]) for k, m in kept.items() if side * relation[k] < 0)
            moved = {k: m + step * side * relation[k] for k, m in kept.items()}
            kept = {k: m for k, m in moved.items() if m}

    def _free_direction(self, active: Sequence[int]) -> list[Fraction] | None:
        """v with Q v = 0 and A v = 0 for the active rows and the fixed variables."""
        size = self.program.size
        units = [[Fraction(int(i == k)) for i in range(size)] for k in self.fixed]
        system = [*self.hessian, *(self.rows[i] for i in active), *units]
        found = null_basis(system, size)
        return found[0] if found else None

    def _step(self, v: list[Fraction], active: Sequence[int]) -> tuple[Fraction, int] | None:
        """How far x may go along v, or along -v, and the row that stops it."""
        best: dict[int, tuple[Fraction, int]] = {}
        for k, row in enumerate(self.program.rows):
            if k in active:
                continue
            slope = sum(a * b for a, b in zip(self.rows[k], v, strict=True))
            if slope == 0:
                continue
            if row.equality:
                return Fraction(0), k
            slack = -(self.constants[k] + sum(a * b for a, b in zip(self.rows[k], self.x, strict=True)))
            side = 1 if slope > 0 else -1
            length = slack / abs(slope)
            if side not in best or length < best[side][0]:
                best[side] = (length, k)
        if 1 in best:
            return best[1]
        if -1 in best:
            length, k = best[-1]
            return -length, k
        return None


def null_basis(matrix: list[list[Fraction]], columns: int) -> list[list[Fraction]]:
    """A basis of {x: A x = 0}."""
    return cast("list[list[Fraction]]", nullspace(matrix, columns))


def rank_of(rows: Sequence[Sequence[Fraction]]) -> int:
    return rank([list(row) for row in rows])
