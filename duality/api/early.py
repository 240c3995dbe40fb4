"""The report of what is known when the work is stopped before its end: bounds, and claims that nobody has verified."""

from __future__ import annotations

from dataclasses import replace

from duality.api.ledger import Bounds, Ledger
from duality.api.weak_duality import consistent
from duality.derive.standardize import restore
from duality.model.derivation import Derivation
from duality.model.report import Convexity, Report, SlacknessRow, Slater, StrongDuality
from duality.model.solution import Label, Solution, Status


def claims(known: Ledger) -> tuple[Solution, Solution]:
    """p* and d* as they were found, else "unknown" between the bounds that were reached; in the min form."""
    primal = _bounded(known.primal_bounds) if known.primal is None else known.primal
    if known.dual is not None:
        return primal, known.dual
    dual = _bounded(known.dual_bounds)
    # d* <= p*, and both were searched with the same f.
    return primal, replace(dual, upper=max(dual.lower, min(dual.upper, primal.upper)))


def early_report(known: Ledger, derivation: Derivation) -> Report:
    """The report without verification: no claim keeps a label that it was not checked for, and no verdict is given."""
    primal, dual, defects = consistent(*map(_unverified, claims(known)))
    form = derivation.form
    why = known.why
    return Report(
        problem=form.problem,
        form=form,
        derivation=derivation,
        primal=restore(primal, form),
        dual=restore(dual, form),
        gap=None,
        strong_duality=StrongDuality("unknown", "", why),
        convexity=known.convexity or Convexity("unknown", f"not examined: {why}"),
        slater=Slater("unknown", None, f"not examined: {why}"),
        slackness=tuple(
            SlacknessRow(c.name, c.constraint.kind, None, None, None, None, None) for c in form.constraints
        ),
        kkt_residuals=None,
        warnings=(*defects, f"{why}: the bounds are those reached by then, and nothing was verified"),
    )


def _bounded(bounds: Bounds) -> Solution:
    return Solution(Status.UNKNOWN, None, lower=bounds.lower, upper=max(bounds.lower, bounds.upper))


def _unverified(claim: Solution) -> Solution:
    return replace(claim, label=Label.NUMERICAL, exact=None)
