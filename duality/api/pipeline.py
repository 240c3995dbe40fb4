"""Problem -> standard form -> derivation -> curvature -> p* -> d* -> verdict, the whole walk through the rooms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import partial
from time import perf_counter
from typing import Literal, assert_never

from duality.api.effort import Effort
from duality.errors import ProblemError
from duality.model.derivation import Derivation
from duality.model.form import StandardForm
from duality.model.problem import Problem
from duality.model.report import Convexity, Report, Seconds
from duality.model.solution import Label, Solution

Narrate = Callable[[str], None]
"""Told the name of each stage as it begins."""


LARGE = 500
"""Variables and rows from which on the garbage collector rests."""

BoundsIn = Literal["stated", "X", "multipliers"]
"""Where simple bounds stand: as stated, all of them in X, or all of them among the constraints."""


def silent(stage: str) -> None:
    """No narration."""


def bounds_in(*, keep_bounds_in_domain: bool, dualize_domain: bool) -> BoundsIn:
    """The one choice that two switches make; `ProblemError` for both at once."""
    if keep_bounds_in_domain and dualize_domain:
        raise ProblemError(
            "bounds cannot be kept in X and dualized at once", help="give keep_bounds_in_domain or dualize_domain"
        )
    return "X" if keep_bounds_in_domain else "multipliers" if dualize_domain else "stated"


def form_of(problem: Problem, bounds: BoundsIn = "stated") -> StandardForm:
    """The standard form, its simple bounds moved where they are wanted."""
    from duality.derive.standardize import standardize

    match bounds:
        case "stated":
            return standardize(problem)
        case "X":
            from duality.derive.domain_choice import keep_bounds

            return keep_bounds(problem)
        case "multipliers":
            from duality.derive.domain_choice import dualize_bounds

            return dualize_bounds(problem)
        case _:
            assert_never(bounds)


def derivation_of(problem: Problem, bounds: BoundsIn = "stated", seconds: float | None = None) -> Derivation:
    """L, theta_D, the explicit dual and the KKT system; ``seconds`` limit the work (``None``: the default)."""
    from duality.algebra.uncollected import uncollected
    from duality.derive import derive

    with uncollected(large=len(problem.variables) + len(problem.rows) > LARGE):
        form = form_of(problem, bounds)
        return derive(form, seconds=seconds)


def report_of(problem: Problem, effort: Effort, narrate: Narrate = silent, bounds: BoundsIn = "stated") -> Report:
    """The full report, every stage timed."""
    from duality.api.infimum import refined_primal
    from duality.api.settlement import bounded_by_duality, settle
    from duality.derive.curvature import curvature
    from duality.solve import solve

    started = perf_counter()
    narrate("deriving the dual function")
    derivation = derivation_of(problem, bounds)
    convexity = curvature(derivation.form)
    derived = perf_counter()
    narrate("solving the primal problem")
    primal = solve(derivation.form, tolerance=effort.tolerance, time_limit=effort.time_limit, convex=convexity.verdict)
    primal = refined_primal(derivation.form, primal)
    narrate("settling the dual problem")
    dual = settle(derivation, primal, effort, convex=convexity.verdict == "proved")
    primal, dual = bounded_by_duality(primal, dual)
    solved = perf_counter()
    narrate("verifying")
    report = _judged(derivation, convexity, primal, dual)
    verified = perf_counter()
    return replace(report, seconds=Seconds(0.0, derived - started, solved - derived, verified - solved))


def _judged(derivation: Derivation, convexity: Convexity, primal: Solution, dual: Solution) -> Report:
    """Both claims checked, and turned into the sense of the statement."""
    from duality.api.dual_values import theta_at
    from duality.api.settlement import by_theorem
    from duality.derive.standardize import restore
    from duality.verify import verify

    form = derivation.form
    candidates = () if primal.point is None else (primal.point,)
    theta = partial(theta_at, derivation)
    found = verify(form, convexity, theta, primal, dual, candidates, derivation.dual_function)
    settled = by_theorem(found.primal, found.dual, found.strong_duality)
    is_new = settled is not found.dual
    return Report(
        problem=form.problem,
        form=form,
        derivation=derivation,
        primal=restore(found.primal, form),
        dual=restore(settled, form),
        gap=0.0 if is_new else found.gap,
        strong_duality=found.strong_duality,
        convexity=convexity,
        slater=found.slater,
        slackness=found.slackness,
        kkt_residuals=found.residuals,
        exact_gap=Fraction(0) if is_new and settled.label is Label.EXACT else found.exact_gap,
        saddle_checked=found.saddle_checked,
        warnings=found.warnings,
    )
