"""Linear and convex quadratic programs settled exactly by complementary pivoting on their KKT system.

With x = s + T y, y >= 0 (a bounded variable is measured from its bound, free ones share one subtracted variable) and
rows A x + b <= 0, the KKT conditions are the complementarity problem

    w_y = T'(Q x + q + A'lambda) >= 0,   w_lambda = -(A x + b) >= 0,   y'w_y = 0,   lambda'w_lambda = 0.

Its secondary ray is a Farkas vector or a direction of recession. Meant for small programs: the work grows with the
cube of rows plus variables, and the integers with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import gcd

from duality.errors import BackendFailed
from duality.records import record, replace
from duality.solving.exact.claims import Claim, Infeasibility, Optimum, Unboundedness, holds, is_infeasible
from duality.solving.exact.complementarity import Complementary, complementary_solution
from duality.solving.quadratic.program import LinearRow, QuadraticProgram
from duality.solving.quadratic.rationals import Rationals

SMALL = 40
"""The largest order that is pivoted at once: numeric libraries take longer to load."""


def pivoted(program: QuadraticProgram) -> Claim:
    """The exact, verified outcome of a program with Q positive semidefinite.

    Raises `BackendFailed` where verification refutes it, which only a defect could cause.
    """
    claim = _pivoted(program)
    if not holds(program, claim):
        raise BackendFailed("complementary pivoting made a claim that exact arithmetic refutes")
    return claim


def _pivoted(program: QuadraticProgram) -> Claim:
    system = _System.of(program)
    result = complementary_solution(*system.integers())
    if isinstance(result, Complementary):
        return system.optimum(result.z)
    farkas = Infeasibility(Rationals(system.multipliers(result.direction)))
    if is_infeasible(program, farkas):
        return farkas
    found = feasible(program)
    if isinstance(found, Infeasibility):
        return found
    return Unboundedness(found.x, system.direction(result.direction))


def feasible(program: QuadraticProgram) -> Optimum | Infeasibility:
    """Any feasible x (an optimum of the zero objective), or a Farkas vector."""
    system = _System.of(replace(program, constant=0, linear=(0,) * program.size, hessian=()))
    result = complementary_solution(*system.integers())
    if isinstance(result, Complementary):
        return system.optimum(result.z)
    return Infeasibility(Rationals(system.multipliers(result.direction)))


def weight(program: QuadraticProgram) -> int:
    """The order of the complementarity problem, the measure of the work."""
    boxed = sum(low is not None and high is not None for low, high in zip(program.lower, program.upper, strict=True))
    return program.size + len(program.rows) + boxed


@record
class _System:
    """x_i = shift_i + sign_i y_i (- t where x_i is free).

    ``rows``: those of the program, minus the sum of its equalities (so that all are inequalities), the upper bounds.
    """

    program: QuadraticProgram
    shift: Rationals
    sign: tuple[int, ...]
    free: tuple[int, ...]
    rows: tuple[LinearRow, ...]

    @staticmethod
    def of(program: QuadraticProgram) -> _System:
        shift, sign, free = [], [], []
        rows = list(program.rows)
        equalities = [row for row in rows if row.equality]
        if equalities:
            rows.append(_minus_sum(equalities))
        for i, (low, high) in enumerate(zip(program.lower, program.upper, strict=True)):
            match low, high:
                case None, None:
                    free.append(i)
                    shift.append(Fraction(0))
                case _, None:
                    shift.append(low)
                case None, _:
                    shift.append(high)
                case _:
                    shift.append(low)
                    rows.append(LinearRow(((i, high.denominator),), -high.numerator))
            sign.append(-1 if low is None and high is not None else 1)
        return _System(program, Rationals.of(shift), tuple(sign), tuple(free), tuple(rows))

    @property
    def columns(self) -> int:
        """The number of y's, and one for t where a variable is free."""
        return self.program.size + bool(self.free)

    def optimum(self, z: Rationals) -> Optimum:
        steps, s = self._steps(z.numerators), self.shift
        x = [a * z.denominator + d * s.denominator for a, d in zip(s.numerators, steps, strict=True)]
        multipliers = Rationals.reduced(self.multipliers(z.numerators), z.denominator)
        return Optimum(Rationals.reduced(x, z.denominator * s.denominator), multipliers)

    def direction(self, z: Sequence[int]) -> tuple[int, ...]:
        """The change of x along z, in lowest terms."""
        steps = self._steps(z)
        shared = gcd(*steps) or 1
        return tuple(step // shared for step in steps)

    def multipliers(self, z: Sequence[int]) -> tuple[int, ...]:
        """lambda of the program's own rows."""
        stated, values = self.program.rows, z[self.columns :]
        shared = values[len(stated)] if any(row.equality for row in stated) else 0
        return tuple(v - shared if row.equality else v for row, v in zip(stated, values, strict=False))

    def integers(self) -> tuple[list[list[int]], list[int]]:
        """M and q of the complementarity problem; a row may carry a positive factor."""
        size, columns = self.program.size, self.columns
        count = columns + len(self.rows)
        matrix = [[0] * count for _ in range(count)]
        for i, j, q in self.program.hessian:
            matrix[i][j] = matrix[j][i] = q * self.sign[i] * self.sign[j]
        for r, row in enumerate(self.rows, columns):
            for i, c in row.terms:
                matrix[i][r] += c * self.sign[i]
                matrix[r][i] -= c * self.sign[i]
        vector = [g * s for g, s in zip(self.program.gradient(self.shift), self.sign, strict=True)]
        if self.free:
            # t enters as minus every free variable: its column first, then its row.
            for line in matrix:
                line[size] = -sum([line[i] for i in self.free])
            matrix[size] = [-sum(column) for column in zip(*(matrix[i] for i in self.free), strict=True)]
            vector.append(-sum(vector[i] for i in self.free))
        vector += [-row.at(self.shift) for row in self.rows]
        # The constants carry the factor shift.denominator, so the rows of M get it too.
        if self.shift.denominator != 1:
            matrix = [[entry * self.shift.denominator for entry in line] for line in matrix]
        return matrix, vector

    def _steps(self, z: Sequence[int]) -> list[int]:
        steps = [s * y for s, y in zip(self.sign, z[: self.program.size], strict=True)]
        for i in self.free:
            steps[i] -= z[self.program.size]
        return steps


def _minus_sum(rows: Sequence[LinearRow]) -> LinearRow:
    total: dict[int, int] = {}
    for row in rows:
        for i, c in row.terms:
            total[i] = total.get(i, 0) - c
    return LinearRow(tuple(total.items()), -sum(row.constant for row in rows))
