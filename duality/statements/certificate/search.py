"""Random descent over one variable at a time: L is a sum over the variables, so that the infimum is one over each."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from duality.solving import local
from duality.statements.certificate.summands import Summed

REACH = 5000.0
"""How far from 0 the search goes: farther, the rounding of an equation counts."""

Point = dict[Any, Any]
Project = Callable[[Any, Any], Any]


def descend(
    lagrangian: Summed, point: Point, project: Project, rng: Any, rounds: int, floor: float
) -> tuple[float, Point]:
    """The lowest value found from a point, stopped below ``floor``; ``project`` brings a variable back into X."""
    import numpy as np

    best = lagrangian.at(point)
    for key in list(point):
        step = 1.0
        value = lagrangian.along(point, key)
        for _ in range(rounds):
            moved = project(key, np.clip(point[key] + step * rng.normal(size=point[key].shape), -REACH, REACH))
            found = value(moved)
            if math.isfinite(found) and (not math.isfinite(best) or found < best):
                best, point, step = found, {**point, key: moved}, step * 2.0
                if best < floor:
                    return best, point
            else:
                step = max(step * 0.8, 1e-7)
    return best, point


def polished(lagrangian: Summed, point: Point, project: Project) -> float:
    """Powell's search over one variable at a time, twice, from a point."""
    for key in [*point, *point]:
        point = _along(lagrangian, point, key, project)
    return lagrangian.at(point)


def _along(lagrangian: Summed, point: Point, key: Any, project: Project) -> Point:
    import numpy as np

    shape, value = point[key].shape, lagrangian.along(point, key)

    def moved(x: Any) -> Any:
        return project(key, np.clip(x, -REACH, REACH).reshape(shape))

    x, level = local.direct.direct_minimum(lambda x: value(moved(x)), point[key].ravel())
    return {**point, key: moved(x)} if level < value(point[key]) else point
