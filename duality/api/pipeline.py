"""Problem -> standard form -> derivation -> curvature -> p* -> d* -> verdict, the whole walk through the rooms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import partial
from time import perf_counter

from duality.api.effort import Effort
from duality.api.ledger import VERIFYING, Ledger
from duality.api.weak_duality import consistent, withdrawn
from duality.model.derivation import Derivation
from duality.model.problem import Problem
from duality.model.report import Convexity, Report, Seconds, StrongDuality
from duality.model.solution import Label, Solution

Narrate = Callable[[str], None]
"""Told the name of each stage as it begins."""

CONTRADICTION = StrongDuality("unknown", "", "the claimed solutions contradict each other")


def silent(stage: str) -> None:
    """No narration."""


def derivation_of(problem: Problem) -> Derivation:
    """L, theta_D, the explicit dual and the KKT system."""
    from duality.derive import derive
    from duality.derive.standardize import standardize

    return derive(standardize(problem))


def report_of(problem: Problem, effort: Effort, narrate: Narrate = silent, ledger: Ledger | None = None) -> Report:
    """The full report, every stage timed.

    With a ledger an interruption (`KeyboardInterrupt`) stops the running stage only: what was found by then is
    verified and reported, a second one leaves the verification out. Nothing derived yet: the interruption passes on.
    """
    known = Ledger() if ledger is None else ledger
    walk, report = _Walk(problem, effort, narrate, known), None
    try:
        report = walk.run(keeps=ledger is not None)
        known.finish()
        return report
    except KeyboardInterrupt:
        known.finish()
        if report is not None:
            return report
        if ledger is None or known.derivation is None:
            raise
        from duality.api.early import early_report

        known.stopped = known.stopped or "user"
        return replace(early_report(known, known.derivation), seconds=walk.seconds)


class _Walk:
    """One problem on its way; what it finds goes to the ledger."""

    def __init__(self, problem: Problem, effort: Effort, narrate: Narrate, known: Ledger) -> None:
        self.problem, self.effort, self.narrate, self.known = problem, effort, narrate, known
        self.seconds = Seconds()
        self.began = perf_counter()

    def run(self, *, keeps: bool) -> Report:
        """All stages; an interrupted search is followed by the verification where its bounds are to be kept."""
        derivation, convexity = self._derived()
        warnings: tuple[str, ...] = ()
        try:
            self._searched(derivation, convexity)
        except KeyboardInterrupt:
            if not keeps:
                raise
            self.known.stopped = self.known.stopped or "user"
            warnings = (f"{self.known.why}: the bounds are those reached by then",)
        self._timed("solve")
        self._enter(VERIFYING)
        report = _judged(derivation, convexity, *self._claims())
        self._timed("verify")
        return replace(report, seconds=self.seconds, warnings=(*report.warnings, *warnings))

    def _derived(self) -> tuple[Derivation, Convexity]:
        from duality.derive.curvature import curvature

        self._enter("deriving the dual function")
        derivation = derivation_of(self.problem)
        self.known.derivation = derivation
        convexity = curvature(derivation.form)
        self.known.convexity = convexity
        self._timed("derive")
        return derivation, convexity

    def _searched(self, derivation: Derivation, convexity: Convexity) -> None:
        from duality.api.convexified import with_combination
        from duality.api.infimum import refined_primal
        from duality.api.settlement import settle
        from duality.solve import solve

        known, effort = self.known, self.effort
        self._enter("solving the primal problem")
        primal = solve(
            derivation.form,
            tolerance=effort.tolerance,
            time_limit=effort.primal_limit,
            convex=convexity.verdict,
            watch=known.primal_bounds,
        )
        known.primal = primal
        known.primal_bounds.saw(primal.lower, primal.upper)
        known.primal = refined_primal(derivation.form, primal)
        self._enter("solving the dual problem")
        known.dual = settle(derivation, known.primal, effort, known.dual_bounds)
        known.dual_bounds.saw(known.dual.lower, known.dual.upper)
        known.dual = with_combination(derivation, known.primal, known.dual, effort)

    def _claims(self) -> tuple[Solution, Solution]:
        from duality.api.settlement import bounded_by_duality

        if self.known.primal is not None and self.known.dual is not None:
            return bounded_by_duality(self.known.primal, self.known.dual)
        from duality.api.early import claims

        return bounded_by_duality(*claims(self.known))

    def _enter(self, stage: str) -> None:
        self.known.stage = stage
        self.narrate(stage)

    def _timed(self, stage: str) -> None:
        now = perf_counter()
        self.seconds = replace(self.seconds, **{stage: now - self.began})
        self.began = now


def _judged(derivation: Derivation, convexity: Convexity, primal: Solution, dual: Solution) -> Report:
    """Both claims checked, and turned into the sense of the statement."""
    from duality.api.dual_values import theta_at
    from duality.api.settlement import by_theorem
    from duality.derive.standardize import restore
    from duality.verify import verify

    form = derivation.form
    # Once before the verification, which may replace a claim, and once after it.
    primal, dual, earlier = consistent(primal, dual)
    candidates = () if primal.point is None else (primal.point,)
    theta = partial(theta_at, derivation)
    found = verify(form, convexity, theta, primal, dual, candidates, derivation.dual_function)
    settled = by_theorem(found.primal, found.dual, found.strong_duality)
    is_new = settled is not found.dual
    final, settled, later = consistent(found.primal, settled)
    defects = (*earlier, *later)
    if earlier:
        final, settled = withdrawn(final), withdrawn(settled)
    return Report(
        problem=form.problem,
        form=form,
        derivation=derivation,
        primal=restore(final, form),
        dual=restore(settled, form),
        gap=None if defects else 0.0 if is_new else found.gap,
        strong_duality=CONTRADICTION if defects else found.strong_duality,
        convexity=convexity,
        slater=found.slater,
        slackness=found.slackness,
        kkt_residuals=found.residuals,
        exact_gap=None if defects else Fraction(0) if is_new and settled.label is Label.EXACT else found.exact_gap,
        saddle_checked=found.saddle_checked,
        warnings=(*defects, *found.warnings),
    )
