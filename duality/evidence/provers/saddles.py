"""Saddle points of problems that are not convex: boxes about the solvers' x and multipliers, and where L is convex."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import isfinite

import numpy as np

from duality.evidence.checks.saddles import around_point
from duality.evidence.comparison import greater
from duality.evidence.ledger import Ledger
from duality.evidence.provers.enclosures import inside, placed
from duality.evidence.question import Question
from duality.model.evidence import EnclosedSaddle, Evidence
from duality.model.form import StandardForm
from duality.model.scalar import Scalar
from duality.solving.local.compiled import CompiledForm
from duality.solving.local.polish import polished
from duality.verify.evaluation import Values, as_values, floats

LARGEST = 6
POSITIVE = 1e-6
"""A multiplier times its gradient, relative to that of f, from which a row counts as active."""

RADII = (1e-12, 1e-10, 1e-8)
"""Half the widths of the boxes relative to 1 + the value."""

HALVINGS = 12
"""Of the larger box, whose first sides are 1 + |x|."""


class EnclosedSaddles:
    """p* = d* = f(x*), where x* minimizes L at its multipliers."""

    name = "saddle points in boxes"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        p, d = ledger.p, ledger.d
        if ledger.equal is not None or (p.is_closed and d.is_closed):
            return "p* and d* are known"
        if not p.upper.is_finite or greater(p.lower, d.upper):
            return "p* is not finite, or d* is less"
        form = question.form
        if len(form.variables) > LARGEST or form.domain.discrete:
            return f"finite sets, or more than {LARGEST} variables"
        return None if form.constraints else "there are no constraints"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        for point, multipliers, source in _claimed(question, ledger):
            witness = _witness(question.form, point, multipliers)
            if witness is not None:
                yield Evidence("p", witness, source=f"beside the point of {source}")
                return


def _claimed(question: Question, ledger: Ledger) -> Iterator[tuple[Values, Values, str]]:
    """Points and multipliers of solvers, each point with its own multipliers or with those of d*."""
    form = question.form
    best = ledger.d.lower_by
    others = [as_values(s.point) for s in question.dual_claims if s.point is not None]
    others += [as_values(best.point)] if best is not None and best.point is not None else []
    for solution in question.claims:
        point = as_values(solution.point or ())
        if set(point) < set(form.variables) or not all(isfinite(float(v)) for v in point.values()):
            continue
        own = [] if solution.multipliers is None else [as_values(solution.multipliers)]
        for multipliers in (*own, *others):
            if {c.name for c in form.constraints} <= set(multipliers):
                yield point, multipliers, solution.backend


def _witness(form: StandardForm, point: Values, multipliers: Values) -> EnclosedSaddle | None:
    """The smallest boxes that hold a KKT point, in the largest one in which L is proved to be convex."""
    compiled = CompiledForm(form)
    start = np.array([floats(point)[name] for name in form.variables])
    x, weights = polished(compiled, start, floats(multipliers))
    active = _active(compiled, x, weights)
    at = {name: placed(form, name, float(x[k])) for k, name in enumerate(form.variables)}
    free = [name for k, name in enumerate(form.variables) if inside(form, name, float(x[k]))]
    for radius in RADII:
        ends = tuple((name, *_about(at[name], radius * (name in free))) for name in form.variables)
        about = tuple((name, *_about(Fraction(weights[name]), radius)) for name in active)
        for k in range(HALVINGS):
            around = tuple((name, *_clipped(form, name, at[name], 0.5**k)) for name in form.variables)
            witness = EnclosedSaddle(ends, about, around)
            found = around_point(form, witness)
            if not isinstance(found, str):
                return witness
            if "KKT equations" in found:
                break
    return None


def _about(value: Fraction, radius: float) -> tuple[Fraction, Fraction]:
    half = Fraction(radius * (1 + abs(float(value))))
    return value - half, value + half


def _clipped(form: StandardForm, name: str, value: Fraction, radius: float) -> tuple[Fraction, Fraction]:
    """The box about the value inside the bounds of D, halfway to those that D leaves out."""
    bounds = form.domain.bound(name)
    low, high = _about(value, radius)
    if bounds.lower is not None and low <= bounds.lower:
        low = _end(value, bounds.lower, closed=bounds.lower_closed)
    if bounds.upper is not None and high >= bounds.upper:
        high = _end(value, bounds.upper, closed=bounds.upper_closed)
    return low, high


def _end(value: Fraction, bound: Scalar, *, closed: bool) -> Fraction:
    return bound if closed and isinstance(bound, Fraction) else (value + Fraction(float(bound))) / 2


def _active(compiled: CompiledForm, x: np.ndarray, weights: dict[str, float]) -> list[str]:
    """The equations, and the inequalities whose multipliers hold f's gradient."""
    size = float(np.abs(compiled.objective.gradient(x)).max(initial=0.0))
    rows = {row.name: row for row in compiled.inequalities if row.name is not None}
    equations = [name for name in weights if name not in rows]
    pressing = [
        name
        for name, row in rows.items()
        if weights.get(name, 0.0) * float(np.abs(row.gradient(x)).max(initial=0.0)) > POSITIVE * max(size, POSITIVE)
    ]
    return [name for name in weights if name in equations or name in pressing]
