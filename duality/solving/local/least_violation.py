"""x in the box with the least sum of squared violations: its violations are, up to scale, a Farkas vector.

At a minimizer of 1/2 sum max(c_i, 0)^2 + 1/2 sum h_j^2 the gradient sum c_i^+ grad c_i + sum h_j grad h_j vanishes, so
alpha = c^+, beta = h make x a stationary point of the combination, a minimizer if that is convex.
"""

from __future__ import annotations

import numpy as np

from duality.solving.local.compiled import CompiledForm
from duality.solving.local.starts import starting_points


def least_violation(compiled: CompiledForm) -> tuple[dict[str, float], float] | None:
    """(multipliers by constraint name, the largest violation), ``None`` where a row of X, a domain or an empty box is
    in the way, or no variable is there.
    """
    from scipy.optimize import minimize

    if any(row.name is None for row in (*compiled.inequalities, *compiled.equalities)):
        return None

    def squares(x: np.ndarray) -> tuple[float, np.ndarray]:
        # A product of floats becomes infinite where a power would raise.
        total, slope = 0.0, np.zeros(len(x))
        for row in compiled.inequalities:
            amount = max(row.value(x), 0.0)
            total, slope = total + amount * amount / 2, slope + amount * row.gradient(x)
        for row in compiled.equalities:
            amount = row.value(x)
            total, slope = total + amount * amount / 2, slope + amount * row.gradient(x)
        return total, slope

    if not compiled.box or any(low > high for low, high in compiled.box):
        return None
    start = next(starting_points(compiled, 4))
    with np.errstate(all="ignore"):
        found = minimize(
            squares,
            start,
            jac=True,
            method="L-BFGS-B",
            bounds=compiled.box,
            options={"ftol": 1e-15, "gtol": 1e-12},
        )
    if not np.isfinite(found.fun):
        return None
    amounts = {row.name: max(row.value(found.x), 0.0) for row in compiled.inequalities if row.name is not None}
    amounts |= {row.name: row.value(found.x) for row in compiled.equalities if row.name is not None}
    return amounts, max((abs(v) for v in amounts.values()), default=0.0)
