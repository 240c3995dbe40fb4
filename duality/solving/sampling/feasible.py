"""Feasible points: those among the samples, and samples projected onto the feasible set."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from duality.model.form import Row, StandardForm
from duality.records import replace
from duality.solving.limits import Limits
from duality.solving.local.compiled import CompiledForm
from duality.solving.local.search import SKETCHED, SunkError, is_feasible, local_minimum
from duality.solving.sampling.samples import Samples

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
