"""The report of what is known when the work is stopped before its end: what is in evidence by then."""

from __future__ import annotations

from math import inf

from duality.api.progress import Bounds, Progress
from duality.derivation.standardize import restore
from duality.evidence.conclude import conclude
from duality.evidence.ledger import Ledger
from duality.evidence.provers.claims import Claims
from duality.evidence.provers.engines import Engines
from duality.evidence.question import Question
from duality.model.derivation import Derivation
from duality.model.report import Convexity, Report, Slater
from duality.model.solution import Solution, Status
from duality.records import replace
from duality.verify.findings import nothing_found


def claims(known: Progress) -> tuple[Solution, Solution]:
    """p* and d* as they were found, else "unknown"; in the min form."""
    nothing = Solution(Status.UNKNOWN, None)
    return known.primal or nothing, known.dual or nothing


def early_report(known: Progress, derivation: Derivation) -> Report:
    """The report without the rest of the proofs: exact points and certificates count, and bounds that were told."""
    form, why = derivation.form, known.why
    primal, dual = claims(known)
    convexity = known.convexity or Convexity("unknown", f"not examined: {why}")
    slater = Slater("unknown", None, f"not examined: {why}")
    question = Question(form, derivation, convexity, claims=[primal], dual_claims=[dual], known_slater=slater)
    ledger = Ledger(question)
    for prover in (Engines(), Claims()):
        ledger.add(*prover.evidence(question, ledger))
    found = conclude(ledger)
    return Report(
        problem=form.problem,
        form=form,
        derivation=derivation,
        primal=restore(_within(found.primal, known.primal_bounds), form),
        dual=restore(_within(found.dual, known.dual_bounds, known.primal_bounds.upper), form),
        gap=found.gap,
        strong_duality=found.strong_duality,
        convexity=convexity,
        slater=slater,
        slackness=nothing_found(form).slackness,
        kkt_residuals=None,
        warnings=(f"{why}: the bounds are those reached by then, and what was not proved by then stays open",),
    )


def bounded(report: Report, known: Progress) -> Report:
    """The report with the bounds that the running searches told of what it leaves open."""
    form = report.form
    primal, dual = restore(report.primal, form), restore(report.dual, form)
    if primal.status is Status.INFEASIBLE:
        # The searches' upper bounds were taken at points that are only nearly feasible.
        told, ceiling = Bounds(known.dual_bounds.lower), inf
    else:
        told, ceiling = known.dual_bounds, known.primal_bounds.upper
    return replace(
        report,
        primal=restore(_within(primal, known.primal_bounds), form),
        dual=restore(_within(dual, told, ceiling), form),
    )


def _within(found: Solution, bounds: Bounds, ceiling: float = inf) -> Solution:
    """An answer that is not known, between the bounds that the running searches told; d* <= p* <= ``ceiling``."""
    if found.status is not Status.UNKNOWN:
        return found
    lower, upper = max(found.lower, bounds.lower), min(found.upper, bounds.upper, ceiling)
    return Solution(Status.UNKNOWN, None, lower=lower, upper=max(lower, upper), backend=found.backend)
