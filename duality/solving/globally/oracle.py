"""inf over x in D of f without constraints, bounded from both sides: what theta_D is at one point.

A point's value bounds every theta_D from above, whoever found it; only the lower bound needs a proof.
"""

from __future__ import annotations

from math import inf, isfinite

from duality.model.budget import UNLIMITED, Budget
from duality.model.form import StandardForm
from duality.model.solution import Rigor, Solution, Status
from duality.solving.choose import solve
from duality.solving.globally.bound import GlobalBound, Request
from duality.solving.globally.solvers.intervals_ import Intervals

SHARE = 0.25
"""Of the usual work, where no budget is given."""


def inner_infimum(form: StandardForm, *, budget: Budget = UNLIMITED, tolerance: float = 1e-7) -> GlobalBound:
    """inf f over D, for a form without constraints.

    ``status`` is "unbounded" where that is certified, "infeasible" where D is proved empty, "proven" where the bounds
    meet within ``tolerance`` relative to max(1, |value|), else "open". ``lower`` is -inf where nothing is proved.
    """
    if form.constraints:
        raise ValueError("the inner problem has no constraints: they are in its objective")
    budget = budget.bounded(SHARE)
    solution = solve(form, budget=budget)
    found = _bound(solution, tolerance)
    if found.status == "open" and found.point is not None and solution.rigor is Rigor.FOUND:
        intervals = Intervals()
        if intervals.refusal(form) is None and not form.domain.discrete and not budget.is_over and found.lower == -inf:
            request = Request(gap=tolerance, budget=budget, start=found.point, value=found.upper)
            return intervals.bound(form, request)
    return found


def _bound(solution: Solution, tolerance: float) -> GlobalBound:
    """The claim of a solve as bounds; a numerical claim keeps no lower bound but the one it was given."""
    rigorous = solution.rigor in (Rigor.PROVED, Rigor.ENCLOSED)
    name = solution.backend
    match solution.status:
        case Status.UNBOUNDED:
            if solution.rigor is Rigor.FOUND:
                return GlobalBound("open", -inf, inf, None, name, note="; ".join(solution.warnings))
            return GlobalBound("unbounded", -inf, -inf, None, name, rigorous, rigorous)
        case Status.INFEASIBLE:
            if solution.rigor is Rigor.FOUND:
                return GlobalBound("open", -inf, inf, None, name, note="; ".join(solution.warnings))
            return GlobalBound("infeasible", inf, inf, None, name, rigorous, rigorous)
        case Status.OPTIMAL | Status.UNKNOWN:
            point = None if solution.point is None else {key: float(value) for key, value in solution.point}
            upper = solution.upper
            close = isfinite(upper) and upper - solution.lower <= 10 * tolerance * max(1.0, abs(upper))
            proven = close and solution.status is Status.OPTIMAL and solution.rigor is not Rigor.FOUND
            return GlobalBound(
                "proven" if proven else "open",
                solution.lower,
                upper,
                point,
                name,
                rigorous,
                rigorous,
                note="; ".join(solution.warnings),
            )
