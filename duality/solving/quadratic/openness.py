"""What an exact claim about the closure says about X itself, where X has strict rows or open ends."""

from __future__ import annotations

from math import inf

from duality.model.solution import Ray, Rigor, Solution, Status
from duality.records import replace
from duality.solving.exact.claims import Claim, Infeasibility, Optimum, Unboundedness
from duality.solving.exact.closure import strict_rows, widest, widest_minimizer
from duality.solving.hints.hint import Hint, Optimizer
from duality.solving.hints.simplex import simplex_hint
from duality.solving.quadratic.program import LinearRow, QuadraticProgram
from duality.solving.task import Task


def opened(task: Task, program: QuadraticProgram, claim: Claim, solution: Solution) -> Solution:
    """The solution over X of a claim (with its ``solution``) over the closure of X."""
    if isinstance(claim, Infeasibility):
        return solution
    strict = strict_rows(task.form)

    def optimize(linear: QuadraticProgram) -> Hint:
        return simplex_hint(linear, task.limits)

    found = widest(program, strict, optimize)
    if found is None:
        return _undecided(solution, "whether some feasible point satisfies the strict rows of X was not decided")
    if not found.inside:
        return _empty(solution)
    if isinstance(claim, Unboundedness):
        direction = solution.certificate.direction if isinstance(solution.certificate, Ray) else ()
        return replace(solution, certificate=Ray(program.point(found.x), direction, verified=True))
    return _attainment(program, claim, solution, strict, optimize)


def _attainment(
    program: QuadraticProgram,
    claim: Optimum,
    solution: Solution,
    strict: tuple[LinearRow, ...],
    optimize: Optimizer,
) -> Solution:
    if all(row.at(claim.x) < 0 for row in strict):
        return solution
    found = widest_minimizer(program, claim, strict, optimize)
    if found is None:
        return replace(
            solution, attained=None, point=None, warnings=("whether the infimum is attained was not decided",)
        )
    if found.inside:
        return replace(solution, point=program.point(found.x))
    return replace(solution, attained=False, point=None)


def _empty(solution: Solution) -> Solution:
    reason = "the rows are feasible only where a strict row of X holds with equality (an exact linear program)"
    return Solution(
        Status.INFEASIBLE, inf, Rigor.PROVED, inf, inf, attained=False, backend=solution.backend, warnings=(reason,)
    )


def _undecided(solution: Solution, reason: str) -> Solution:
    return replace(
        solution,
        rigor=Rigor.FOUND,
        upper=inf,
        exact=None,
        attained=None,
        certificate=None,
        warnings=(*solution.warnings, reason),
    )
