"""First points of D for the pool: plain ones, corners, a small lattice, a low-discrepancy sequence, finite sets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice, product

import numpy as np

from duality.model.form import StandardForm
from duality.solving.local.compiled import CompiledForm
from duality.solving.local.starts import starting_points

SAMPLES = 150
MOST_CORNERS = 256
MOST_LATTICE = 729
MOST_CHOICES = 4096


def seeds(form: StandardForm, known: Mapping[str, float] | None) -> Iterator[np.ndarray]:
    """The known point first."""
    names = form.variables
    if known is not None:
        yield np.array([known[name] for name in names])
    if form.domain.discrete:
        yield from _choices(form)
        return
    compiled = CompiledForm(form)
    yield from starting_points(compiled, SAMPLES)
    ends = [
        [float(end) for end in (bounds.lower, bounds.upper) if end is not None] or [0.0]
        for bounds in (form.domain.bound(name) for name in names)
    ]
    for corner in islice(product(*ends), MOST_CORNERS):
        yield np.array(corner)
    for side in (range(-2, 3), range(-1, 2)):
        if len(side) ** len(names) <= MOST_LATTICE:
            yield from (np.array(point, dtype=float) for point in product(side, repeat=len(names)))
            break


def _choices(form: StandardForm) -> Iterator[np.ndarray]:
    """Points of the finite sets, where every variable belongs to one."""
    groups = form.domain.discrete
    covered = [name for group in groups for name in group.variables]
    if set(covered) != set(form.variables):
        return
    for choice in islice(product(*(islice(group.points, MOST_CHOICES) for group in groups)), MOST_CHOICES):
        flat = dict(zip(covered, (float(v) for point in choice for v in point), strict=True))
        yield np.array([flat[name] for name in form.variables])
