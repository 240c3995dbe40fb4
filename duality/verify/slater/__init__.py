"""Slater's condition: some x in the relative interior of D has c_i(x) < 0 for the non-affine c_i, c_i(x) <= 0 for the
affine ones, and h(x) = 0.

"holds" comes with an exact rational witness that was checked exactly, "fails" with a proof, and everything else is
"unknown". Where f is quadratic and X and all constraints are affine, a feasible point is enough: the boundary of X may
then be counted among the affine constraints.
"""

from __future__ import annotations

from collections.abc import Sequence

from duality.model.budget import checkpoint
from duality.model.form import StandardForm
from duality.model.report import Convexity, Slater
from duality.model.scalar import Scalar
from duality.model.solution import Point, Solution, Status
from duality.verify.slater.candidates import candidate_points, inward_points
from duality.verify.slater.witness import needs_only_feasibility, witness

PATIENCE = 60
LARGE = 30
SHOWN = 4


def slater(form: StandardForm, convexity: Convexity, primal: Solution, candidates: Sequence[Point] = ()) -> Slater:
    """The verdict; ``candidates`` are tried first, then the claimed optimum and simple points near it and elsewhere."""
    if primal.status is Status.INFEASIBLE and primal.label.strength > 0:
        return Slater("fails", None, "there is no feasible x")
    listed = [name for points in form.domain.discrete if len(points.points) > 1 for name in points.variables]
    if listed:
        return Slater("fails", None, _words_of_sets(listed))
    tried: list[dict[str, Scalar]] = []
    accepted: Slater | None = None
    for point in candidate_points(form, primal, candidates):
        checkpoint("looking for a Slater point")
        found = witness(form, point)
        if found is not None:
            accepted = accepted or Slater("holds", tuple((name, point[name]) for name in form.variables), found.words)
            if found.strict:
                return Slater("holds", tuple((name, point[name]) for name in form.variables), found.words)
        tried.append(point)
        if accepted is not None and (len(tried) >= PATIENCE or len(form.variables) > LARGE):
            # A point that satisfies every inequality strictly would read better; this one proves as much.
            return accepted
    if accepted is not None:
        return accepted
    for point in inward_points(form, primal, candidates):
        checkpoint("looking for a Slater point")
        found = witness(form, point)
        if found is not None:
            return Slater("holds", tuple((name, point[name]) for name in form.variables), found.words)
        tried.append(point)
    from duality.verify.slater.failure import failure

    why = failure(form, convexity, tried)
    if why is not None:
        return Slater("fails", None, why)
    asked = "feasible" if needs_only_feasibility(form) else "strictly feasible"
    return Slater("unknown", None, f"no {asked} point was found, and no proof that there is none")


def _words_of_sets(names: Sequence[str]) -> str:
    shown = ", ".join(names[:SHOWN]) + (", ..." if len(names) > SHOWN else "")
    takes = "takes" if len(names) == 1 else "take"
    return f"{shown} {takes} finitely many values, so D is not convex and its relative interior is empty"


__all__ = ["slater"]
