"""Multipliers at a point: least squares on the gradients of what is active there.

min | grad f + sum mu_k grad a_k |  over the active a_k, mu_k >= 0 for inequalities, bounds and rows of X, free for
equalities. The residual says how far the point is from KKT, whichever solver found it.
"""

from __future__ import annotations

import numpy as np

from duality.algebra.lengths import lengths
from duality.records import record
from duality.solving.local.compiled import CompiledForm

ACTIVE = 1e-6
"""An inequality counts as active within this distance of 0, relative to 1 + |x|."""


@record
class Recovered:
    """Multipliers by constraint name, the norm of what is left of the gradient, relative to 1 + |grad f|."""

    multipliers: dict[str, float]
    residual: float


def recover(compiled: CompiledForm, x: np.ndarray) -> Recovered | None:
    """The least-squares multipliers at x; ``None`` where a gradient is undefined."""
    from scipy.optimize import lsq_linear

    gradient = compiled.objective.gradient(x)
    near = ACTIVE * (1 + float(np.abs(x).max(initial=0.0)))
    names: list[str | None] = [row.name for row in compiled.equalities]
    columns = [row.gradient(x) for row in compiled.equalities]
    free = len(columns)
    for row in compiled.inequalities:
        if row.value(x) > -near:
            names.append(row.name)
            columns.append(row.gradient(x))
    for i in range(len(x)):
        for end, sign in ((compiled.lower[i], -1.0), (compiled.upper[i], 1.0)):
            if abs(x[i] - end) <= near:
                names.append(None)
                columns.append(sign * np.eye(len(x))[i])
    stated = {c.name: 0.0 for c in compiled.form.constraints}
    if not np.isfinite(gradient).all():
        return None
    if not columns:
        return Recovered(stated, _relative(gradient, gradient))
    matrix = np.array(columns).T
    if not np.isfinite(matrix).all():
        return None
    low = np.array([-np.inf] * free + [0.0] * (len(columns) - free))
    with np.errstate(all="ignore"):
        found = lsq_linear(matrix, -gradient, bounds=(low, np.inf), method="bvls", tol=1e-14).x
        residual = _relative(gradient + matrix @ found, gradient)
    stated |= {name: float(m) for name, m in zip(names, found, strict=True) if name is not None}
    return Recovered(stated, residual)


def _relative(rest: np.ndarray, gradient: np.ndarray) -> float:
    # Both scaled, so that gradients near the end of the floats stay finite.
    scale = max(1.0, float(np.abs(gradient).max(initial=0.0)))
    return float(lengths(rest / scale) / (1 / scale + lengths(gradient / scale)))
