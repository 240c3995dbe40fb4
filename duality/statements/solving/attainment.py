"""Whether a solver's optimum looks attained: x* stays as the tolerance tightens, inside the open ends of X.

An infimum that no x reaches is approached along x that go to infinity, or to an end that X leaves out: an interior
point method stops the farther out the finer it is asked. Nothing is proved by it: what grows is told as unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from duality.errors import BackendError
from duality.solving.arrays import Optimum, optimize
from duality.statements.arrays.canonical import Canonical
from duality.statements.building import subtract
from duality.statements.evaluating import Values, evaluate
from duality.statements.evaluating.walk import filled, members
from duality.statements.statement import DomainRow

COARSE = 1e-6
"""The tolerance of the second solve, beside the fine one of the first."""

MOST = 2_000
"""Columns up to which a second solve costs little."""

GROWTH = 1.1
"""By how much the largest entry of x grows at the finer tolerance where the infimum is not attained, beside `STEP`."""

STEP = 0.3

CLOSE = 1e-7
"""How near to an open end a point is taken to lie on it."""


def doubts(canonical: Canonical, optimum: Optimum, values: Values) -> tuple[str, str]:
    """Why no x may have p*, and why no multipliers may have d*; "" where nothing speaks against it."""
    primal, dual = _grown(canonical, optimum) if _is_curved(canonical) and len(optimum.x) <= MOST else ("", "")
    for row in canonical.derived.statement.domain:
        if row.relation in ("<", ">") and _lies_on(row, values):
            return f"x* lies on the end of {row.left} {row.relation} {row.right}, which X leaves out", dual
    return primal, dual


def _grown(canonical: Canonical, optimum: Optimum) -> tuple[str, str]:
    """Which side moves away as the tolerance tightens."""
    try:
        coarse = optimize(canonical.program, COARSE)
    except BackendError:
        return "", ""
    if coarse.status != "optimal":
        return "", ""
    sides = (("x", canonical.point), ("the multipliers", canonical.multipliers))
    return tuple(_told(name, _largest(side(coarse)), _largest(side(optimum))) for name, side in sides)  # type: ignore[return-value]


def _told(name: str, before: float, after: float) -> str:
    if not after > GROWTH * before + STEP:
        return ""
    grow = "grow" if name.endswith("s") else "grows"
    return f"{name} {grow} as the tolerance tightens, from {before:.3g} to {after:.3g}"


def _is_curved(canonical: Canonical) -> bool:
    """Whether an infimum need not be attained: those of linear and quadratic programs are."""
    return any(cone.kind not in ("zero", "nonnegative") for cone in canonical.program.cones)


def _largest(point: Mapping[str, Any]) -> float:
    import numpy as np

    return max((float(np.abs(value).max(initial=0.0)) for value in point.values()), default=0.0)


def _lies_on(row: DomainRow, values: Values) -> bool:
    import numpy as np

    assert row.right is not None
    for letters in members(row.range, values.sizes):
        gap = filled(evaluate(subtract(row.left, row.right), values.at(letters)))
        if float(np.abs(gap).min(initial=np.inf)) <= CLOSE:
            return True
    return False
