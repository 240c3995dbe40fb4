"""All KKT points of a problem that is not proved convex: p* where the list settles it, and which of them are global."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duality.api.effort import Effort
from duality.model.form import StandardForm
from duality.model.report import Convexity, KKTPoint, KKTPoints, Slater
from duality.model.solution import Label, Rigor, Solution, Status
from duality.records import replace

if TYPE_CHECKING:
    from duality.model.report import KKTKind

SHARE = 0.1
"""Of the usual work, for one list."""

AGREEMENT = 1e-6
"""A value this close to p*, relatively, is called global where p* is certified in floating point only."""

TIE = 1e-12


def stationary_points(form: StandardForm, convexity: Convexity, effort: Effort) -> KKTPoints | None:
    """The list for a problem that is not proved convex, ``None`` where every KKT point is a global minimum anyway."""
    if convexity.verdict == "proved" or form.domain.discrete:
        return None
    from duality.derivation.kkt_points import kkt_points

    return kkt_points(form, budget=effort.searches.aside(SHARE))


def completed(form: StandardForm, found: KKTPoints | None, primal: Solution, effort: Effort) -> KKTPoints | None:
    """The list after the solve: active sets next to x* where they are too many, and the global points marked."""
    if found is None:
        return None
    if found.needs_point and primal.point is not None:
        from duality.derivation.kkt_points import kkt_points

        found = kkt_points(form, budget=effort.searches.aside(SHARE), near=primal.point) or found
    return marked(found, primal)


def degenerate_points(form: StandardForm, convexity: Convexity, slater: Slater, effort: Effort) -> KKTPoints | None:
    """For a convex problem without Slater's condition: does KKT hold at all? ``None`` where it is not in question."""
    if convexity.verdict != "proved" or slater.verdict == "holds":
        return None
    if all(constraint.row.is_affine for constraint in form.constraints) or form.domain.discrete:
        return None
    from duality.derivation.kkt_points import kkt_points

    found = kkt_points(form, budget=effort.searches.aside(SHARE))
    return found if found is not None and found.complete and found.points else None


def exact_claims(found: KKTPoints | None) -> list[Solution]:
    """The lowest listed points as claims about p*, where a list settles nothing: feasible, and mostly exact."""
    if found is None or found.minimum is not None or not found.points:
        return []
    lowest = min(point.value for point in found.points)
    return [
        Solution(Status.OPTIMAL, point.value, Rigor.FOUND, upper=point.value, point=point.point, backend="KKT points")
        for point in found.points
        if point.value <= lowest + TIE * max(1.0, abs(lowest))
    ]


def settled_dual(found: KKTPoints | None) -> Solution | None:
    """d* = p*, exactly, where L is convex at the KKT multipliers of the global minimum: x* minimizes L over X."""
    if found is None or found.minimum is None:
        return None
    best = next((point for point in found.points if point.is_global and point.is_saddle), None)
    if best is None:
        return None
    return replace(found.minimum, point=best.multipliers, multipliers=None)


def marked(found: KKTPoints, primal: Solution) -> KKTPoints:
    """Of the points whose value is p* in the min form, as it is certified, the lowest are global."""
    value = primal.value
    if not found.points or any(point.is_global for point in found.points):
        return found
    certified = primal.rigor is not Rigor.FOUND or primal.label is not Label.NUMERICAL
    if primal.status is not Status.OPTIMAL or value is None or not certified or not primal.attained:
        return found
    lowest = min(point.value for point in found.points)
    if abs(lowest - value) > AGREEMENT * max(1.0, abs(value)):
        return found
    ceiling = lowest + TIE * max(1.0, abs(lowest))
    return replace(found, points=tuple(_global(p) if p.value <= ceiling else p for p in found.points))


def _global(point: KKTPoint) -> KKTPoint:
    kind: KKTKind = point.kind if point.kind == "Fritz John" else "global min"
    return replace(point, kind=kind, is_global=True)
