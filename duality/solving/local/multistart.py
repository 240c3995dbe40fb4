"""Local minima of a smooth program from several starts: an upper bound on p*, by scipy's SLSQP."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from duality.named_tuples import NamedTuple

Array = Any
Function = Callable[[Array], Array]


class Candidate(NamedTuple):
    """A feasible point, up to the tolerance, and its value."""

    point: Array
    value: float


def local_minimum(
    objective: Callable[[Array], float],
    inequalities: Sequence[Function],
    equalities: Sequence[Function],
    size: int,
    tolerance: float = 1e-8,
) -> Candidate | None:
    """The best of 12 local minima of f subject to c(x) <= 0, h(x) = 0; ``None`` where no start ends feasible."""
    import warnings

    import numpy as np
    from scipy.optimize import minimize

    rows = [{"type": "ineq", "fun": lambda x, c=c: -c(x)} for c in inequalities]
    rows += [{"type": "eq", "fun": h} for h in equalities]
    rng = np.random.default_rng(0)
    best: Candidate | None = None
    for _ in range(12):
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            options = {"maxiter": 300, "ftol": 1e-13}
            found = minimize(objective, rng.normal(size=size), constraints=rows, method="SLSQP", options=options)
        worst = max(
            [
                0.0,
                *(float(np.max(c(found.x))) for c in inequalities),
                *(float(np.abs(h(found.x)).max()) for h in equalities),
            ]
        )
        if np.isfinite(found.fun) and worst <= tolerance and (best is None or found.fun < best.value):
            best = Candidate(found.x, float(found.fun))
    return best
