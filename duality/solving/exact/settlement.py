"""From a numeric hint to an exact, verified claim; with the auxiliary linear programs where there is no optimum."""

from __future__ import annotations

from duality.model.solution import Status
from duality.solving.exact.auxiliary import folded, recession, relaxed
from duality.solving.exact.claims import Claim, Infeasibility, Optimum, Unboundedness, has_empty_box, holds
from duality.solving.exact.hinted import optimum_from
from duality.solving.exact.pivoting import SMALL, pivoted, weight
from duality.solving.hints.hint import Hint, Optimizer
from duality.solving.quadratic.program import QuadraticProgram
from duality.solving.quadratic.rationals import Rationals

PIVOTED = 150
"""The largest order that is settled by pivoting alone when the hint does not lead to a proof."""

SOLVED = 600
"""The largest order of a KKT system that is solved over the rationals."""


def settled(program: QuadraticProgram, hint: Hint, optimize: Optimizer) -> Claim | None:
    """A verified claim, or ``None`` where no proof was found; ``optimize`` gives hints about linear programs."""
    if has_empty_box(program):
        return Infeasibility(Rationals.zeros(len(program.rows)))
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
    optimum = linear_optimum(relaxed(program), optimize)
    if optimum is None:
        return None
    x, t = optimum.x, optimum.x.numerators[-1]
    if t == 0:
        return Rationals.reduced(x.numerators[:-1], x.denominator)
    m = optimum.multipliers
    claim = Infeasibility(Rationals(folded(program, m.numerators), m.denominator))
    return claim if holds(program, claim) else None


def linear_optimum(program: QuadraticProgram, optimize: Optimizer) -> Optimum | None:
    """A verified optimum of a linear program that has one."""
    if weight(program) <= SMALL:
        claim: Claim | None = pivoted(program)
    else:
        hint = optimize(program)
        # There is an optimum, so a solver that says otherwise is wrong, and pivoting decides.
        claim = settled(program, hint if hint.status is Status.OPTIMAL else Hint(Status.UNKNOWN), optimize)
    return claim if isinstance(claim, Optimum) else None


def _order(program: QuadraticProgram, hint: Hint) -> int:
    free = program.size - len(hint.fixed)
    return free + len(hint.tight) if program.hessian else max(free, len(hint.tight))


def _without_optimum(program: QuadraticProgram, optimize: Optimizer) -> Claim | None:
    found = feasible_point(program, optimize)
    if found is None or isinstance(found, Infeasibility):
        return found
    steepest = linear_optimum(recession(program), optimize)
    if steepest is None:
        return None
    claim = Unboundedness(found, steepest.x.numerators)
    return claim if holds(program, claim) else None
