"""From a numeric hint about a quadratic program to the solution that is reported: exact if it can be proved."""

from __future__ import annotations

from duality.model.solution import Solution
from duality.solving.exact.settlement import settled
from duality.solving.hints.hint import Hint
from duality.solving.hints.simplex import simplex_hint
from duality.solving.quadratic.numeric import numeric_solution
from duality.solving.quadratic.program import QuadraticProgram
from duality.solving.quadratic.statement import exact_solution
from duality.solving.task import Task


def conclude(task: Task, program: QuadraticProgram, hint: Hint, backend: str) -> Solution:
    """The exact solution where the hint leads to a proof, else the numeric one."""

    def optimize(linear: QuadraticProgram) -> Hint:
        return simplex_hint(linear, task.limits)

    claim = settled(program, hint, optimize)
    if claim is None:
        return numeric_solution(task, program, hint, optimize, backend)
    return exact_solution(task, program, claim, backend)
