"""The proof of a sample, lifted to the letters: which rows are active is kept, their equations are solved again.

An optimum: x and multipliers that solve the KKT equations of the active rows over Q(letters) are optimal wherever the
multipliers and the slacks are >= 0. Infeasible: y with A'y = 0 proves it wherever y >= 0 and b'y > 0. Unbounded: d with
Q d = 0 wherever A d <= 0 and q'd < 0, over a feasible x, or d with d'Q d < 0. Each claim is an identity in the letters
with inequalities.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from duality.letters.claims import LiftedClaim, NotLifted, OnTheBorder, Requirement
from duality.letters.field import is_number
from duality.letters.lifted_absence import lifted_infeasibility, lifted_unboundedness
from duality.letters.lifted_curvature import lifted_descent
from duality.letters.lifted_optimum import lifted_optimum
from duality.letters.program import ParametricProgram
from duality.solving.exact.claims import Infeasibility, Optimum, Unboundedness
from duality.solving.exact.pivoting import feasible, pivoted, weight
from duality.solving.quadratic.convexity import is_convex
from duality.solving.quadratic.program import QuadraticProgram

LARGEST = 60
"""The order of a complementarity problem up to which a sample is pivoted."""

Sample = Mapping[str, Fraction]


def lifted_claim(program: ParametricProgram, sample: Sample) -> tuple[LiftedClaim, list[Requirement]]:
    """The claim with what it requires of the letters; raises `NotLifted`."""
    field = program.field
    if any(field.at(c, sample) < 0 for c in program.needed):
        raise NotLifted("a maximum of affine forms has a negative coefficient there")
    numbers = program.at(sample)
    if weight(numbers) > LARGEST:
        raise NotLifted("the program is too large")
    if not is_convex(numbers):
        return _not_convex(program, sample, numbers)
    required = [Requirement(c) for c in program.needed] + _convexity(program, sample)
    match pivoted(numbers):
        case Optimum(x, multipliers):
            claim, more = lifted_optimum(program, sample, list(x), _of_rows(numbers, multipliers))
            return claim, required + more
        case Infeasibility(multipliers):
            claim, more = lifted_infeasibility(program, sample, _of_rows(numbers, multipliers))
            return claim, [Requirement(c) for c in program.needed] + more
        case Unboundedness(_, direction):
            origin = feasible(numbers)
            assert isinstance(origin, Optimum)
            claim, more = lifted_unboundedness(program, sample, list(origin.x), [Fraction(d) for d in direction])
            return claim, required + more


def _not_convex(
    program: ParametricProgram, sample: Sample, numbers: QuadraticProgram
) -> tuple[LiftedClaim, list[Requirement]]:
    """Infeasible, or without a bound along negative curvature; a least value is not looked for."""
    needed = [Requirement(c) for c in program.needed]
    found = feasible(numbers)
    if isinstance(found, Optimum):
        claim, more = lifted_descent(program, sample, list(found.x))
    else:
        claim, more = lifted_infeasibility(program, sample, _of_rows(numbers, found.multipliers))
    return claim, needed + more


def _of_rows(numbers: QuadraticProgram, multipliers: Iterable[Fraction]) -> list[Fraction]:
    """Multipliers of the integral rows as those of the rows as they stand."""
    return [m * row.scale for m, row in zip(multipliers, numbers.rows, strict=True)]


def _convexity(program: ParametricProgram, sample: Sample) -> list[Requirement]:
    """Pivots of Q that must stay positive; a row that vanishes vanishes for all letters."""
    field = program.field
    matrix = program.hessian()
    if all(is_number(c) for row in matrix for c in row):
        return []
    required = []
    while matrix:
        place = next((i for i in range(len(matrix)) if field.at(matrix[i][i], sample) != 0), None)
        if place is None:
            if any(entry != field.zero for row in matrix for entry in row):
                raise OnTheBorder("the objective is convex at this value only")
            return required
        pivot = matrix[place][place]
        if not is_number(pivot):
            required.append(Requirement(pivot, strict=True))
        rest = [i for i in range(len(matrix)) if i != place]
        matrix = [[matrix[i][j] - matrix[i][place] * matrix[place][j] / pivot for j in rest] for i in rest]
    return required
