"""v(u) = inf f over c_k(x) <= u (or h_k(x) = u), the other constraints kept: samples, sharpened by local solves."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from duality.model.form import StandardForm
from duality.records import record
from duality.solving.local.compiled import CompiledForm, Inequality
from duality.solving.local.search import SKETCHED, SunkError, is_feasible, local_minimum
from duality.solving.sampling.one_variable import Polynomials
from duality.solving.sampling.samples import SLACK, Samples
from duality.solving.task import Limits

WITHIN = 1e-3
"""A row holds up to this share of what it was moved by."""

LIMITS = Limits()
STARTS = 2
"""Samples from which v(u) is sharpened where the problem is not convex."""


@record
class Moved(Inequality):
    """The row with ``shift`` taken off: c(x) - u."""

    shift: float = 0.0

    def value(self, x: np.ndarray) -> float:
        return self.sign * self.row.value(x) - self.shift


class MovedForm(CompiledForm):
    """The form with the right-hand side of one constraint at u."""

    def __init__(self, form: StandardForm, name: str) -> None:
        super().__init__(form)
        self.name = name
        self._still = (tuple(self.inequalities), tuple(self.equalities))

    def move(self, u: float) -> None:
        """c(x) <= u, or h(x) = u."""
        inequalities, equalities = self._still
        self.inequalities = [self._moved(row, u) for row in inequalities]
        self.equalities = [self._moved(row, u) for row in equalities]

    def _moved(self, row: Inequality, u: float) -> Inequality:
        return Moved(row.row, row.sign, row.name, u) if row.name == self.name else row


def value_function(
    form: StandardForm, k: int, us: np.ndarray, samples: Samples, known: Sequence[np.ndarray], *, convex: bool
) -> np.ndarray:
    """v at every u of ``us`` (ascending), inf where nothing feasible was found, -inf where f sinks; shape of ``us``."""
    polynomials = Polynomials.of(form)
    if polynomials is not None and not polynomials.sinks():
        return np.array([polynomials.least(k, u) for u in us.tolist()])
    constraint = form.constraints[k]
    compiled = MovedForm(form, constraint.name)
    equality = constraint.constraint.kind == "equality"
    others = _others_hold(form, k, samples)
    if convex:
        return _outward(compiled, us, lambda u: [*known, *_best(samples, k, u, others, equality, 1)])
    found: list[tuple[float, np.ndarray | None]] = []
    warm: np.ndarray | None = None
    for u in us.tolist():
        starts = [*([] if warm is None else [warm]), *(known if u >= 0 else ())]
        value, x = _least(compiled, u, [*starts, *_best(samples, k, u, others, equality, STARTS)])
        found.append((value, x))
        warm = warm if x is None else x
    values = _backwards(compiled, us, found)
    return values if equality else np.minimum.accumulate(values)


def _outward(compiled: MovedForm, us: np.ndarray, first: Callable[[float], list[np.ndarray]]) -> np.ndarray:
    """v of a convex problem from the u nearest to 0 outward, each started at its neighbor's minimizer.

    The u at which some x is feasible are an interval: beyond the first u without one there are none.
    """
    values = np.full(len(us), np.inf)
    middle = int(np.argmin(np.abs(us)))
    for places in (range(middle, len(us)), range(middle, -1, -1)):
        warm: np.ndarray | None = None
        for i in places:
            u = float(us[i])
            value, x = _least(compiled, u, [warm] if warm is not None else first(u))
            if warm is not None and x is None and value == np.inf:
                value, x = _least(compiled, u, first(u))
            values[i] = value
            if value == np.inf:
                break
            warm = warm if x is None else x
    return values


def _backwards(compiled: MovedForm, us: np.ndarray, found: list[tuple[float, np.ndarray | None]]) -> np.ndarray:
    """A second pass from the right, each u started at its right neighbor's point."""
    values = np.array([value for value, _ in found])
    start = None
    for i in range(len(us) - 1, -1, -1):
        if start is not None:
            value, x = _least(compiled, float(us[i]), [start])
            if value < values[i]:
                values[i] = value
                found[i] = (value, x)
        start = found[i][1]
    return values


def _least(compiled: MovedForm, u: float, starts: Sequence[np.ndarray]) -> tuple[float, np.ndarray | None]:
    compiled.move(u)
    best: tuple[float, np.ndarray | None] = (np.inf, None)
    for start in starts:
        try:
            x = local_minimum(compiled, start, LIMITS, SKETCHED)
        except SunkError:
            return -np.inf, None
        if x is not None and is_feasible(compiled, x) and _tells(compiled, x, u):
            value = compiled.objective.value(x)
            if value < best[0]:
                best = (value, x)
    return best


def _tells(compiled: MovedForm, x: np.ndarray, u: float) -> bool:
    """What x violates is small beside u: far out, a tolerance relative to x exceeds what the row was moved by."""
    allowed = abs(u) * WITHIN if u else np.inf
    return all(row.value(x) <= allowed for row in compiled.inequalities) and all(
        abs(row.value(x)) <= allowed for row in compiled.equalities
    )


def _others_hold(form: StandardForm, k: int, samples: Samples) -> np.ndarray:
    holds = np.ones(len(samples.x), dtype=bool)
    for i, c in enumerate(form.constraints):
        if i != k and c.constraint.kind == "inequality":
            holds &= samples.constraints[:, i] <= SLACK
    return holds


def _best(samples: Samples, k: int, u: float, others: np.ndarray, equality: bool, count: int) -> list[np.ndarray]:
    """The best samples that satisfy the moved constraint; for an equation, the nearest ones among the good."""
    c = samples.constraints[:, k]
    if equality:
        width = float(np.ptp(c)) if len(c) else 0.0
        score = np.where(others, samples.f, np.inf) + np.where(np.abs(c - u) <= 0.05 * width, 0.0, np.inf)
    else:
        score = np.where(others & (c <= u), samples.f, np.inf)
    order = np.argsort(score, kind="stable")[:count]
    return [samples.x[i] for i in order.tolist() if np.isfinite(score[i])]


def finite_values(samples: Samples, k: int, us: np.ndarray, others: np.ndarray, *, equality: bool) -> np.ndarray:
    """v over a finite D, by looking at every point."""
    c = samples.constraints[:, k]
    fits = [others & (np.abs(c - u) <= SLACK if equality else c <= u + SLACK) for u in us.tolist()]
    return np.array([samples.f[fit].min(initial=np.inf) for fit in fits])
