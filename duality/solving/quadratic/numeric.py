"""The solution of a quadratic program that was not settled exactly: values from the rows, label numerical."""

from __future__ import annotations

from math import inf, isfinite

from duality.model.solution import Farkas, Rigor, Solution, Status
from duality.solving.exact.auxiliary import folded, relaxed
from duality.solving.exact.settlement import settled
from duality.solving.hints.hint import Hint, Optimizer
from duality.solving.hints.simplex import simplex_hint
from duality.solving.quadratic.program import LinearRow, QuadraticProgram
from duality.solving.quadratic.statement import exact_solution, has_open_part
from duality.solving.task import Task

FEASIBLE = 1e-6
"""The largest violation, relative to the row's terms, of a point that is still reported."""


def numeric_solution(task: Task, program: QuadraticProgram, hint: Hint, optimize: Optimizer, backend: str) -> Solution:
    """What the hint shows: f(x) recomputed, or a Farkas vector that holds in floating point, and no more than that."""
    if hint.status is Status.INFEASIBLE:
        multipliers = numeric_farkas(program, optimize)
        if multipliers is not None:
            return _infeasible(program, multipliers, backend)
    if hint.status is not Status.OPTIMAL or not all(map(isfinite, hint.x)):
        return Solution(Status.UNKNOWN, None, backend=backend, warnings=(_unproved(hint, backend),))
    violation = max(_violations(program, hint.x), default=0.0)
    if violation > FEASIBLE:
        reason = f"{backend} returned a point that violates a constraint by {violation:.1e}"
        return Solution(Status.UNKNOWN, None, backend=backend, warnings=(reason,))
    value = _objective(program, hint.x)
    warnings = ["the optimum was not settled exactly"]
    if not hint.accurate:
        warnings.append(f"{backend} stopped short of full accuracy")
    names = [row.name for row in program.rows]
    return Solution(
        Status.OPTIMAL,
        value,
        Rigor.FOUND,
        upper=value,
        attained=None if has_open_part(task.form.domain) else True,
        point=tuple((name, v) for name, v in zip(program.variables, hint.x, strict=True) if name),
        multipliers=tuple((n, m) for n, m in zip(names, hint.multipliers, strict=True) if n is not None),
        backend=backend,
        warnings=tuple(warnings),
    )


def _infeasible(program: QuadraticProgram, multipliers: tuple[float, ...], backend: str) -> Solution:
    named = tuple((r.name, m) for r, m in zip(program.rows, multipliers, strict=True) if r.name is not None)
    note = "a Farkas vector was checked in floating point only"
    return Solution(
        Status.INFEASIBLE,
        inf,
        Rigor.FOUND,
        upper=inf,
        attained=False,
        certificate=Farkas(named),
        backend=backend,
        warnings=(note,),
    )


def _unproved(hint: Hint, backend: str) -> str:
    match hint.status:
        case Status.INFEASIBLE:
            return f"{backend} reports that no point is feasible, which was not proved"
        case Status.UNBOUNDED:
            return f"{backend} reports that the objective is unbounded, which was not proved"
        case _:
            return f"{backend} stopped without an answer"


def _objective(program: QuadraticProgram, x: tuple[float, ...]) -> float:
    linear = sum(c * v for c, v in zip(program.linear, x, strict=True) if c)
    quadratic = sum(q * x[i] * x[j] * (1 if i == j else 2) for i, j, q in program.hessian)
    return (program.constant + linear + quadratic / 2) / program.scale


def _violations(program: QuadraticProgram, x: tuple[float, ...]) -> list[float]:
    found = [_violation(row, x) for row in program.rows]
    for value, low, high in zip(x, program.lower, program.upper, strict=True):
        below = -inf if low is None else float(low) - value
        above = -inf if high is None else value - float(high)
        found.append(max(below, above, 0.0) / (1 + abs(value)))
    return found


def _violation(row: LinearRow, x: tuple[float, ...]) -> float:
    """The row's violation relative to 1 + the sum of its terms' sizes."""
    terms = [c * x[i] for i, c in row.terms]
    value = sum(terms) + row.constant
    size = row.scale + abs(row.constant) + sum(map(abs, terms))
    return (abs(value) if row.equality else max(value, 0.0)) / size


FLAT = 1e-9
"""A slope below this, relative to the sizes of its terms, is taken for 0."""

POSITIVE = 1e-6
"""The infimum must exceed this, relative to the sizes of its terms."""


def numeric_farkas(program: QuadraticProgram, optimize: Optimizer) -> tuple[float, ...] | None:
    """Multipliers of the rows as stated whose combination has a clearly positive infimum over the box, or ``None``."""
    hint = optimize(relaxed(program))
    if hint.status is not Status.OPTIMAL:
        return None
    # The relaxed rows are the integral ones.
    integral = [
        m if r.equality else max(m, 0.0) for r, m in zip(program.rows, folded(program, hint.multipliers), strict=True)
    ]
    infimum, size = 0.0, 0.0
    slope, sizes = [0.0] * program.size, [0.0] * program.size
    for row, m in zip(program.rows, integral, strict=True):
        infimum += m * row.constant
        size += abs(m * row.constant)
        for i, c in row.terms:
            slope[i] += m * c
            sizes[i] += abs(m * c)
    for g, scale, low, high in zip(slope, sizes, program.lower, program.upper, strict=True):
        if abs(g) <= FLAT * scale:
            continue
        end = low if g > 0 else high
        term = -inf if end is None else g * float(end)
        infimum += term
        size += abs(term)
    if not infimum > POSITIVE * size:
        return None
    return tuple(m * row.scale for row, m in zip(program.rows, integral, strict=True))


def conclude(task: Task, program: QuadraticProgram, hint: Hint, backend: str) -> Solution:
    """The exact solution where the hint leads to a proof, else the numeric one."""

    def optimize(linear: QuadraticProgram) -> Hint:
        return simplex_hint(linear, task.limits)

    claim = settled(program, hint, optimize)
    if claim is None:
        return numeric_solution(task, program, hint, optimize, backend)
    return exact_solution(task, program, claim, backend)
