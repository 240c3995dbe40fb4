"""Random descent over one variable at a time: L is a sum over the variables, so that the infimum is one over each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from duality.solving import local

REACH = 5000.0
"""How far from 0 the search goes: farther, the rounding of an equation counts."""

Point = dict[Any, Any]
Value = Callable[[Point], float]


def descend(
    value: Value, point: Point, project: Callable[[Any, Any], Any], rng: Any, rounds: int, floor: float
) -> tuple[float, Point]:
    """The lowest value found from a point, stopped below ``floor``; ``project`` brings a variable back into X."""
    import numpy as np

    best = value(point)
    for key in list(point):
        step = 1.0
        for _ in range(rounds):
            moved = np.clip(point[key] + step * rng.normal(size=point[key].shape), -REACH, REACH)
            tried = {**point, key: project(key, moved)}
            found = value(tried)
            if np.isfinite(found) and (not np.isfinite(best) or found < best):
                best, point, step = found, tried, step * 2.0
                if best < floor:
                    return best, point
            else:
                step = max(step * 0.8, 1e-7)
    return best, point


def polished(value: Value, point: Point, project: Callable[[Any, Any], Any]) -> float:
    """Powell's search over one variable at a time, twice, from a point."""
    for key in [*point, *point]:
        point = _along(value, point, key, project)
    return value(point)


def _along(value: Value, point: Point, key: Any, project: Callable[[Any, Any], Any]) -> Point:
    import numpy as np

    shape = point[key].shape

    def moved(x: Any) -> Point:
        return {**point, key: project(key, np.clip(x, -REACH, REACH).reshape(shape))}

    x, level = local.direct.direct_minimum(lambda x: value(moved(x)), point[key].ravel())
    return moved(x) if level < value(point) else point
