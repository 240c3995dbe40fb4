"""Finite sets beside continuous variables: min over the combinations of the minimum over the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import inf

from duality.algebra.evaluate import constant
from duality.model.form import StandardForm
from duality.model.scalar import Scalar, Undecided
from duality.model.solution import Ray, Rigor, Solution, Status, claim
from duality.model.watch import NOBODY
from duality.records import replace
from duality.solving.finite.combinations import combinations, count, restricted
from duality.solving.task import Task

MOST_SOLVES = 2**12
"""Combinations for which the rest is solved."""

LEAST = 0.05
"""The part of what is left that one combination gets at least."""

FEW = 32
"""Up to this many combinations each is solved on its own, whatever else could take the problem."""

SHARE = 0.5
"""Of the usual work, for all combinations together where no limit is set."""

NAME = "enumeration of the finite sets"


def best_combination(task: Task, solve: Callable[[Task], Solution]) -> Solution:
    """The best of the combinations' solutions; exact if each of them is.

    Multipliers are left out: those of the best combination are not those of the problem.
    """
    if count(task.form) > MOST_SOLVES:
        reason = f"the finite sets have {count(task.form)} combinations, more than the {MOST_SOLVES} that are solved"
        return Solution(Status.UNKNOWN, None, backend=NAME, warnings=(reason,))
    tried = _tried(task, solve)
    if isinstance(tried, str):
        return Solution(Status.UNKNOWN, None, backend=NAME, warnings=(tried,))
    return _best(task.form, tried)


Tried = list[tuple[Mapping[str, Scalar], Solution]]


def _tried(task: Task, solve: Callable[[Task], Solution]) -> Tried | str:
    """Every combination with its solution, or why that was given up."""
    total, left = task.limits.budget.bounded(SHARE), count(task.form)
    tried: Tried = []
    for values in combinations(task.form):
        if total.is_over:
            return "the time limit was reached before all combinations of the finite sets were solved"
        try:
            form = restricted(task.form, values)
        except Undecided:
            # Whether it lies in X is not decided: the others may still have a point.
            tried.append((values, Solution(Status.UNKNOWN, None)))
            continue
        except (ValueError, ZeroDivisionError):
            # A function is undefined at these values, so no point of D has them.
            continue
        # Convexity of the whole says nothing here: with the finite sets it is no convex problem.
        limits = replace(task.limits, budget=total.share(max(1 / left, LEAST)), watch=NOBODY)
        tried.append((values, claim(form, solve(Task(form, "unknown", limits)))))
        task.limits.watch.saw(upper=tried[-1][1].upper)
    return tried


def _best(form: StandardForm, tried: Tried) -> Solution:
    label = min((s.rigor for _, s in tried), key=lambda label: label.strength, default=Rigor.PROVED)
    for values, solution in tried:
        if solution.status is Status.UNBOUNDED:
            return replace(solution, certificate=_ray(form, values, solution), backend=NAME)
    optimal = [(values, s) for values, s in tried if s.status is Status.OPTIMAL]
    open_ones = sum(s.status is Status.UNKNOWN for _, s in tried)
    warnings = tuple(dict.fromkeys(w for _, s in tried for w in s.warnings)) if label is not Rigor.PROVED else ()
    if open_ones:
        warnings = (*warnings, f"{open_ones} of {len(tried)} combinations of the finite sets were not answered")
    if not optimal:
        if open_ones:
            return Solution(Status.UNKNOWN, None, backend=NAME, warnings=warnings)
        reason = f"none of the {len(tried)} combinations of the finite sets is feasible"
        return Solution(
            Status.INFEASIBLE, inf, label, inf, inf, attained=False, backend=NAME, warnings=(*warnings, reason)
        )
    values, best = optimal[0]
    for other, solution in optimal[1:]:
        if _below(solution, best):
            values, best = other, solution
    return replace(
        best,
        rigor=label,
        lower=-inf if open_ones or label is Rigor.FOUND else min(s.lower for _, s in optimal),
        exact=best.exact if label is Rigor.PROVED else None,
        point=None if best.point is None else _complete(form, values, dict(best.point)),
        multipliers=None,
        certificate=None,
        backend=NAME,
        warnings=warnings,
    )


def _below(first: Solution, second: Solution) -> bool:
    """A smaller value, or an equal one that is attained where the other is not."""
    assert first.value is not None and second.value is not None, "optimal solutions have values"
    if first.exact is not None and second.exact is not None:
        a, b = constant(first.exact), constant(second.exact)
    else:
        a, b = first.value, second.value
    return a < b or (a == b and first.attained is True and second.attained is not True)


def _complete(
    form: StandardForm, values: Mapping[str, Scalar], rest: Mapping[str, Scalar | float]
) -> tuple[tuple[str, Scalar | float], ...]:
    return tuple((name, values[name] if name in values else rest[name]) for name in form.variables)


def _ray(form: StandardForm, values: Mapping[str, Scalar], solution: Solution) -> Ray | None:
    """The combination's ray, along which the discrete variables stand still."""
    ray = solution.certificate
    if not isinstance(ray, Ray):
        return None
    still: dict[str, Scalar] = {name: value * 0 for name, value in values.items()}
    return Ray(_complete(form, values, dict(ray.origin)), _complete(form, still, dict(ray.direction)), ray.verified)
