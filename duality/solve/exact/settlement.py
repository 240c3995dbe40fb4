"""From a numeric hint to an exact, verified claim; with two auxiliary linear programs where there is no optimum.

Infeasible: min t over x in the box, t >= 0, of a_r'x + b_r <= t, |h_r| <= t is positive, and its multipliers are a
Farkas vector. Unbounded: min q'd over the directions of recession with Q d = 0, |d_i| <= 1, is negative.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from duality.model.solution import Status
from duality.solve.exact.claims import Claim, Infeasibility, Optimum, Unboundedness, holds
from duality.solve.exact.hinted import optimum_from
from duality.solve.exact.pivoting import SMALL, pivoted, weight
from duality.solve.hints.hint import Hint, Optimizer
from duality.solve.quadratic.program import Bound, LinearRow, QuadraticProgram
from duality.solve.quadratic.rationals import Rationals

PIVOTED = 150
"""The largest order that is settled by pivoting alone when the hint does not lead to a proof."""

SOLVED = 600
"""The largest order of a KKT system that is solved over the rationals."""


def settled(program: QuadraticProgram, hint: Hint, optimize: Optimizer) -> Claim | None:
    """A verified claim, or ``None`` where no proof was found; ``optimize`` gives hints about linear programs."""
    if hint.status is Status.OPTIMAL:
        claim: Claim | None = optimum_from(program, hint) if _order(program, hint) <= SOLVED else None
    elif hint.status is Status.UNKNOWN:
        claim = None
    else:
        claim = _without_optimum(program, optimize)
    if claim is None and weight(program) <= PIVOTED:
        claim = pivoted(program)
    return claim


def feasible_point(program: QuadraticProgram, optimize: Optimizer) -> Rationals | Infeasibility | None:
    """An exact feasible x, or a Farkas vector."""
    relaxed = _relaxed(program)
    optimum = linear_optimum(relaxed, optimize)
    if optimum is None:
        return None
    x, t = optimum.x, optimum.x.numerators[-1]
    if t == 0:
        return Rationals.reduced(x.numerators[:-1], x.denominator)
    claim = Infeasibility(_folded(program, optimum.multipliers))
    return claim if holds(program, claim) else None


def linear_optimum(program: QuadraticProgram, optimize: Optimizer) -> Optimum | None:
    """A verified optimum of a linear program that has one."""
    claim = pivoted(program) if weight(program) <= SMALL else settled(program, optimize(program), optimize)
    return claim if isinstance(claim, Optimum) else None


def _order(program: QuadraticProgram, hint: Hint) -> int:
    free = program.size - len(hint.fixed)
    return free + len(hint.tight) if program.hessian else max(free, len(hint.tight))


def _without_optimum(program: QuadraticProgram, optimize: Optimizer) -> Claim | None:
    found = feasible_point(program, optimize)
    if found is None or isinstance(found, Infeasibility):
        return found
    steepest = linear_optimum(_recession(program), optimize)
    if steepest is None:
        return None
    claim = Unboundedness(found, steepest.x.numerators)
    return claim if holds(program, claim) else None


def _relaxed(program: QuadraticProgram) -> QuadraticProgram:
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


def _folded(program: QuadraticProgram, multipliers: Rationals) -> Rationals:
    """The multipliers of the relaxed rows, an equality's pair as one difference."""
    values, folded = iter(multipliers.numerators), []
    for row in program.rows:
        value = next(values)
        folded.append(value - next(values) if row.equality else value)
    return Rationals(tuple(folded), multipliers.denominator)


def _recession(program: QuadraticProgram) -> QuadraticProgram:
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
