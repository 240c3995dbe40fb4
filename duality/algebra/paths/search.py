"""The first, or the best, of the proposed paths that pass their check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from math import inf, isfinite

from duality.algebra.paths.bounds import primal_bound
from duality.algebra.paths.limits import is_below, limit
from duality.algebra.paths.path import Path
from duality.algebra.paths.proposals import proposals
from duality.model.budget import UNLIMITED, Budget
from duality.model.form import StandardForm
from duality.model.scalar import Scalar
from duality.records import record

MOST_VARIABLES = 6
"""Beyond it the proposals are too many to be worth their time."""

MOST_PATHS = 600
SHARE = 0.1
"""Of the usual work, for one search."""


@record
class Bounded:
    """p* <= ``value``: the limit of f along the feasible ``path``."""

    value: Scalar | float
    path: Path


def falling(
    form: StandardForm, point: Mapping[str, Scalar | float] | None = None, budget: Budget = UNLIMITED
) -> Path | None:
    """A feasible path along which f tends to -inf."""
    found = (bounded.path for bounded in lowered(form, inf, point, budget) if bounded.value == -inf)
    return next(found, None)


def lowered(
    form: StandardForm, below: float, point: Mapping[str, Scalar | float] | None = None, budget: Budget = UNLIMITED
) -> Iterator[Bounded]:
    """Ever better upper bounds of p* below the given one, each by a feasible path; the last may be -inf."""
    best: Scalar | float = below
    for path in _tried(form, point, budget):
        found = primal_bound(form, path) if _improves(_level(form, path), best) else None
        if found is not None and _improves(found, best):
            yield Bounded(found, path)
            best = found
            if best == -inf:
                return


def _tried(form: StandardForm, point: Mapping[str, Scalar | float] | None, budget: Budget) -> Iterator[Path]:
    if form.domain.discrete or not 0 < len(form.variables) <= MOST_VARIABLES:
        return
    budget = budget.aside(SHARE)
    for path in islice(proposals(form, point), MOST_PATHS):
        if budget.is_over:
            return
        yield path


def _level(form: StandardForm, path: Path) -> Scalar | float:
    """The limit superior of f, below which the path bounds nothing."""
    return limit(form.objective_expression, path).upper


def _improves(value: Scalar | float, best: Scalar | float) -> bool:
    """A bound given in floating point is compared as such."""
    finite = isinstance(best, float) and isfinite(best)
    return float(value) < best if finite else is_below(value, best)
