"""A segment of multipliers through an optimal one on which theta_D is finite, where the ray from 0 leaves its domain.

The effective domain of theta_D may lie in a plane (A'alpha + b = 0, as for a linear program): t*alpha* is in it only
at t = 1. A second point of the domain is found by projecting onto its conditions one after the other; the segment
between the two lies in it, since it is convex.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from duality.derivation.dual_value import holding_branch
from duality.model.derivation import Condition
from duality.model.form import Affine
from duality.named_tuples import NamedTuple

if TYPE_CHECKING:
    import numpy as np

    from duality.results.figures.scene import Scene

SWEEPS = 400
APART = 0.05
"""The second point differs from the optimal one by this much, relative to its size."""


class Slice(NamedTuple):
    """Multipliers (1 - s)*start + s*optimum by constraint name: s = 1 is optimal, s = 0 another one of the domain."""

    start: dict[str, float]
    optimum: dict[str, float]
    longest: float

    def at(self, s: float) -> dict[str, float]:
        return {name: (1 - s) * value + s * self.optimum[name] for name, value in self.start.items()}


def slice_through(scene: Scene) -> Slice | None:
    """The segment, beyond the optimum as far as the domain goes, at most as far again; ``None``: none was found."""
    import numpy as np

    known = scene.sides.multipliers
    rows = None if known is None else _conditions(scene, dict(known))
    if known is None or rows is None:
        return None
    names = [name for name, _ in known]
    best = np.array([value for _, value in known])
    equations, inequalities = rows
    scale = float(np.abs(best).max()) or 1.0
    signed = {c.name for c in scene.form.inequalities}
    start = best + scale * np.array([1.0 if name in signed else 0.0 for name in names])
    found = _projected(start, equations, inequalities)
    if found is None or float(np.abs(found - best).max()) < APART * scale:
        return None
    segment = Slice(dict(zip(names, found.tolist(), strict=True)), dict(known), 2.0)
    if not all(math.isfinite(scene.values.at(segment.at(s))) for s in (0.0, 0.25, 0.5, 0.75)):
        return None
    longest = next((s for s in (2.0, 1.5, 1.25) if math.isfinite(scene.values.at(segment.at(s)))), 1.0)
    return segment._replace(longest=longest)


Rows = list[tuple["np.ndarray", float]]


def _conditions(scene: Scene, best: dict[str, float]) -> tuple[Rows, Rows] | None:
    """a'alpha + b = 0 and a'alpha + b >= 0 where theta_D is finite; ``None`` where a condition is not affine."""
    import numpy as np

    theta = scene.values.theta
    if not theta.is_closed:
        return None
    point = {m.name: best[m.constraint] for m in theta.multipliers}
    place = {m.name: k for k, m in enumerate(theta.multipliers)}
    size = len(place)
    equations: Rows = []
    inequalities: Rows = [(np.eye(size)[place[m.name]], 0.0) for m in theta.multipliers if m.kind == "inequality"]

    def row(form: Affine) -> tuple[np.ndarray, float]:
        normal = np.zeros(size)
        for name, coefficient in form.terms:
            normal[place[name]] += float(coefficient)
        return normal, float(form.constant)

    for block in theta.blocks:
        branch = holding_branch(block, point)
        for condition in branch.conditions if branch is not None else ():
            if not isinstance(condition, Condition) or condition.affine is None:
                return None
            (equations if condition.relation == "=" else inequalities).append(row(condition.affine))
    names = [m.constraint for m in theta.multipliers]
    order = [names.index(name) for name in best]
    return [(a[order], b) for a, b in equations], [(a[order], b) for a, b in inequalities]


def _projected(start: np.ndarray, equations: Rows, inequalities: Rows) -> np.ndarray | None:
    """A point near the start that satisfies all rows, the equations to rounding."""
    import numpy as np

    point = start
    matrix, right = np.array([a for a, _ in equations]), np.array([b for _, b in equations])
    inverse = np.linalg.pinv(matrix) if equations else None

    for _ in range(SWEEPS):
        for normal, constant in inequalities:
            off = float(normal @ point) + constant
            if off < 0:
                point = point - normal * off / float(normal @ normal)
        point = point if inverse is None else point - inverse @ (matrix @ point + right)
    worst = min((float(a @ point) + b for a, b in inequalities), default=0.0)
    return point if worst >= -1e-10 * (1 + float(np.abs(point).max())) else None
