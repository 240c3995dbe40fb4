"""Which global solver works when: the cheap and rigorous one first, then SCIP, MAiNGO, and the rest of the time.

Every solver starts from the best point that is known when its turn comes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

import numpy as np

from duality.errors import BackendError
from duality.model.budget import Budget
from duality.model.form import StandardForm
from duality.model.watch import NOBODY, Watch
from duality.solving.globally.bound import GlobalBound, Request
from duality.solving.globally.geometric import Geometric
from duality.solving.globally.solvers.intervals_ import Intervals
from duality.solving.globally.solvers.maingo_ import Maingo
from duality.solving.globally.solvers.protocol import GlobalSolver
from duality.solving.globally.solvers.scip_ import Scip
from duality.solving.local.compiled import CompiledForm
from duality.solving.local.multipliers import recover

GAP, SHARP = 1e-7, 1e-10
"""Relative gaps; in one variable a sharp one costs little."""

FEW = 3
SHORT = 0.075
"""Of the usual work, for the first turn of the interval search, `FEW` variables or less; fewer for more variables."""


class Known(Protocol):
    """What the solvers start from."""

    value: float
    point: Mapping[str, float] | None


def scheduled(
    form: StandardForm, known: Known, budget: Budget, watch: Watch = NOBODY
) -> Iterator[GlobalBound | BackendError]:
    """The bounds of one solver after the other until the budget is over; the caller stops when it has enough."""
    size = len(form.variables)
    geometric, intervals, scip, maingo = Geometric(), Intervals(), Scip(), Maingo()
    if geometric.refusal(form) is None:
        yield _asked(geometric, form, known, watch, budget)
    if intervals.refusal(form) is None:
        yield _asked(intervals, form, known, watch, budget.aside(SHORT if size <= FEW else SHORT / 2))
    if budget.left > 0.2:
        share = 0.8 if intervals.refusal(form) is not None else 0.5
        yield _asked(scip, form, known, watch, budget.share(share))
    if _is_boxed(form) and maingo.refusal(form) is None and budget.left > 2:
        yield _asked(maingo, form, known, watch, budget.share(0.6))
    if intervals.refusal(form) is None and budget.left > 0.5:
        yield _asked(intervals, form, known, watch, budget)


def _is_boxed(form: StandardForm) -> bool:
    """Every variable has two finite bounds: elsewhere MAiNGO proves nothing."""
    bounds = [form.domain.bound(name) for name in form.variables]
    return all(b.lower is not None and b.upper is not None for b in bounds)


def _asked(
    solver: GlobalSolver, form: StandardForm, known: Known, watch: Watch, budget: Budget
) -> GlobalBound | BackendError:
    start = known.point
    request = Request(
        gap=SHARP if len(form.variables) == 1 else GAP,
        budget=budget,
        start=start,
        value=known.value,
        multipliers=_multipliers(form, start),
        watch=watch,
    )
    try:
        return solver.bound(form, request)
    except BackendError as error:
        return error


def _multipliers(form: StandardForm, point: Mapping[str, float] | None) -> Mapping[str, float] | None:
    if point is None or form.domain.discrete:
        return None
    found = recover(CompiledForm(form), np.array([point[name] for name in form.variables]))
    return None if found is None else found.multipliers
