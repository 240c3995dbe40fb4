"""A numeric optimum made exact: read the active set off the hint, solve the KKT system over the rationals, check.

For the tight rows T, the variables fixed at bounds (x_b) and the free ones (x_f):

    Q_ff x_f + A_Tf' nu = -(q_f + Q_fb x_b),      A_Tf x_f = -(b_T + A_Tb x_b).

For a linear program the two halves are solved apart. A guess that fails is corrected like an active set method would:
rows and bounds that the solution violates join, those with a multiplier of the wrong sign leave.
"""

from __future__ import annotations

from fractions import Fraction

from duality.records import record
from duality.solving.exact.claims import Optimum, combination, is_optimum
from duality.solving.exact.systems import solution
from duality.solving.hints.hint import Hint
from duality.solving.quadratic.program import QuadraticProgram
from duality.solving.quadratic.rationals import Rationals

CORRECTIONS = 12
"""How many times the active set is corrected before giving up."""


def optimum_from(program: QuadraticProgram, hint: Hint) -> Optimum | None:
    """An exact, verified optimum near the hint, or ``None``."""
    active = _Active.of(program, hint)
    seen = set()
    for _ in range(CORRECTIONS):
        if active.key in seen:
            return None
        seen.add(active.key)
        claim = active.candidate()
        if claim is None:
            return None
        if is_optimum(program, claim):
            return claim
        active = active.corrected(claim)
    return None


@record
class _Active:
    """A guess of what is tight: ``tight`` rows ; ``fixed``, variable -> side of its bound (-1 lower, 1 upper)."""

    program: QuadraticProgram
    hint: Hint
    tight: tuple[int, ...]
    fixed: dict[int, int]

    @staticmethod
    def of(program: QuadraticProgram, hint: Hint) -> _Active:
        rows = set(hint.tight) | {r for r, row in enumerate(program.rows) if row.equality}
        fixed = dict(hint.fixed)
        # Variables whose bounds coincide are fixed whatever the solver says.
        for i, (low, high) in enumerate(zip(program.lower, program.upper, strict=True)):
            if low is not None and low == high:
                fixed.setdefault(i, -1)
        return _Active(program, hint, tuple(sorted(rows)), fixed)

    @property
    def key(self) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...]]:
        return self.tight, tuple(sorted(self.fixed.items()))

    def candidate(self) -> Optimum | None:
        """x and multipliers that solve the KKT equations of the guess."""
        program = self.program
        free = [i for i in range(program.size) if i not in self.fixed]
        place = {i: k for k, i in enumerate(free)}
        at_bounds = self._at_bounds()
        gradient = program.gradient(at_bounds)
        values = [program.rows[r].at(at_bounds) for r in self.tight]
        matrix = [self._row(r, place) for r in self.tight]
        if program.hessian:
            found = self._joint(matrix, values, [gradient[i] for i in free], free, at_bounds.denominator)
        else:
            found = self._apart(matrix, values, [gradient[i] for i in free], free, at_bounds.denominator)
        if found is None:
            return None
        moved, duals = found
        x = list(at_bounds)
        for i, value in zip(free, moved, strict=True):
            x[i] = value
        multipliers = [Fraction(0)] * len(program.rows)
        for r, value in zip(self.tight, duals, strict=True):
            multipliers[r] = value
        return Optimum(Rationals.of(x), Rationals.of(multipliers))

    def corrected(self, claim: Optimum) -> _Active:
        """The guess after its solution was looked at."""
        program, x, nu = self.program, claim.x, claim.multipliers
        rows = {r for r in self.tight if program.rows[r].equality or nu.numerators[r] >= 0}
        rows |= {r for r, row in enumerate(program.rows) if row.at(x) > 0}
        gradient = [g * nu.denominator for g in program.gradient(x)]
        reduced = combination(program.rows, [m * x.denominator for m in nu.numerators], gradient)
        fixed = {
            i: side for i, side in self.fixed.items() if program.lower[i] == program.upper[i] or reduced[i] * side <= 0
        }
        for i, (value, low, high) in enumerate(zip(x, program.lower, program.upper, strict=True)):
            if low is not None and value < low:
                fixed[i] = -1
            elif high is not None and value > high:
                fixed[i] = 1
        return _Active(program, self.hint, tuple(sorted(rows)), fixed)

    def _at_bounds(self) -> Rationals:
        """x with fixed variables at their bounds and the others at 0."""
        values = []
        for i, (low, high) in enumerate(zip(self.program.lower, self.program.upper, strict=True)):
            end = {-1: low, 1: high}[self.fixed[i]] if i in self.fixed else None
            values.append(Fraction(0) if end is None else end)
        return Rationals.of(values)

    def _row(self, r: int, place: dict[int, int]) -> list[int]:
        line = [0] * len(place)
        for i, c in self.program.rows[r].terms:
            if i in place:
                line[place[i]] = c
        return line

    def _apart(
        self, matrix: list[list[int]], values: list[int], slope: list[int], free: list[int], denominator: int
    ) -> tuple[Rationals, Rationals] | None:
        """A x = -b and A'nu = -q, of a linear program."""
        moved = solution(_scaled(matrix, denominator), [-v for v in values], [self.hint.x[i] for i in free])
        # The slope carries the factor denominator, and q alone is wanted.
        transposed = [list(column) for column in zip(*matrix, strict=True)] if matrix else [[] for _ in free]
        duals = solution(transposed, [-g // denominator for g in slope], self._guessed_multipliers())
        return None if moved is None or duals is None else (moved, duals)

    def _joint(
        self, matrix: list[list[int]], values: list[int], slope: list[int], free: list[int], denominator: int
    ) -> tuple[Rationals, Rationals] | None:
        """[Q A'; A 0] (x, nu) = -(q, b)."""
        place = {i: k for k, i in enumerate(free)}
        hessian = [[0] * len(free) for _ in free]
        for i, j, q in self.program.hessian:
            if i in place and j in place:
                hessian[place[i]][place[j]] = hessian[place[j]][place[i]] = q
        upper = [h + [line[k] for line in matrix] for k, h in enumerate(hessian)]
        lower = [line + [0] * len(matrix) for line in matrix]
        guess = [self.hint.x[i] for i in free] + self._guessed_multipliers()
        found = solution(_scaled(upper + lower, denominator), [-g for g in slope] + [-v for v in values], guess)
        if found is None:
            return None
        n, d = found.numerators, found.denominator
        return Rationals(n[: len(free)], d), Rationals(n[len(free) :], d)

    def _guessed_multipliers(self) -> list[float]:
        """The hint's multipliers of the tight rows, for the integral rows and objective."""
        rows, scale = self.program.rows, self.program.scale
        return [self.hint.multipliers[r] * scale / rows[r].scale for r in self.tight]


def _scaled(matrix: list[list[int]], factor: int) -> list[list[int]]:
    return matrix if factor == 1 else [[entry * factor for entry in line] for line in matrix]
