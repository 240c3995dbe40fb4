"""Problem -> standard form -> derivation -> curvature -> p* -> d* -> verdict, the whole walk through the rooms."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, Literal, assert_never

from duality import api, evidence, solving, verify
from duality.algebra.uncollected import uncollected
from duality.api.boundary import boundary
from duality.api.effort import Effort
from duality.api.progress import STOPS, VERIFYING, Progress
from duality.api.stationary import completed, degenerate_points, exact_claims, marked, settled_dual, stationary_points
from duality.derivation import derive, kkt_points
from duality.derivation.sizes import refuse_extreme_numbers, refuse_extreme_rows
from duality.derivation.standardize import restore, standardize
from duality.errors import OutOfBudget, ProblemError
from duality.evidence import provers
from duality.model.budget import Budget, attempted, finishing, spending
from duality.model.derivation import Derivation
from duality.model.form import StandardForm
from duality.model.problem import IntegerRange, Membership, Problem
from duality.model.report import Convexity, KKTPoints, Report, Seconds, Slater
from duality.model.solution import Label, Solution, Status
from duality.records import replace

if TYPE_CHECKING:
    from duality.api.presolved import Presolved

Narrate = Callable[[str], None]
"""Told the name of each stage as it begins."""

DERIVING = "deriving the dual function"

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
    refuse_letters(problem)
    refuse_extreme_numbers(problem)
    form = _form_of(_with_ends(problem)[0], bounds)
    refuse_extreme_rows(form)
    return form


def _with_ends(problem: Problem) -> tuple[Problem, str | None]:
    if all(not isinstance(row, Membership) or not isinstance(row.set, IntegerRange) for row in problem.domain):
        return problem, None
    return api.integers.with_ends(problem)


def _form_of(problem: Problem, bounds: BoundsIn) -> StandardForm:
    match bounds:
        case "stated":
            return standardize(problem)
        case "X":
            from duality.derivation.domain_choice import keep_bounds

            return keep_bounds(problem)
        case "multipliers":
            from duality.derivation.domain_choice import dualize_bounds

            return dualize_bounds(problem)
        case _:
            assert_never(bounds)


def derivation_of(problem: Problem, bounds: BoundsIn = "stated", budget: Budget | None = None) -> Derivation:
    """L, theta_D, the explicit dual and the KKT system, within the budget (``None``: the usual one)."""

    with (
        boundary(Progress(stage=DERIVING)),
        uncollected(large=len(problem.variables) + len(problem.rows) > LARGE),
    ):
        form = form_of(problem, bounds)
        return derive(form, budget)


def report_of(
    problem: Problem,
    effort: Effort,
    narrate: Narrate = silent,
    progress: Progress | None = None,
    bounds: BoundsIn = "stated",
) -> Report:
    """The full report, every stage timed.

    With a record of progress an interruption (`KeyboardInterrupt`) stops the running stage only: what was found by
    then is verified and reported, a second one leaves the verification out. Nothing derived yet: it passes on.
    """
    known = Progress() if progress is None else progress
    walk, report = _Walk(problem, effort, narrate, known, bounds), None
    try:
        with boundary(known), spending(effort.report):
            report = walk.run(keeps=progress is not None)
        known.finish()
        return report
    except STOPS as stop:
        known.finish()
        if report is not None:
            return report
        if known.derivation is None or (progress is None and isinstance(stop, KeyboardInterrupt)):
            raise
        known.stop(stop)
        with boundary(known), finishing():
            return replace(api.early.early_report(known, known.derivation), seconds=walk.seconds)


class _Walk:
    """One problem on its way; what it finds is taken down."""

    def __init__(self, problem: Problem, effort: Effort, narrate: Narrate, known: Progress, bounds: BoundsIn) -> None:
        self.problem, self.effort, self.narrate, self.known = problem, effort, narrate, known
        self.bounds: BoundsIn = bounds
        self.seconds = Seconds()
        self.cut: str | None = None
        self.listed: KKTPoints | None = None
        self.began = perf_counter()

    def run(self, *, keeps: bool) -> Report:
        """All stages; an interrupted search is followed by the verification where its bounds are to be kept."""
        derivation, convexity = self._derived()
        whole = api.presolved.Presolved(derivation, convexity)
        searched = attempted(self.effort.searches, partial(api.presolved.presolved, derivation, convexity), whole)
        try:
            with spending(self.effort.searches):
                self._searched(searched)
        except STOPS as stop:
            if not keeps and isinstance(stop, KeyboardInterrupt):
                raise
            self.known.stop(stop)
        stopped = self.known.why if self.known.stopped else ""
        self._timed("solve")
        self._enter(VERIFYING)
        report = _judged(derivation, convexity, searched, self.effort, hurried=self.known.stopped in ("user", "memory"))
        if stopped:
            report = api.early.bounded(report, self.known)
            report = replace(report, warnings=(*report.warnings, f"{stopped}: the bounds are those reached by then"))
        report = attempted(self.effort.budget, partial(_with_points, report, self.listed, self.effort), report)
        self._timed("verify")
        told = () if self.cut is None else (self.cut,)
        return replace(report, seconds=self.seconds, warnings=(*report.warnings, *told))

    def _derived(self) -> tuple[Derivation, Convexity]:
        from duality.derivation.curvature import curvature

        self._enter(DERIVING)
        if not self.problem.parameters:
            self.problem, self.cut = _with_ends(self.problem)
        derivation = derivation_of(self.problem, self.bounds, self.effort.derivation)
        self.known.derivation = derivation
        convexity = curvature(derivation.form)
        self.known.convexity = convexity
        self._timed("derive")
        return derivation, convexity

    def _searched(self, searched: Presolved) -> None:
        """p* and d* of the problem, or of its parts in turn; what is found is kept when this is interrupted."""
        if searched.parts:
            for k, part in enumerate(searched.parts):
                self._searched_one(part, self.effort.share(len(searched.parts) - k))
            searched.gather()
        else:
            self._searched_one(searched, self.effort)
        self._take_down(searched)
        self.listed = searched.listed if searched.scaled is None else searched.scaled.listed(searched.listed)

    def _searched_one(self, searched: Presolved, effort: Effort) -> None:
        self._enter("solving the primal problem")
        form, derivation = searched.form, searched.derivation
        primal_bounds = searched.watched(self.known.primal_bounds)
        dual_bounds = searched.watched(self.known.dual_bounds)
        listed = stationary_points(form, searched.convexity, effort)
        if listed is not None and listed.minimum is not None:
            searched.primal = primal = listed.minimum
        else:
            asked = partial(
                solving.solve, form, tolerance=effort.tolerance, convex=searched.convexity.verdict, watch=primal_bounds
            )
            searched.primal = primal = self._in_time(effort.primal, asked)
            searched.claims.append(primal)
            searched.primal = attempted(effort.searches, partial(provers.derived.refined, form, primal), primal)
        primal_bounds.saw(primal.lower, primal.upper)
        searched.listed = completed(form, listed, searched.primal, effort)
        searched.claims += exact_claims(searched.listed)
        if not searched.name:
            self._take_down(searched)
        self._enter("solving the dual problem")
        convex = searched.convexity.verdict == "proved"
        known = settled_dual(searched.listed)
        settle = partial(api.settlement.settle, convex=convex, tried=searched.tried)
        asked = partial(settle, derivation, searched.primal, effort, dual_bounds)
        searched.dual = dual = known or self._in_time(effort.searches, asked)
        dual_bounds.saw(dual.lower, dual.upper)
        mixed = partial(api.convexified.with_combination, derivation, searched.primal, dual, effort)
        searched.dual = attempted(effort.searches, mixed, dual)

    def _in_time(self, budget: Budget, search: Callable[[], Solution]) -> Solution:
        """What the search finds; "unknown" where the budget is over before it is done."""
        try:
            with spending(budget) as allowed:
                found = search()
                if found.status is Status.UNKNOWN and allowed.is_over:
                    self.known.stop(OutOfBudget(self.known.stage))
                return found
        except OutOfBudget as stop:
            self.known.stop(stop)
            return Solution(Status.UNKNOWN, None)

    def _take_down(self, searched: Presolved) -> None:
        """What is claimed of p* and d* by now, in the numbers of the statement."""
        scaled = searched.scaled
        self.known.primal = searched.primal if scaled is None else scaled.restored(searched.primal)
        if searched.dual.status is not Status.UNKNOWN:
            self.known.dual = searched.dual if scaled is None else scaled.restored(searched.dual, dual=True)

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
    primal = report.primal
    if primal.value is not None:
        found = marked(found, replace(primal, value=report.form.sign * primal.value))
    found = kkt_points.restored(found, report.form)
    return replace(report, kkt_points=found.points, kkt_complete=found.complete, kkt_note=found.note)


def _judged(
    derivation: Derivation, convexity: Convexity, searched: Presolved, effort: Effort, *, hurried: bool = False
) -> Report:
    """What the evidence proves, in the sense of the statement, and the findings at x*."""
    form = derivation.form
    ledger = searched.settled(effort.proofs, hurried=hurried)
    found = searched.restored(evidence.conclude.conclude(ledger))
    looked = partial(
        verify.findings.findings,
        form,
        found.primal,
        found.dual,
        found.strong_duality,
        partial(provers.dual_values.theta_at, derivation),
        convex=convexity.verdict == "proved",
    )
    shown = attempted(effort.report, looked, verify.findings.nothing_found(form))
    unexamined = Slater("unknown", None, "not examined: the limit was reached")
    defects = () if ledger.contradiction is None else (f"defect: {ledger.contradiction}",)
    report = Report(
        problem=form.problem,
        form=form,
        derivation=derivation,
        primal=restore(found.primal, form),
        dual=restore(found.dual, form),
        gap=found.gap,
        strong_duality=found.strong_duality,
        convexity=convexity,
        slater=attempted(effort.report, lambda: ledger.question.slater, unexamined),
        slackness=shown.slackness,
        kkt_residuals=shown.residuals,
        exact_gap=found.exact_gap,
        saddle_checked=shown.saddle_checked,
        warnings=(*defects, *shown.warnings),
        evidence=evidence.support.supporting(ledger),
        refused=tuple((refusal.evidence.source or "a claim", refusal.why) for refusal in ledger.refused),
        in_units="" if searched.scaled is None else searched.scaled.words,
        subgradients=shown.subgradients,
    )
    if not shown.slackness or found.primal.point is None or found.primal.label is not Label.EXACT:
        return report
    point = found.primal.point
    return attempted(effort.budget, lambda: api.price_ranges.with_ranges(api.rates.with_rates(report, point)), report)
