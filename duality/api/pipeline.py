"""Problem -> standard form -> derivation -> curvature -> p* -> d* -> verdict, the whole walk through the rooms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import partial
from time import perf_counter

from duality.api.effort import Effort
from duality.model.derivation import Derivation
from duality.model.problem import Problem
from duality.model.report import Convexity, Report, Seconds
from duality.model.solution import Label, Solution, Status

Narrate = Callable[[str], None]
"""Told the name of each stage as it begins."""


def silent(stage: str) -> None:
    """No narration."""


def derivation_of(problem: Problem) -> Derivation:
    """L, theta_D, the explicit dual and the KKT system."""
    from duality.derive import derive
    from duality.derive.standardize import standardize

    return derive(standardize(problem))


def report_of(problem: Problem, effort: Effort, narrate: Narrate = silent) -> Report:
    """The full report, every stage timed."""
    from duality.api.infimum import refined_primal
    from duality.api.settlement import bounded_by_duality, settle
    from duality.derive.curvature import curvature
    from duality.solve import solve

    started = perf_counter()
    narrate("deriving the dual function")
    derivation = derivation_of(problem)
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
    from duality.api.settlement import by_theorem, missed
    from duality.derive.standardize import restore
    from duality.verify import verify

    form = derivation.form
    candidates = () if primal.point is None else (primal.point,)
    theta = partial(theta_at, derivation)
    found = verify(form, convexity, theta, primal, dual, candidates, derivation.dual_function)
    primal, dual = by_theorem(found.primal, found.dual, found.strong_duality)
    if found.strong_duality.verdict == "holds":
        primal = missed(derivation, primal, dual)
    unknown = Status.UNKNOWN in (found.primal.status, found.dual.status)
    is_new = unknown and primal.status is dual.status is Status.OPTIMAL
    is_exact = primal.label is Label.EXACT and dual.label is Label.EXACT
    report = Report(
        problem=form.problem,
        form=form,
        derivation=derivation,
        primal=restore(primal, form),
        dual=restore(dual, form),
        gap=0.0 if is_new else found.gap,
        strong_duality=found.strong_duality,
        convexity=convexity,
        slater=found.slater,
        slackness=found.slackness,
        kkt_residuals=found.residuals,
        exact_gap=Fraction(0) if is_new and is_exact else found.exact_gap,
        saddle_checked=found.saddle_checked,
        warnings=found.warnings,
    )
    if not found.slackness or primal.point is None or primal.label is not Label.EXACT:
        return report
    from duality.api.rates import with_rates

    return with_rates(report, primal.point)
