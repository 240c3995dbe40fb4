"""Is sup theta_D attained: yes where a set {theta_D >= level}, level < d*, is bounded (theta_D is concave and closed).

Points x_k of D bound theta_D by the least of f(x_k) + y'(c, h)(x_k); where this model's level set is bounded, so is
that of theta_D. One strictly feasible point without equations is enough (Slater), and convexity is not needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from math import isfinite

from duality.model.form import StandardForm
from duality.solving.dual.master import Master
from duality.solving.dual.pool import Pool
from duality.solving.dual.seeds import seeds

RADIUS = 1e7
MOST_POINTS = 400
MOST_MULTIPLIERS = 40


def has_bounded_levels(form: StandardForm, lower: float, point: Mapping[str, float] | None = None) -> bool:
    """Proved up to the rounding of a linear program; ``lower`` is a value of theta_D, ``point`` a good point of D."""
    if not isfinite(lower) or not 0 < len(form.constraints) <= MOST_MULTIPLIERS:
        return False
    pool = Pool(form)
    for x in islice(seeds(form, point), MOST_POINTS):
        pool.add(x.tolist())
    if not pool.cuts:
        return False
    master = Master([c.constraint.kind == "inequality" for c in form.constraints])
    master.take(pool.cuts)
    return master.is_bounded_above(lower - max(1.0, abs(lower)), RADIUS)
