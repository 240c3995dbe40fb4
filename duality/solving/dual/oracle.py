"""theta_D at one y: the global minimum of the inner problem, whose lower bound alone counts as theta_D."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf, isfinite

from duality.errors import BackendError
from duality.model.budget import Budget
from duality.model.form import StandardForm
from duality.records import record
from duality.solving.globally.bound import GlobalBound, Request
from duality.solving.globally.solvers.intervals_ import Intervals
from duality.solving.globally.solvers.scip_ import Scip

SLACK = 1e-10
"""A floating-point solver's bound is trusted up to this times the largest coefficient of L."""
FEW = 3
SHORT = 0.05
"""Of the usual work, for the interval search before SCIP is asked, `FEW` variables or less; a third of it for more."""
TURN = 0.2
"""Of what is left, for SCIP at one y."""


@record
class Infimum:
    """lower <= inf, and points met on the way; ``rigorous`` where rounding was controlled, ``late`` where the time of
    one y was over before the bound was proved."""

    lower: float
    rigorous: bool
    points: tuple[Mapping[str, float], ...]
    solver: str
    late: bool = False


def infimum(form: StandardForm, start: Mapping[str, float], value: float, gap: float, budget: Budget) -> Infimum:
    """The best lower bound of inf f over D within the budget; ``value`` is f at ``start``, a point of D."""
    best = Infimum(-inf, False, (), "")
    rounding = SLACK * _largest_coefficient(form)
    points: list[Mapping[str, float]] = []
    late = False
    for solver, own in _turns(form, budget):
        if own.left <= 0.05:
            continue
        try:
            found = solver.bound(form, Request(gap=gap, budget=own, start=start, value=value))
        except BackendError:
            continue
        if found.point is not None:
            points.append(found.point)
        lower = _lower(found) - (0.0 if found.rigorous_lower else rounding)
        if lower > best.lower:
            best = Infimum(lower, found.rigorous_lower, (), found.solver)
        late = own.is_over
        if isfinite(lower) and found.status == "proven":
            late = False
            break
    return Infimum(best.lower, best.rigorous, tuple(points), best.solver, late)


def _largest_coefficient(form: StandardForm) -> float:
    """The scale of what may cancel in L: large multipliers times small constraints."""
    row = form.objective
    parts = (row.linear, row.quadratic, ((atom, c) for c, atom in row.atoms), ((node, c) for c, node in row.remainder))
    return max([1.0, *(abs(float(c)) for part in parts for _, c in part)])


def _turns(form: StandardForm, budget: Budget) -> list[tuple[Intervals | Scip, Budget]]:
    intervals, scip = Intervals(), Scip()
    if intervals.refusal(form) is not None:
        return [(scip, budget.share(TURN))]
    return [(intervals, budget.aside(SHORT if len(form.variables) <= FEW else SHORT / 3)), (scip, budget.share(TURN))]


def _lower(found: GlobalBound) -> float:
    """An empty D would have been told before; "infeasible" in floating point says nothing here."""
    return -inf if found.status == "infeasible" else min(found.lower, found.upper)
