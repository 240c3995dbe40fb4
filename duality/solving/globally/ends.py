"""Is a point next to an open end of D, where f may tend to anything."""

from __future__ import annotations

from collections.abc import Mapping

from duality.algebra.evaluate import value
from duality.model.form import StandardForm

NEAR = 1e-7


def lies_at_open_end(form: StandardForm, point: Mapping[str, float]) -> bool:
    """Within `NEAR` of an end that D leaves out."""
    for name, bounds in form.domain.bounds:
        near = NEAR * max(1.0, abs(point[name]))
        if bounds.lower is not None and not bounds.lower_closed and point[name] - float(bounds.lower) < near:
            return True
        if bounds.upper is not None and not bounds.upper_closed and float(bounds.upper) - point[name] < near:
            return True
    return any(c.strict and not c.equality and value(c.expression, point) < NEAR for c in form.domain.conditions)
