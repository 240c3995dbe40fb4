"""A search without derivatives, for functions that have none or are only compared: scipy's Powell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Array = Any

ROUNDS = 60


def direct_minimum(value: Callable[[Array], float], start: Array) -> tuple[Array, float]:
    """Where Powell's directions lead from a point, and the value there; infinite values are walls."""
    import numpy as np
    from scipy.optimize import minimize

    def level(x: Array) -> float:
        found = value(x)
        return found if np.isfinite(found) else 1e30

    with np.errstate(all="ignore"):
        found = minimize(level, start, method="Powell", options={"maxiter": ROUNDS, "xtol": 1e-9})
    return found.x, float(found.fun)
