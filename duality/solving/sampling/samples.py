"""Samples of D with the values of f, c and h, all at once; the same ones on every run."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import islice, product

import numpy as np

from duality.algebra.tape.arrays import array_values
from duality.model.expression import Expression
from duality.model.form import Row, StandardForm
from duality.records import record, replace
from duality.solving.local.compiled import CompiledForm
from duality.solving.local.search import SKETCHED, SunkError, is_feasible, local_minimum
from duality.solving.task import Limits

SLACK = 1e-9
"""Relative slack of a condition at a sample."""

MOST_CHOICES = 4096
"""The largest finite set that is drawn whole."""

NEAR, FAR = 1.4, 4.0
"""Natural logarithms of how far, in half widths of the window, samples of an unbounded variable go."""


@record(slots=False)
class Samples:
    """x of shape (N, n), f of shape (N,), constraints of shape (N, m), and which x satisfy all of them."""

    x: np.ndarray
    f: np.ndarray
    constraints: np.ndarray
    feasible: np.ndarray

    def chosen(self, mask: np.ndarray) -> Samples:
        return Samples(self.x[mask], self.f[mask], self.constraints[mask], self.feasible[mask])


def evaluated(form: StandardForm, x: np.ndarray) -> Samples:
    """The values at those rows of ``x`` that lie in D and where every function is defined, in their order."""
    named = {name: x[:, k] for k, name in enumerate(form.variables)}

    def values(node: Expression) -> np.ndarray:
        return np.broadcast_to(array_values(node, named), (len(x),))

    f = values(form.objective_expression)
    rows = [values(c.expression) for c in form.constraints]
    constraints = np.stack(rows, axis=1) if rows else np.empty((len(x), 0))
    with np.errstate(invalid="ignore"):
        kept = np.isfinite(f) & np.isfinite(constraints).all(axis=1) & _in_domain(form, x, values)
        allowed = SLACK * (1 + np.abs(x).max(axis=1, initial=0.0))
        feasible = np.ones(len(x), dtype=bool)
        for k, c in enumerate(form.constraints):
            off = np.abs(constraints[:, k]) if c.constraint.kind == "equality" else constraints[:, k]
            feasible &= off <= allowed
    return Samples(x, f, constraints, feasible).chosen(kept)


def _in_domain(form: StandardForm, x: np.ndarray, values) -> np.ndarray:
    inside = np.ones(len(x), dtype=bool)
    for k, name in enumerate(form.variables):
        bounds = form.domain.bound(name)
        if bounds.lower is not None:
            end = float(bounds.lower)
            inside &= x[:, k] >= end if bounds.lower_closed else x[:, k] > end
        if bounds.upper is not None:
            end = float(bounds.upper)
            inside &= x[:, k] <= end if bounds.upper_closed else x[:, k] < end
    for condition in form.domain.conditions:
        found = values(condition.expression)
        if condition.nonzero:
            inside &= found != 0
        elif condition.equality:
            inside &= np.abs(found) <= SLACK
        else:
            inside &= found > 0 if condition.strict else found >= -SLACK
    return inside


def is_finite(form: StandardForm) -> bool:
    """D is a finite set of points, small enough to be drawn whole."""
    covered = {name for group in form.domain.discrete for name in group.variables}
    if covered != set(form.variables):
        return False
    count = 1
    for group in form.domain.discrete:
        count *= len(group.points)
    return count <= MOST_CHOICES


def finite_points(form: StandardForm) -> np.ndarray:
    """Every point of a finite D, shape (N, n)."""
    groups = form.domain.discrete
    covered = [name for group in groups for name in group.variables]
    places = [covered.index(name) for name in form.variables]
    choices = islice(product(*(islice(group.points, MOST_CHOICES) for group in groups)), MOST_CHOICES)
    rows = [[float(value) for point in choice for value in point] for choice in choices]
    return np.array(rows, dtype=float).reshape(-1, len(covered))[:, places]


def line(box: tuple[np.ndarray, np.ndarray], count: int) -> np.ndarray:
    """n = 1: ``count`` equal steps over the window, shape (count, 1)."""
    return np.linspace(box[0][0], box[1][0], count)[:, None]


def grid(box: tuple[np.ndarray, np.ndarray], count: int) -> np.ndarray:
    """n = 2: the centers of ``count`` times ``count`` cells, row by row, shape (count^2, 2)."""
    steps = (np.arange(count) + 0.5) / count
    first = box[0][0] + (box[1][0] - box[0][0]) * steps
    second = box[0][1] + (box[1][1] - box[0][1]) * steps
    return np.stack([np.tile(first, count), np.repeat(second, count)], axis=1)


def spread(form: StandardForm, box: tuple[np.ndarray, np.ndarray], count: int) -> np.ndarray:
    """``count`` points, a third each in the window, around it, and far out along unbounded variables, shape (count, n).

    Where D has an open end instead, those of the last two thirds crowd toward it.

    The additive recurrence with the generalized golden ratio (Roberts' R sequence); finite sets are drawn from in turn.
    """
    low, high = box
    size = len(low)
    ratio = 2.0
    for _ in range(60):
        ratio = (1 + ratio) ** (1 / (size + 1))
    steps = ratio ** -(np.arange(size) + 1.0)
    uniform = (0.5 + np.arange(1, count + 1)[:, None] * steps) % 1.0
    x = low + (high - low) * uniform
    for k, name in enumerate(form.variables):
        bounds = form.domain.bound(name)
        below = -np.inf if bounds.lower is None else float(bounds.lower)
        above = np.inf if bounds.upper is None else float(bounds.upper)
        for place, tail in ((1, NEAR), (2, FAR)):
            share = 2 * uniform[place::3, k] - 1
            middle, half = (low[k] + high[k]) / 2, (high[k] - low[k]) / 2
            outer = middle + half * share * np.exp(tail * np.abs(share))
            inside = (outer >= below) & (outer <= above)
            # Near an open end functions may do what they do nowhere else: x^2/y at y > 0.
            closer = np.exp(-2 * tail * np.abs(share)) * (high[k] - low[k])
            if bounds.lower is not None and not bounds.lower_closed:
                x[place::3, k] = np.where(outer < below, below + closer, x[place::3, k])
            if bounds.upper is not None and not bounds.upper_closed:
                x[place::3, k] = np.where(outer > above, above - closer, x[place::3, k])
            x[place::3, k] = np.where(inside, outer, x[place::3, k])
    for group in form.domain.discrete:
        places = [form.variables.index(name) for name in group.variables]
        drawn = [group.points[k] for k in (uniform[:, places[0]] * len(group.points)).astype(int).tolist()]
        x[:, places] = np.array([[float(value) for value in point] for point in drawn]).reshape(count, -1)
    return x


ENOUGH = 40
TRIED = 12
"""Samples that are projected where too few are feasible."""

LARGEST = 60
"""No projections with more variables than this."""

LIMITS = Limits()


def feasible_points(form: StandardForm, samples: Samples, known: Sequence[np.ndarray]) -> np.ndarray:
    """Feasible points, shape (k, n), the known ones first; few or none where none are found."""
    found = [x for x in known if is_feasible(CompiledForm(form), x)] if not form.domain.discrete else []
    inside = samples.x[samples.feasible]
    found.extend(inside[:: max(1, len(inside) // ENOUGH)])
    if len(found) < ENOUGH and not form.domain.discrete and len(form.variables) <= LARGEST:
        step = max(1, len(samples.x) // TRIED)
        found.extend(x for start in samples.x[::step] if (x := _projected(form, start)) is not None)
    return np.array(found).reshape(-1, len(form.variables))


def _projected(form: StandardForm, start: np.ndarray) -> np.ndarray | None:
    """A feasible point nearest to ``start``, as a local solve finds it."""
    centers = [Fraction(float(value)) for value in start]
    distance = Row(
        sum((c * c for c in centers), Fraction(0)),
        tuple((name, -2 * c) for name, c in zip(form.variables, centers, strict=True) if c != 0),
        tuple(((name, name), Fraction(1)) for name in form.variables),
    )
    compiled = CompiledForm(replace(form, objective=distance))
    try:
        x = local_minimum(compiled, start, LIMITS, SKETCHED)
    except SunkError:
        return None
    return x if x is not None and is_feasible(compiled, x) else None
