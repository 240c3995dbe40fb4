"""The set G on its plane: the feasible side, the samples or the curve, the lower hull."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duality.model.pictures import ImageSet
from duality.report.figures.look import Look
from duality.report.figures.plane import Plane
from duality.report.figures.rows import rough
from duality.report.figures.sides import best

if TYPE_CHECKING:
    from duality.report.figures.figure import ChartType


def plane_of(picture: ImageSet, look: Look) -> Plane:
    kind = "≤" if picture.direction.kind == "inequality" else "="
    direction = picture.direction
    name = f"constraints weighted by {best(direction)}" if direction.is_ray else f"{direction.weights[0][0]}(x)"
    value = "f(x)" if picture.sides.sign > 0 else "objective"
    return Plane(look, f"u = {name}   (feasible: u {kind} 0)", value, *picture.window)


def set_marks(plane: Plane, picture: ImageSet) -> list[ChartType]:
    """G itself: the feasible side, the sample or curve, the hull."""
    look = plane.look
    (left, right), vertical = picture.window
    marks = []
    if picture.direction.kind == "inequality" and left < 0:
        marks.append(plane.band((left, min(0.0, right)), vertical, look.orange, 0.08))
    marks.append(plane.upright(0.0, look.ink, width=1.5))
    if picture.is_curve:
        rows = [{"x": s.u, "y": s.f} for s in picture.samples]
        marks.append(plane.line(rows, look.muted, width=4))
        marks.append(plane.words(*_label_place(plane, picture), "G", look.ink, fontSize=18, fontStyle="italic"))
    else:
        rows = [{"x": rough(s.u), "y": rough(s.f)} for s in picture.samples]
        size, opacity = (200, 1.0) if picture.is_finite else (36, 0.45)
        marks.append(
            plane.points(
                rows,
                look.muted,
                size=size,
                shape="circle" if picture.is_finite else "square",
                strokeOpacity=0,
                fillOpacity=opacity,
            )
        )
    hull = [{"x": u, "y": f} for u, f in picture.hull]
    if len(hull) > 1:
        marks.append(plane.line(hull, look.ink, width=1.5, proved=False))
    return marks


def _label_place(plane: Plane, picture: ImageSet) -> tuple[float, float]:
    """On the curve, high up at the right."""
    inside = [s for s in picture.samples if plane.holds(s.u, s.f)]
    if not inside:
        return plane.at(0.9, 0.9)
    far = max(inside, key=lambda s: (s.u - plane.x_range[0]) / (plane.x_range[1] - plane.x_range[0]))
    return far.u - 0.04 * (plane.x_range[1] - plane.x_range[0]), far.f
