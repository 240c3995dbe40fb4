"""A sample whose objective is not convex, lifted: a direction d with d'Qd < 0 along which no row is left.

Symmetric elimination over Q(letters) leaves a pivot that is negative at the sample, and d'Qd is that pivot.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from duality.letters.claims import LiftedUnboundedness, NotLifted, Requirement
from duality.letters.elimination import solution
from duality.letters.field import Element, is_number
from duality.letters.lifted_optimum import lifted_optimum
from duality.letters.program import ParametricProgram, nothing_to_minimize

Sample = Mapping[str, Fraction]


def lifted_descent(
    program: ParametricProgram, sample: Sample, x: list[Fraction]
) -> tuple[LiftedUnboundedness, list[Requirement]]:
    """f falls along x + t*d as -t^2, from x that is feasible at the sample; raises `NotLifted`."""
    field = program.field
    direction, curvature = _descent(program, sample)
    rates = [sum((c * direction[i] for i, c in row.terms.items()), field.zero) for row in program.rows]
    if any(not row.equality and field.at(rate, sample) > 0 for row, rate in zip(program.rows, rates, strict=True)):
        direction, rates = [-d for d in direction], [-rate for rate in rates]
    required = [Requirement(-curvature, strict=True)]
    for row, rate in zip(program.rows, rates, strict=True):
        if field.at(rate, sample) > 0 or (row.equality and rate != field.zero):
            raise NotLifted("the objective is not convex there")
        if not is_number(rate):
            required.append(Requirement(-rate))
    origin, more = lifted_optimum(nothing_to_minimize(program), sample, x, [Fraction(0)] * len(program.rows))
    return LiftedUnboundedness(origin.x, tuple(direction)), required + more


def _descent(program: ParametricProgram, sample: Sample) -> tuple[list[Element], Element]:
    """d and d'Qd, which is negative at the sample."""
    field, matrix = program.field, program.hessian()
    places, done = list(range(program.size)), list[int]()
    rest = matrix
    while rest:
        signs = [field.at(rest[k][k], sample) for k in range(len(rest))]
        k = min(range(len(rest)), key=lambda k: (signs[k] >= 0, signs[k] == 0))
        if signs[k] < 0:
            return _pulled_back(program, sample, done, places[k]), rest[k][k]
        if signs[k] == 0:
            break
        others = [i for i in range(len(rest)) if i != k]
        rest = [[rest[i][j] - rest[i][k] * rest[k][j] / rest[k][k] for j in others] for i in others]
        done.append(places.pop(k))
    raise NotLifted("the objective is not convex there")


def _pulled_back(program: ParametricProgram, sample: Sample, done: list[int], place: int) -> list[Element]:
    """d with d_place = 1 and (Qd)_i = 0 at the pivots before it."""
    field, matrix = program.field, program.hessian()
    square = [[matrix[i][j] for j in done] for i in done]
    found = solution(field, square, [-matrix[i][place] for i in done], sample)
    assert found is not None, "the pivots before do not vanish at the sample"
    direction = [field.zero] * program.size
    direction[place] = field.one
    for i, value in zip(done, found, strict=True):
        direction[i] = value
    return direction
