"""theta_D at one point where it has no closed form: the infimum of L over D, solved numerically where L is convex."""

from __future__ import annotations

import math
from collections.abc import Mapping

from duality.model.form import StandardForm
from duality.model.scalar import Scalar
from duality.model.solution import Status


def inner_infimum(form: StandardForm, multipliers: Mapping[str, Scalar | float]) -> float:
    """inf over x in D of L(x, alpha, beta) at multipliers by constraint name; -inf where L falls without bound.

    Raises ``ValueError`` where L is not proved convex there (a local minimum would prove nothing), or where the solve
    does not settle the infimum.
    """
    from duality.derive import inner_problem
    from duality.derive.curvature import curvature
    from duality.solve import solve

    if any(multipliers[c.name] < 0 for c in form.inequalities):
        return -math.inf
    inner = inner_problem(form, multipliers)
    convexity = curvature(inner)
    if convexity.verdict != "proved":
        raise ValueError(
            f"theta_D has no closed form, and L is not proved convex at these multipliers: {convexity.why}"
        )
    found = solve(inner, convex="proved")
    if found.status is Status.UNBOUNDED:
        return -math.inf
    if found.status is not Status.OPTIMAL or found.value is None:
        raise ValueError("theta_D has no closed form, and the infimum of L was not settled numerically")
    return found.value
