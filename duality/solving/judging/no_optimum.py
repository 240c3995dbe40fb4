"""What is said when a solver reports that no x is feasible, or that f is unbounded: a proof, evidence, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from math import inf

from duality.model.solution import Farkas, Ray, Rigor, Solution, Status
from duality.solving.judging.measure import TOLERATED, measure
from duality.solving.proofs.farkas import verified_farkas
from duality.solving.proofs.rays import verified_ray
from duality.solving.task import Task

SINKING = (1.0, 1e2, 1e4, 1e6)
"""Where along a direction f is looked at when no exact ray was found."""

ROUNDING = 1e-12
"""The largest violation, relative to 1 + |x|, that rounding explains."""


def infeasible(task: Task, multipliers: Mapping[str, float] | None, violation: float, backend: str) -> Solution:
    """No feasible x, by a Farkas vector: proved exactly, or seen as a least ``violation`` of the rows that is positive.

    ``multipliers`` are those of the least violation, which make an (approximate) Farkas vector.
    """
    exact = None if multipliers is None else verified_farkas(task.form, multipliers)
    if exact is not None:
        return nowhere(exact, Rigor.PROVED, backend)
    if multipliers is not None and task.is_convex and violation > 10 * TOLERATED:
        farkas = Farkas(tuple(multipliers.items()))
        note = f"every x violates some row by at least {violation:.3g}, in floating point"
        return nowhere(farkas, Rigor.FOUND, backend, (note,))
    reason = f"{backend} reports that no point is feasible, which was not proved"
    return Solution(Status.UNKNOWN, None, backend=backend, warnings=(reason,))


def unbounded(task: Task, near: Mapping[str, float] | None, far: Mapping[str, float] | None, backend: str) -> Solution:
    """f falls to -inf on the ray from ``near`` (feasible) towards ``far``: proved exactly, or seen at growing steps."""
    reason = f"{backend} reports that the objective is unbounded, which was not proved"
    unproved = Solution(Status.UNKNOWN, None, backend=backend, warnings=(reason,))
    if near is None or far is None:
        return unproved
    direction = {name: far[name] - near[name] for name in near}
    exact = verified_ray(task.form, near, direction, convex=task.is_convex)
    if exact is not None:
        return Solution(
            Status.UNBOUNDED, -inf, Rigor.PROVED, -inf, -inf, attained=False, certificate=exact, backend=backend
        )
    if not _sinks(task, near, direction):
        return unproved
    ray = Ray(tuple(near.items()), tuple(direction.items()))
    note = "f keeps falling along the ray as far as it was evaluated, in floating point"
    return Solution(
        Status.UNBOUNDED,
        -inf,
        Rigor.FOUND,
        upper=-inf,
        attained=False,
        certificate=ray,
        backend=backend,
        warnings=(note,),
    )


def _sinks(task: Task, origin: Mapping[str, float], direction: Mapping[str, float]) -> bool:
    """Feasible at every step, and each tenfold step lowers f by no less than the one before."""
    largest = max(abs(v) for v in direction.values())
    if largest == 0:
        return False
    values = []
    for step in SINKING:
        found = measure(task.form, {name: v + step * direction[name] / largest for name, v in origin.items()})
        # A row such as exp(-x) <= 0 is met only within the tolerance, and ever better far out.
        if not found.feasible or found.violation > ROUNDING:
            return False
        values.append(found.value)
    drops = [first - second for first, second in pairwise(values)]
    return drops[0] > 0 and all(later >= 0.5 * earlier for earlier, later in pairwise(drops))


def nowhere(farkas: Farkas, label: Rigor, backend: str, warnings: tuple[str, ...] = ()) -> Solution:
    """The solution that a Farkas vector proves."""
    return Solution(
        Status.INFEASIBLE, inf, label, inf, inf, attained=False, certificate=farkas, backend=backend, warnings=warnings
    )
