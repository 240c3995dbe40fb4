"""A verified claim about a quadratic program in the words of the model."""

from __future__ import annotations

from math import inf

from duality.algebra.evaluate import constant
from duality.model.evidence import End, Engine, Evidence, establish
from duality.model.expression import number
from duality.model.form import Domain
from duality.model.solution import Farkas, Ray, Rigor, Solution, Status
from duality.solving import quadratic
from duality.solving.exact.claims import Claim, Infeasibility, Optimum, Unboundedness
from duality.solving.quadratic.program import QuadraticProgram
from duality.solving.quadratic.rationals import Rationals, nearest_float
from duality.solving.task import Task


def exact_solution(task: Task, program: QuadraticProgram, claim: Claim, backend: str) -> Solution:
    """The solution over X that a verified claim about its closure gives."""
    solution = _stated(program, claim, backend)
    if not has_open_part(task.form.domain):
        return solution
    found = quadratic.openness.opened(task, program, claim, solution)
    _establish(task, found, backend)
    return found


def _establish(task: Task, found: Solution, backend: str) -> None:
    """What the closure's optimum says of an open X, whose strict rows some feasible point satisfies."""
    witness = Engine("exact linear program", "the optimum over the closure of X, and a feasible point of X itself")
    if found.rigor is not Rigor.PROVED:
        return
    if found.status is Status.INFEASIBLE:
        establish(task.form, Evidence("p", witness, lower=End(inf), attained=False, source=backend))
    elif found.status is Status.OPTIMAL and found.exact is not None:
        end = End.of(constant(found.exact))
        stated = Evidence("p", witness, end, end, attained=found.attained, point=found.point, source=backend)
        establish(task.form, stated)


def has_open_part(domain: Domain) -> bool:
    """X has a strict row or an open end."""
    ends = any(
        (b.lower is not None and not b.lower_closed) or (b.upper is not None and not b.upper_closed)
        for _, b in domain.bounds
    )
    return ends or any(c.strict for c in domain.conditions)


def _stated(program: QuadraticProgram, claim: Claim, backend: str) -> Solution:
    match claim:
        case Optimum(x, multipliers):
            return _optimal(program, x, multipliers, backend)
        case Infeasibility(multipliers):
            certificate = Farkas(program.named(multipliers), verified=True)
            value = inf
            status = Status.INFEASIBLE
        case Unboundedness(origin, direction):
            certificate = Ray(program.point(origin), program.point(Rationals(direction)), verified=True)
            value = -inf
            status = Status.UNBOUNDED
    return Solution(status, value, Rigor.PROVED, value, value, attained=False, certificate=certificate, backend=backend)


def _optimal(program: QuadraticProgram, x: Rationals, multipliers: Rationals, backend: str) -> Solution:
    value = program.value(x)
    near = nearest_float(value)
    return Solution(
        Status.OPTIMAL,
        near,
        Rigor.PROVED,
        near,
        near,
        exact=number(value),
        attained=True,
        point=program.point(x),
        multipliers=program.named(multipliers),
        backend=backend,
    )
