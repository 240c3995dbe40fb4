"""derive, dual_of_dual, solve, check, grade, lesson, iterations: a problem in, a result out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast, overload

from duality import api, letters, results, statements
from duality.api.effort import Effort
from duality.api.stated import Stated, in_vectors, stated
from duality.errors import ProblemError
from duality.model.budget import Budget
from duality.model.problem import Problem
from duality.model.views import offer
from duality.results import Check, Derivation, DualOfDual, Grading, Iterations, Lesson, Report

if TYPE_CHECKING:
    from duality.api.pipeline import BoundsIn, Narrate
    from duality.api.progress import Progress
    from duality.letters import LetteredReport
    from duality.results.numbers import Number
    from duality.statements import Statement, StatementDerivation, StatementDual, StatementReport


@overload
def derive(
    problem: Stated,
    *,
    keep_bounds_in_domain: bool = False,
    dualize_domain: bool = False,
    time_limit: float | None = None,
) -> Derivation: ...


@overload
def derive(problem: Statement | StatementDual, *, time_limit: float | None = None) -> StatementDerivation: ...


def derive(
    problem: Stated | Statement | StatementDual,
    *,
    keep_bounds_in_domain: bool = False,
    dualize_domain: bool = False,
    time_limit: float | None = None,
) -> Derivation | StatementDerivation:
    """L, theta_D with its effective domain, the explicit dual and the KKT system; nothing is solved.

    What stands in X has no multiplier. ``keep_bounds_in_domain`` moves constraints x >= l and x <= u into X,
    ``dualize_domain`` makes constraints x_lower and x_upper of the bounds of X: p* stays, theta_D changes.
    A derivation that takes longer than ``time_limit`` seconds (default 5) is stopped and falls to a cheaper form.
    A problem with letters is derived as a function of them; called with values, the result is an ordinary derivation.
    """
    found = in_vectors(problem)
    if found is not None:
        from duality import statements

        return statements.derive(found)
    bounds = api.pipeline.bounds_in(keep_bounds_in_domain=keep_bounds_in_domain, dualize_domain=dualize_domain)
    problem = stated(problem)  # type: ignore[arg-type]
    large = api.large.derivation_of(problem, bounds) if problem.is_large else None
    if large is not None:
        return large
    if problem.parameters and bounds == "stated":
        return letters.LetteredDerivation.of(problem, Budget.by_clock(time_limit))
    return Derivation(api.pipeline.derivation_of(problem, bounds, Budget.by_clock(time_limit)))


def derive_by_rows(
    problem: Problem,
    *,
    keep_bounds_in_domain: bool = False,
    dualize_domain: bool = False,
    time_limit: float | None = None,
) -> Derivation:
    """The derivation in scalar rows, whatever the size."""
    bounds = api.pipeline.bounds_in(keep_bounds_in_domain=keep_bounds_in_domain, dualize_domain=dualize_domain)
    return Derivation(api.pipeline.derivation_of(problem, bounds, Budget.by_clock(time_limit)))


def dual_of_dual(
    problem: Stated,
    *,
    keep_bounds_in_domain: bool = False,
    dualize_domain: bool = False,
    time_limit: float | None = None,
) -> DualOfDual:
    """The derivation and the dual of its explicit dual: the primal again where it is convex and closed.

    Otherwise it is a convex relaxation of the primal; its optimal value lies between d* and p*.
    """
    from duality.derivation.bidual import dual_of_dual
    from duality.derivation.curvature import curvature

    bounds = api.pipeline.bounds_in(keep_bounds_in_domain=keep_bounds_in_domain, dualize_domain=dualize_domain)
    derivation = api.pipeline.derivation_of(stated(problem), bounds, Budget.by_clock(time_limit))
    return dual_of_dual(derivation, curvature(derivation.form))


OPTIONS = (
    "the solver follows from the problem's class, and its word is checked (report.primal.backend names it); "
    "the options are data, tolerance, time_limit, keep_bounds_in_domain, dualize_domain"
)


@overload
def solve(
    problem: Stated,
    *,
    data: Mapping[str, Number] | None = None,
    tolerance: float = 1e-8,
    time_limit: float | None = None,
    keep_bounds_in_domain: bool = False,
    dualize_domain: bool = False,
    narrate: Narrate | None = None,
    progress: Progress | None = None,
) -> Report: ...


@overload
def solve(
    problem: Statement | StatementDual,
    *,
    data: Mapping[str, object] | None = None,
    tolerance: float = 1e-8,
    time_limit: float | None = None,
) -> StatementReport: ...


def solve(
    problem: Stated | Statement | StatementDual,
    *,
    data: Mapping[str, Any] | None = None,
    tolerance: float = 1e-8,
    time_limit: float | None = None,
    keep_bounds_in_domain: bool = False,
    dualize_domain: bool = False,
    narrate: Narrate | None = None,
    progress: Progress | None = None,
    **unknown: object,
) -> Report | StatementReport:
    """p*, d*, the gap, multipliers and the verdict on strong duality, verified.

    ``data`` gives the letters of a statement their numbers: scalars, lists, numpy or scipy.sparse arrays by name.

    ``time_limit`` is in seconds, for everything. ``narrate`` is told the name of each stage as it begins; ``progress``
    takes down what is found on the way, and lets an interruption (Ctrl-C) end in a report instead of an exception.
    ``keep_bounds_in_domain`` and ``dualize_domain`` choose the dual as `derive` does. A problem with letters is solved
    as a function of them: the result is a `LetteredReport`, which gives ordinary reports at their values.
    """
    if unknown:
        raise ProblemError(f"solve has no option {next(iter(unknown))!r}", help=OPTIONS)
    found = in_vectors(problem)
    if found is not None:
        from duality import statements

        return statements.solve(
            found,
            data or {},
            tolerance=tolerance,
            time_limit=time_limit,
            pipeline=lambda scalar, limit: solve(scalar, tolerance=tolerance, time_limit=limit, narrate=narrate),
        )
    problem = stated(problem)  # type: ignore[arg-type]
    if data:
        problem = letters.numbered(problem, data)
    bounds = api.pipeline.bounds_in(keep_bounds_in_domain=keep_bounds_in_domain, dualize_domain=dualize_domain)
    large = api.large.derivation_of(problem, bounds) if problem.is_large else None
    if large is not None:
        return large.solve(tolerance, time_limit)
    return by_rows(problem, Effort(tolerance, time_limit), narrate, progress, bounds)


def by_rows(
    problem: Problem,
    effort: Effort,
    narrate: Narrate | None = None,
    progress: Progress | None = None,
    bounds: BoundsIn = "stated",
) -> Report:
    """The report in scalar rows, whatever the size: what pages, pictures and lessons are made of."""
    if problem.parameters and bounds == "stated":
        # A result of its own; to a type checker `solve` gives what it gives for numbers.
        regions = api.in_letters.solved_in_letters(
            problem,
            tolerance=effort.tolerance,
            time_limit=effort.time_limit,
            narrate=narrate or api.pipeline.silent,
        )
        return cast("Report", regions)
    return Report(api.pipeline.report_of(problem, effort, narrate or api.pipeline.silent, progress, bounds))


def check(
    problem: Stated,
    point: Mapping[Any, Number] | None = None,
    multipliers: Mapping[Any, Number] | None = None,
) -> Check:
    """A candidate held against the problem: a point, multipliers by constraint name, or both.

    Only x: is it feasible? Then theta_P(x) = f(x) bounds p*. Only multipliers: theta_D there bounds p* from the other
    side. Both: the KKT residuals and the saddle inequality. `ProblemError` for a missing or unknown name.
    """
    if point is None and multipliers is None:
        raise ProblemError("nothing to check", help="give a point, multipliers, or both")
    problem = stated(problem)
    names = [constraint.name for constraint in problem.constraints]
    chosen_point = None if point is None else results.numbers.numbers_by_name(point, problem.variables, "variable")
    chosen = None if multipliers is None else results.numbers.numbers_by_name(multipliers, names, "multiplier")
    return Check(api.judging.candidate_of(api.pipeline.derivation_of(problem), chosen_point, chosen))


def grade(
    problem: Stated,
    *,
    tolerance: float = 1e-8,
    time_limit: float | None = None,
    narrate: Narrate | None = None,
    progress: Progress | None = None,
) -> Grading:
    """The problem's known answers (its ``expect`` lines) held against its report.

    Raises `ProblemError` where it states none.
    """
    found = in_vectors(problem)
    if found is not None:
        # Of a statement's own kind; to a type checker `grade` gives what it gives for scalars.
        report = solve(found, tolerance=tolerance, time_limit=time_limit)
        return cast("Grading", statements.grading.graded(report))
    problem = stated(problem)
    if not problem.expectations:
        raise ProblemError("the problem has no known answers to check", help="add a line such as: expect p* = 1/2")
    report = by_rows(problem, Effort(tolerance, time_limit), narrate, progress)
    if problem.parameters:
        return Grading(letters.grading.graded_in_letters(cast("LetteredReport", report)))
    return Grading(api.grading.grading_of(report.data))


def lesson(
    problem: Stated,
    *,
    tolerance: float = 1e-8,
    time_limit: float | None = None,
    narrate: Narrate | None = None,
    progress: Progress | None = None,
    runs: Sequence[tuple[str, Number]] = (),
    rounds: int = 20,
) -> Lesson:
    """The report told as a lesson: the notes, and what several multipliers and several feasible points prove.

    ``runs`` are iterations to be shown beside it, (method, step) each.
    """
    from duality.results.numbers import scalar

    found = in_vectors(problem)
    if found is not None:
        # Of a statement's own kind; to a type checker `lesson` gives what it gives for scalars.
        return cast(
            "Lesson", statements.teaching.StatementLesson(solve(found, tolerance=tolerance, time_limit=time_limit))
        )
    report = by_rows(_numbers(problem), Effort(tolerance, time_limit), narrate, progress)
    told = api.telling.lesson_of(report.data)
    if runs:
        plan = [(method, scalar(step)) for method, step in runs]
        told = told._replace(iterations=results.iterating.iterations_of(told.report, plan, rounds))
    return Lesson(told)


def iterations(
    problem: Stated | Report,
    method: str = "ascent",
    step: Number | Sequence[Number] | None = None,
    rounds: int = 20,
) -> Iterations:
    """Dual ascent ("ascent") or the method of multipliers ("multipliers") from multipliers 0, round by round.

    ``step`` is one step or several, each a run of its own (the method of multipliers calls it rho); without it half of
    what the theory allows is taken, or 1. A problem is solved first, to tell how far d* is. Quadratic programs are
    iterated exactly. Raises `BackendRefused`, with the reason, where the problem is not convex or L has no unique
    minimizer, and `ProblemError` for an unknown method.
    """
    from duality.results.numbers import scalar

    report = problem if isinstance(problem, Report) else by_rows(_numbers(problem), Effort())
    steps = [None] if step is None else list(step) if isinstance(step, Sequence) else [step]
    plan = [(method, None if each is None else scalar(each)) for each in steps]
    return Iterations(results.iterating.iterations_of(report.data, plan, rounds))


def _numbers(problem: Stated) -> Problem:
    """The problem, which has no letters; `ProblemError` names one that has no value."""
    problem = stated(problem)
    api.pipeline.refuse_letters(problem)
    return problem


offer(derive=derive, solve=solve)
