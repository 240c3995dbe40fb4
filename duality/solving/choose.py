"""min f(x) s.t. c(x) <= 0, h(x) = 0, x in D: asks the backends in order and returns the first answer."""

from __future__ import annotations

from math import inf

from duality.algebra import paths
from duality.errors import BackendError, BackendRefused
from duality.model.budget import Budget, current
from duality.model.evidence import AlongPath, End, Evidence, establish
from duality.model.form import StandardForm
from duality.model.solution import Rigor, Solution, Status
from duality.model.watch import NOBODY, Watch
from duality.records import replace
from duality.solving import backends, finite, proofs
from duality.solving.backends.order import BACKENDS
from duality.solving.globally.translation.signomials import geometric_program
from duality.solving.task import Limits, Task, Verdict

FEW = 2
"""Variables that are left where equations are solved before the search: with more, linear relaxations use them."""


def solve(
    form: StandardForm,
    *,
    tolerance: float = 1e-8,
    budget: Budget | None = None,
    convex: Verdict = "unknown",
    watch: Watch = NOBODY,
) -> Solution:
    """The solution in the sense of the standard form (min), its multipliers by constraint name.

    ``convex`` is what is proved of the problem; without a proof a local minimum is reported as the best value found,
    never as p*. All backends together have the budget; ``watch`` is told bounds on the way. An answer
    that no backend could give is status "unknown", with the reasons as warnings.
    """
    task = Task(form, convex, Limits(tolerance, budget or current(), watch))
    if not form.domain.discrete:
        return reduced(task)
    if not finite.combinations.is_discrete(form) and finite.combinations.count(form) <= finite.mixed.FEW:
        return finite.mixed.best_combination(task, reduced)
    answer = _branched(task) if finite.combinations.count(form) > finite.mixed.MOST_SOLVES else None
    answer = answer or _answered(task)
    if finite.combinations.is_discrete(form):
        return answer
    if answer.status is Status.UNKNOWN and finite.combinations.count(form) <= finite.mixed.MOST_SOLVES:
        return finite.mixed.best_combination(task, reduced)
    return answer


def _branched(task: Task) -> Solution | None:
    """Linear programs with more integers than can be tried; ``None`` for all others, and where no answer is found."""
    if (
        finite.combinations.is_discrete(task.form)
        and finite.combinations.count(task.form) <= backends.enumeration.MOST_POINTS
    ):
        return None
    program = finite.branching.integer_program(task.form)
    if program is None:
        return None
    try:
        found = finite.branching.branched(task, program, reduced)
    except BackendError:
        return None
    return found if found.status is not Status.UNKNOWN else None


def reduced(task: Task) -> Solution:
    """The answer for the form with fixed variables put in, equations solved, and without thin constraints, restated."""
    if task.program is not None:
        return _thick(task)
    fixed = proofs.fixed.with_fixed_variables(task.form)
    if fixed is None:
        answer = None if task.is_convex else _geometric(task)
        if answer is not None:
            return answer
        solved = None if task.is_convex else proofs.eliminated.with_equations_solved(task.form)
        if solved is None or len(solved.variables) > FEW:
            return _followed(task, _thick(task))
        answer = proofs.restated.with_solved_variables(task.form, reduced(replace(task, form=solved, convex="unknown")))
        return answer if answer.status is not Status.UNKNOWN else _followed(task, _thick(task))
    answer = _thick(replace(task, form=fixed, convex=_kept(task.convex)))
    return proofs.restated.restated(task, answer, proofs.restated.THIN)


def _geometric(task: Task) -> Solution | None:
    """A geometric program over x >= 0 whose products keep x from 0, in x > 0; ``None`` for others."""
    form = proofs.kept_bounds.with_bounds_in_domain(task.form) or task.form
    positive = proofs.positive.with_positive_variables(form)
    program = None if positive is None else geometric_program(positive)
    if positive is None or program is None or program.relaxed:
        return None
    answer = _answered(replace(task, form=positive, convex="unknown"))
    return proofs.restated.restated(task, answer) if answer.status is Status.OPTIMAL else None


def _followed(task: Task, answer: Solution) -> Solution:
    """Where nothing was found: a path of feasible points along which f falls without bound, if there is one."""
    if answer.status is not Status.UNKNOWN:
        return answer
    path = paths.search.falling(task.form, budget=task.limits.budget)
    if path is None:
        return answer
    establish(task.form, Evidence("p", AlongPath(path.coordinates, path.toward), upper=End(-inf), source="a path"))
    note = f"f falls without bound along {path.words}"
    return Solution(
        Status.UNBOUNDED, -inf, Rigor.PROVED, -inf, -inf, attained=False, backend="a path", warnings=(note,)
    )


def _kept(convex: Verdict) -> Verdict:
    """With variables put in or rows replaced, a problem that was refuted may be convex: x^2 = 0 is x = 0."""
    return "proved" if convex == "proved" else "unknown"


def _thick(task: Task) -> Solution:
    """The answer for the form without its thin constraints."""
    if all(c.row.is_affine for c in task.form.constraints):
        return _answered(task)
    name = proofs.faces.positive_everywhere(task.form)
    if name is not None:
        return proofs.restated.impossible(task.form, name)
    reduced = proofs.faces.without_thin_constraints(task.form)
    if reduced is None:
        return _answered(task)
    bent = any(not c.row.is_affine for c in reduced.equalities)
    convex = "unknown" if bent else _kept(task.convex)
    answer = _answered(replace(task, form=reduced, convex=convex))
    return proofs.restated.restated(task, answer, proofs.restated.THIN)


def _answered(task: Task) -> Solution:
    """The first answer of a backend that takes the task."""
    reasons: list[str] = []
    refusals: list[str] = []
    bounds = Solution(Status.UNKNOWN, None)
    for backend in BACKENDS:
        if backend.refusal(task) is not None:
            continue
        try:
            solution = backend.solve(task)
        except BackendRefused as error:
            refusals.append(str(error))
            continue
        except BackendError as error:
            reasons.append(str(error))
            continue
        if solution.status is not Status.UNKNOWN:
            return replace(solution, warnings=(*reasons, *solution.warnings))
        reasons += solution.warnings
        bounds = replace(bounds, lower=max(bounds.lower, solution.lower), upper=min(bounds.upper, solution.upper))
    return replace(bounds, warnings=(*refusals, *reasons) or ("no solver takes this problem",))
