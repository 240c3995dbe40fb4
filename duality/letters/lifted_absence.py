"""Why a sample has no optimum, lifted: a Farkas vector or a ray, as the one solution of its equations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from duality.letters.claims import LiftedInfeasibility, LiftedUnboundedness, OnTheBorder, Requirement
from duality.letters.elimination import null_vector
from duality.letters.faces import Face, null_basis, rank_of
from duality.letters.field import is_number
from duality.letters.lifted_optimum import lifted_optimum
from duality.letters.program import ParametricProgram, nothing_to_minimize

Sample = Mapping[str, Fraction]


def lifted_infeasibility(
    program: ParametricProgram, sample: Sample, multipliers: list[Fraction]
) -> tuple[LiftedInfeasibility, list[Requirement]]:
    """The Farkas vector that has the support of the sample's, cut down to a single relation."""
    field = program.field
    face = Face(program, sample, [Fraction(0)] * program.size)
    support = _minimal_support(face, multipliers)
    transposed = [[program.rows[k].terms.get(i, field.zero) for k in support] for i in range(program.size)]
    vector = null_vector(field, transposed, len(support), sample)
    if vector is None:
        raise OnTheBorder("the rows contradict each other at this value only")
    gap = sum((y * program.rows[k].constant for y, k in zip(vector, support, strict=True)), field.zero)
    if field.at(gap, sample) < 0:
        vector, gap = [-y for y in vector], -gap
    found = [field.zero] * len(program.rows)
    for y, k in zip(vector, support, strict=True):
        found[k] = y
    required = [Requirement(y) for y, k in zip(vector, support, strict=True) if not program.rows[k].equality]
    return LiftedInfeasibility(tuple(found)), [*required, Requirement(gap, strict=True)]


def _minimal_support(face: Face, y: list[Fraction]) -> list[int]:
    """Rows of a Farkas vector that no second relation connects: along one, a multiplier is driven to 0."""
    while True:
        support = [k for k, value in enumerate(y) if value]
        transposed = [[face.rows[k][i] for k in support] for i in range(face.program.size)]
        own = [y[k] for k in support]
        others = [v for v in null_basis(transposed, len(support)) if not _parallel(v, own)]
        if not others:
            return support
        y = [Fraction(0)] * len(y)
        for k, value in zip(support, _shorter(face, support, own, others[0]), strict=True):
            y[k] = value


def _shorter(face: Face, support: Sequence[int], y: list[Fraction], other: Sequence[Fraction]) -> list[Fraction]:
    """y + t * other, or the other relation itself, with one entry less and b'y > 0 still."""
    rise = sum(c * face.constants[k] for c, k in zip(other, support, strict=True))
    for side in (1, -1) if rise >= 0 else (-1,):
        signed = [side * c for c in other]
        inequalities = [k for k, row in enumerate(support) if not face.program.rows[row].equality]
        steps = [-y[k] / signed[k] for k in inequalities if signed[k] < 0]
        if steps:
            return [value + min(steps) * c for value, c in zip(y, signed, strict=True)]
        if rise != 0:
            return signed
    # A relation among the equations alone.
    k = next(k for k, c in enumerate(other) if c)
    return [value - y[k] / other[k] * c for value, c in zip(y, other, strict=True)]


def _dot(a: Sequence[Fraction], b: Sequence[Fraction]) -> Fraction:
    return sum((x * y for x, y in zip(a, b, strict=True)), Fraction(0))


def _parallel(a: Sequence[Fraction], b: Sequence[Fraction]) -> bool:
    return rank_of([a, b]) < 2


def lifted_unboundedness(
    program: ParametricProgram, sample: Sample, x: list[Fraction], direction: list[Fraction]
) -> tuple[LiftedUnboundedness, list[Requirement]]:
    """The ray along an edge, from a feasible vertex; x and the direction are those of the sample."""
    field = program.field
    face = Face(program, sample, x)
    tight, fixed = _extreme(face, direction)
    unit = [[field.one if i == k else field.zero for i in range(program.size)] for k in fixed]
    lines = [
        *program.hessian(),
        *([program.rows[k].terms.get(i, field.zero) for i in range(program.size)] for k in tight),
        *unit,
    ]
    ray = null_vector(field, lines, program.size, sample)
    if ray is None:
        raise OnTheBorder("the ray is one at this value only")
    slope = sum((q * d for q, d in zip(program.gradient(), ray, strict=True)), field.zero)
    if field.at(slope, sample) > 0:
        ray, slope = [-d for d in ray], -slope
    required = [Requirement(-slope, strict=True)]
    for k, row in enumerate(program.rows):
        rate = sum((c * ray[i] for i, c in row.terms.items()), field.zero)
        if row.equality and rate != field.zero:
            raise OnTheBorder("the ray is one at this value only")
        if k not in tight and not (is_number(rate) and field.at(rate, sample) <= 0):
            required.append(Requirement(-rate))
    origin, more = lifted_optimum(nothing_to_minimize(program), sample, x, [Fraction(0)] * len(program.rows))
    return LiftedUnboundedness(origin.x, tuple(ray)), required + more


def _extreme(face: Face, d: list[Fraction]) -> tuple[list[int], list[int]]:
    """Rows with a'd = 0, and variables with d = 0, that leave one direction only, q'd < 0 still."""
    program, value = face.program, face.program.field.at
    gradient = [value(c, face.sample) for c in program.gradient()]
    fixed: list[int] = []
    while True:
        rates = [_dot(row, d) for row in face.rows]
        tight = [k for k, rate in enumerate(rates) if rate == 0]
        units = [[Fraction(int(i == k)) for i in range(program.size)] for k in fixed]
        system = [*face.hessian, *(face.rows[k] for k in tight), *units]
        others = [v for v in null_basis(system, program.size) if not _parallel(v, d)]
        if not others:
            return tight, fixed
        # Along d + t v the descent q'd stays what it is.
        share = _dot(gradient, others[0]) / _dot(gradient, d)
        v = [a - share * b for a, b in zip(others[0], d, strict=True)]
        step = _first_stop(face, rates, v)
        if step is None:
            v = [-entry for entry in v]
            step = _first_stop(face, rates, v)
        if step is None:
            # A line along which nothing changes: one of its coordinates may be held at 0.
            k = next(i for i, entry in enumerate(v) if entry)
            d = [a - d[k] / v[k] * b for a, b in zip(d, v, strict=True)]
            fixed.append(k)
        else:
            d = [a + step * b for a, b in zip(d, v, strict=True)]


def _first_stop(face: Face, rates: Sequence[Fraction], v: Sequence[Fraction]) -> Fraction | None:
    """The least t > 0 at which a row with a'd < 0 has a'(d + t v) = 0."""
    steps = []
    for row, rate in zip(face.rows, rates, strict=True):
        slope = _dot(row, v)
        if rate < 0 < slope:
            steps.append(-rate / slope)
    return min(steps, default=None)
