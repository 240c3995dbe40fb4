"""Linear programs with integers: branch and bound by HiGHS, whose integers are then put in exactly."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import inf, isfinite
from typing import TYPE_CHECKING, Any

from duality.algebra.evaluate import exact_value
from duality.algebra.membership import is_feasible
from duality.errors import BackendFailed, BackendRefused
from duality.model.form import Bounds, Domain, StandardForm
from duality.model.scalar import Scalar
from duality.model.solution import Rigor, Solution, Status, claim
from duality.records import replace
from duality.solving.finite.combinations import restricted
from duality.solving.hints.simplex import linear_model
from duality.solving.quadratic.lifting import quadratic_program
from duality.solving.quadratic.program import QuadraticProgram
from duality.solving.quadratic.rationals import nearest_float
from duality.solving.solvers import highs
from duality.solving.task import Task

if TYPE_CHECKING:
    from duality.model.form import DiscreteSet

NAME = "HiGHS, branch and bound"

GAP = 1e-9
"""The relative gap at which HiGHS stops."""


def relaxation(form: StandardForm) -> StandardForm | None:
    """The form with intervals in the place of its ranges of integers; ``None`` for other finite sets."""
    bounds = dict(form.domain.bounds)
    for finite in form.domain.discrete:
        ends = finite.ends(0)
        if len(finite.variables) != 1 or ends is None or not _is_range(finite, ends):
            return None
        (name,) = finite.variables
        own = bounds.get(name, Bounds())
        low = ends[0] if own.lower is None else max(own.lower, ends[0])
        high = ends[1] if own.upper is None else min(own.upper, ends[1])
        bounds[name] = Bounds(low, high)
    domain = Domain(tuple(bounds.items()), form.domain.conditions, (), form.domain.natural_bounds)
    return replace(form, domain=domain)


def integer_program(form: StandardForm) -> QuadraticProgram | None:
    """The relaxation as a linear program; ``None`` where the form is no linear program with integers."""
    relaxed = relaxation(form)
    program = None if relaxed is None else quadratic_program(relaxed)
    return None if program is None or program.hessian else program


def _is_range(finite: DiscreteSet, ends: tuple[Scalar, Scalar]) -> bool:
    low, high = ends
    if not isinstance(low, Fraction) or not isinstance(high, Fraction):
        return False
    return low.denominator == 1 and high - low == len(finite.points) - 1


def branched(task: Task, program: QuadraticProgram, solve: Callable[[Task], Solution]) -> Solution:
    """The best point of branch and bound and its lower bound; multipliers are left out."""
    solver = _run(task, program)
    import highspy

    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        note = "no point is feasible, by branch and bound in floating point"
        return Solution(Status.INFEASIBLE, inf, Rigor.FOUND, backend=NAME, warnings=(note,))
    info, columns = solver.getInfo(), solver.getSolution().col_value
    lower = float(info.mip_dual_bound)
    if not columns or not isfinite(info.objective_function_value) or info.primal_solution_status == 0:
        note = "branch and bound found no feasible point within the time limit"
        return Solution(Status.UNKNOWN, None, lower=lower, backend=NAME, warnings=(note,))
    names = {name for finite in task.form.domain.discrete for name in finite.variables}
    values: dict[str, Any] = {n: round(v) for n, v in zip(program.variables, columns, strict=True) if n in names}
    return _completed(task, values, lower, solve)


def _run(task: Task, program: QuadraticProgram) -> Any:
    import highspy

    model = linear_model(program)
    names = {name for finite in task.form.domain.discrete for name in finite.variables}
    kinds = highspy.HighsVarType
    model.integrality_ = [kinds.kInteger if name in names else kinds.kContinuous for name in program.variables]
    solver = highs(max(min(task.limits.tolerance, 1e-7), 1e-10))
    solver.setOptionValue("mip_rel_gap", GAP)
    limit = task.limits.time_limit
    solver.setOptionValue("time_limit", 20.0 if limit is None else float(limit))
    if solver.passModel(model) == highspy.HighsStatus.kError or solver.run() == highspy.HighsStatus.kError:
        raise BackendFailed("HiGHS could not run branch and bound")
    return solver


def _completed(task: Task, values: dict[str, Any], lower: float, solve: Callable[[Task], Solution]) -> Solution:
    """f at the integers, the rest solved for them."""
    exact = {name: Fraction(value) for name, value in values.items()}
    try:
        rest = restricted(task.form, exact)
    except (ValueError, ZeroDivisionError) as fault:
        raise BackendRefused("the integers of branch and bound, rounded, are not in X") from fault
    found = _at(task, exact) if not rest.variables else claim(rest, solve(Task(rest, "unknown", task.limits)))
    if found.status is not Status.OPTIMAL or found.value is None or found.point is None:
        raise BackendRefused("the integers of branch and bound, rounded, are not feasible")
    settled = found.value - lower <= 1e-6 * max(1.0, abs(found.value))
    point = {**exact, **dict(found.point)}
    return replace(
        found,
        rigor=Rigor.BOUNDED if settled else Rigor.FOUND,
        lower=min(lower, found.value),
        upper=found.value,
        exact=None,
        attained=True if settled else None,
        point=tuple((name, point[name]) for name in task.form.variables),
        multipliers=None,
        certificate=None,
        backend=NAME,
        warnings=() if settled else (f"branch and bound stopped with the lower bound {lower:.9g}",),
    )


def _at(task: Task, exact: dict[str, Any]) -> Solution:
    """The value of a point without continuous coordinates."""
    if not is_feasible(task.form, exact):
        return Solution(Status.UNKNOWN, None)
    value = nearest_float(exact_value(task.form.objective_expression, exact))
    return Solution(Status.OPTIMAL, value, point=())
