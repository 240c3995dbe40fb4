"""Problem -> standard form -> derivation -> curvature -> p* -> d* -> verdict, the whole walk through the rooms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import partial
from time import perf_counter
from typing import Literal, assert_never

from duality.api.effort import Effort
from duality.api.ledger import VERIFYING, Ledger
from duality.api.stationary import completed, degenerate_points, settled_dual, stationary_points
from duality.api.weak_duality import consistent, withdrawn
from duality.errors import ProblemError
from duality.model.derivation import Derivation
from duality.model.form import StandardForm
from duality.model.problem import Problem
from duality.model.report import Convexity, KKTPoints, Report, Seconds, StrongDuality
from duality.model.solution import Label, Solution, Status

Narrate = Callable[[str], None]
"""Told the name of each stage as it begins."""

LONG = 10.0
"""Seconds of a time limit beside which the usual allowance of a derivation is short."""

CONTRADICTION = StrongDuality("unknown", "", "the claimed solutions contradict each other")


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


def refuse_letters(problem: Problem) -> None:
    """`ProblemError` names a letter without a value: most of what is computed needs numbers."""
    if problem.parameters:
        letter = problem.parameters[0].name
        raise ProblemError(
            f"the letter '{letter}' has no value, and this needs numbers",
            help=f"give it one: --set {letter}=2, or problem.set({letter}=2)",
        )


def form_of(problem: Problem, bounds: BoundsIn = "stated") -> StandardForm:
    """The standard form, its simple bounds moved where they are wanted."""
    from duality.derive.standardize import standardize

    refuse_letters(problem)
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


def report_of(
    problem: Problem,
    effort: Effort,
    narrate: Narrate = silent,
    ledger: Ledger | None = None,
    bounds: BoundsIn = "stated",
) -> Report:
    """The full report, every stage timed.

    With a ledger an interruption (`KeyboardInterrupt`) stops the running stage only: what was found by then is
    verified and reported, a second one leaves the verification out. Nothing derived yet: the interruption passes on.
    """
    known = Ledger() if ledger is None else ledger
    walk, report = _Walk(problem, effort, narrate, known, bounds), None
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

    def __init__(self, problem: Problem, effort: Effort, narrate: Narrate, known: Ledger, bounds: BoundsIn) -> None:
        self.problem, self.effort, self.narrate, self.known = problem, effort, narrate, known
        self.bounds: BoundsIn = bounds
        self.seconds = Seconds()
        self.listed: KKTPoints | None = None
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
        report = _with_points(_judged(derivation, convexity, *self._claims()), self.listed, self.effort)
        self._timed("verify")
        return replace(report, seconds=self.seconds, warnings=(*report.warnings, *warnings))

    def _derived(self) -> tuple[Derivation, Convexity]:
        from duality.derive.curvature import curvature

        self._enter("deriving the dual function")
        derivation = derivation_of(self.problem, self.bounds, self._derivation_limit())
        self.known.derivation = derivation
        convexity = curvature(derivation.form)
        self.known.convexity = convexity
        self._timed("derive")
        return derivation, convexity

    def _derivation_limit(self) -> float | None:
        """A derivation takes at most half of a short time limit; with a long one it has its usual allowance."""
        limit = self.effort.limit
        return None if limit is None or limit > LONG else limit / 2

    def _searched(self, derivation: Derivation, convexity: Convexity) -> None:
        from duality.api.convexified import with_combination
        from duality.api.infimum import refined_primal
        from duality.api.settlement import settle
        from duality.solve import solve

        known, effort = self.known, self.effort
        self._enter("solving the primal problem")
        form = derivation.form
        listed = stationary_points(form, convexity, effort)
        if listed is not None and listed.minimum is not None:
            known.primal = primal = listed.minimum
            known.primal_bounds.saw(primal.lower, primal.upper)
        else:
            primal = solve(
                form,
                tolerance=effort.tolerance,
                time_limit=effort.primal_limit,
                convex=convexity.verdict,
                watch=known.primal_bounds,
            )
            known.primal = primal
            known.primal_bounds.saw(primal.lower, primal.upper)
            known.primal = refined_primal(form, primal)
        self.listed = completed(form, listed, known.primal, effort)
        self._enter("solving the dual problem")
        convex = convexity.verdict == "proved"
        known.dual = settled_dual(self.listed) or settle(
            derivation, known.primal, effort, known.dual_bounds, convex=convex
        )
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


def _with_points(report: Report, listed: KKTPoints | None, effort: Effort) -> Report:
    """The KKT points in the sense of the statement."""
    found = listed or degenerate_points(report.form, report.convexity, report.slater, effort)
    if found is None:
        return report
    from duality.derive.kkt_points import restored

    found = restored(found, report.form)
    return replace(report, kkt_points=found.points, kkt_complete=found.complete, kkt_note=found.note)


def _judged(derivation: Derivation, convexity: Convexity, primal: Solution, dual: Solution) -> Report:
    """Both claims checked, and turned into the sense of the statement."""
    from duality.api.dual_values import theta_at
    from duality.api.settlement import by_theorem, missed, overruled
    from duality.derive.standardize import restore
    from duality.verify import verify

    form = derivation.form
    # Once before the verification, which may replace a claim, and once after it.
    primal, dual, earlier = consistent(primal, dual)
    candidates = () if primal.point is None else (primal.point,)
    theta = partial(theta_at, derivation)
    found = verify(form, convexity, theta, primal, dual, candidates, derivation.dual_function)
    corrected = overruled(found.primal, found.dual, found.strong_duality)
    if corrected is not None:
        found = verify(form, convexity, theta, corrected, found.dual, (), derivation.dual_function)
    final, settled = by_theorem(found.primal, found.dual, found.strong_duality)
    if found.strong_duality.verdict == "holds":
        final = missed(derivation, final, settled)
    unknown = Status.UNKNOWN in (found.primal.status, found.dual.status)
    is_new = unknown and final.status is settled.status is Status.OPTIMAL
    final, settled, later = consistent(final, settled)
    defects = (*earlier, *later)
    if earlier:
        final, settled = withdrawn(final), withdrawn(settled)
    is_exact = final.label is Label.EXACT and settled.label is Label.EXACT
    report = Report(
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
        exact_gap=None if defects else Fraction(0) if is_new and is_exact else found.exact_gap,
        saddle_checked=found.saddle_checked,
        warnings=(*defects, *found.warnings),
    )
    if not found.slackness or final.point is None or final.label is not Label.EXACT:
        return report
    from duality.api.rates import with_rates

    return with_rates(report, final.point)
