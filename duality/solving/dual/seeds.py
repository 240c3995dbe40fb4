"""First points of D for the pool: plain ones, corners, a small lattice, a low-discrepancy sequence, finite sets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice, product

import numpy as np

from duality.model.form import StandardForm
from duality.solving.dual.pool import without_sets
from duality.solving.local.compiled import CompiledForm
from duality.solving.local.starts import starting_points

SAMPLES = 150
MOST_CORNERS = 256
MOST_LATTICE = 729
MOST_CHOICES = 4096
MOST_MIXED, LEAST_MIXED = 600, 3
"""Points where some coordinates lie in finite sets and others do not; the least for each choice of the former."""


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
    """Every choice of the finite sets, with a few points of the coordinates beside them."""
    groups = form.domain.discrete
    covered = [name for group in groups for name in group.variables]
    places = [form.variables.index(name) for name in covered]
    others = [np.zeros(len(form.variables))]
    most = MOST_CHOICES
    if set(covered) != set(form.variables):
        compiled = CompiledForm(without_sets(form))
        others, most = list(starting_points(compiled, SAMPLES)), MOST_MIXED // LEAST_MIXED
    choices = list(islice(product(*(islice(group.points, most) for group in groups)), most))
    count = max(LEAST_MIXED, MOST_MIXED // len(choices)) if len(others) > 1 and choices else 1
    for choice in choices:
        for other in others[:count]:
            point = other.copy()
            point[places] = [float(v) for entry in choice for v in entry]
            yield point
