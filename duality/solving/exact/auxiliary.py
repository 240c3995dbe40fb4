"""Two linear programs that tell why a program has no optimum.

Infeasible: min t over x in the box, t >= 0, of a_r'x + b_r <= t, |h_r| <= t is positive, and its multipliers are a
Farkas vector. Unbounded: min q'd over the directions of recession with Q d = 0, |d_i| <= 1, is negative.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeVar

from duality.records import replace
from duality.solving.quadratic.program import Bound, LinearRow, QuadraticProgram

Number = TypeVar("Number", int, float)


def relaxed(program: QuadraticProgram) -> QuadraticProgram:
    """min t subject to a_r'x + b_r <= t (an equality gives both signs), t >= 0, x in the box."""
    t = program.size
    rows = []
    for row in program.rows:
        rows.append(LinearRow((*row.terms, (t, -1)), row.constant))
        if row.equality:
            rows.append(LinearRow((*((i, -c) for i, c in row.terms), (t, -1)), -row.constant))
    return QuadraticProgram(
        (*program.variables, ""),
        0,
        (*(0 for _ in program.variables), 1),
        (),
        tuple(rows),
        (*program.lower, Fraction(0)),
        (*program.upper, None),
    )


def folded(program: QuadraticProgram, multipliers: Sequence[Number]) -> tuple[Number, ...]:
    """The multipliers of the relaxed rows as those of the program's: an equality's pair is one difference."""
    values, found = iter(multipliers), []
    for row in program.rows:
        value = next(values)
        found.append(value - next(values) if row.equality else value)
    return tuple(found)


def recession(program: QuadraticProgram) -> QuadraticProgram:
    """min q'd subject to a_r'd <= 0 (= 0), Q d = 0, |d_i| <= 1, d_i >= 0 (<= 0) where x_i is bounded below (above)."""
    rows = [replace(row, constant=0, name=None) for row in program.rows]
    flat: dict[int, list[tuple[int, int]]] = {}
    for i, j, q in program.hessian:
        flat.setdefault(i, []).append((j, q))
        if i != j:
            flat.setdefault(j, []).append((i, q))
    rows += [LinearRow(tuple(flat[i]), 0, equality=True) for i in sorted(flat)]

    def end(bound: Bound, open_end: int) -> Fraction:
        return Fraction(open_end if bound is None else 0)

    return QuadraticProgram(
        program.variables,
        0,
        program.linear,
        (),
        tuple(rows),
        tuple(end(bound, -1) for bound in program.lower),
        tuple(end(bound, 1) for bound in program.upper),
    )
