"""Marks as elements of SVG, in the pixels of their frame."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Protocol, assert_never

from duality.report.charts.look import Look
from duality.report.charts.marks import Areas, Arrow, Dots, Mark, Point, Regions, Shade, Stroke, Words
from duality.report.charts.plane import Plane
from duality.report.charts.shades import data_uri

NEAR = 0.35
"""Points of a line closer than this, in pixels, are one."""

HEAD = 11.0
"""The length of an arrow's head in pixels."""


class Scale(Protocol):
    """Where a value stands in the frame, in pixels."""

    @property
    def plane(self) -> Plane: ...

    def x(self, value: float) -> float: ...

    def y(self, value: float) -> float: ...


def drawn(mark: Mark, scale: Scale, look: Look) -> str:
    """The element; words are placed elsewhere."""
    match mark:
        case Stroke():
            return _stroke(mark, scale, look)
        case Dots():
            return _dots(mark, scale, look)
        case Areas(boxes, color, opacity):
            path = "".join(_rectangle(scale, *box) for box in boxes)
            return f'<path d="{path}" fill="{look.color(color)}" fill-opacity="{opacity:g}"/>' if path else ""
        case Regions(rings, color, opacity):
            path = "".join(f"{_path([(scale.x(x), scale.y(y)) for x, y in ring])}Z" for ring in rings if ring)
            fill = f'fill="{look.color(color)}" fill-opacity="{opacity:g}" fill-rule="evenodd"'
            return f'<path d="{path}" {fill}/>' if path else ""
        case Shade((left, right, low, high), rows):
            x, y = scale.x(left), scale.y(high)
            size = f'width="{scale.x(right) - x:.1f}" height="{scale.y(low) - y:.1f}"'
            return f'<image x="{x:.1f}" y="{y:.1f}" {size} preserveAspectRatio="none" href="{data_uri(rows)}"/>'
        case Arrow():
            return _arrow(mark, scale, look)
        case Words():
            return ""
        case _:
            assert_never(mark)


def _rectangle(scale: Scale, left: float, right: float, low: float, high: float) -> str:
    return f"M{scale.x(left):.1f} {scale.y(low):.1f}H{scale.x(right):.1f}V{scale.y(high):.1f}H{scale.x(left):.1f}Z"


def _path(points: Sequence[Point]) -> str:
    """A polyline, points that no eye tells apart said once."""
    if not points:
        return ""
    kept = [points[0]]
    for point in points[1:]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= NEAR:
            kept.append(point)
    if kept[-1] != points[-1]:
        kept.append(points[-1])
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in kept)


def _stroke(mark: Stroke, scale: Scale, look: Look) -> str:
    path = "".join(_path([(scale.x(x), scale.y(y)) for x, y in part]) for part in mark.parts if len(part) > 1)
    if not path:
        return ""
    more = f' stroke-dasharray="{" ".join(f"{dash:g}" for dash in mark.dash)}"' if mark.dash else ""
    more += f' stroke-opacity="{mark.opacity:g}"' if mark.opacity != 1 else ""
    color = look.color(mark.color)
    return (
        f'<path d="{path}" fill="none" stroke="{color}" stroke-width="{mark.width:g}" stroke-linejoin="round"{more}/>'
    )


def _dots(mark: Dots, scale: Scale, look: Look) -> str:
    color, paper = look.color(mark.color), look.paper
    inside = [(scale.x(x), scale.y(y)) for x, y in mark.points if _holds(scale.plane, x, y)]
    path = "".join(_shape(mark, x, y) for x, y in inside)
    if not path:
        return ""
    fill = paper if mark.hollow else color
    # A solid point stands out from the line that it lies on.
    edge, width = (color, 2.5) if mark.hollow else (paper, 1.2 if mark.radius > 3.5 else 0)
    opacity = f' opacity="{mark.opacity:g}"' if mark.opacity != 1 else ""
    return f'<path d="{path}" fill="{fill}" stroke="{edge}" stroke-width="{width:g}"{opacity}/>'


def _holds(plane: Plane, x: float, y: float) -> bool:
    """In the frame, or as good as on its border."""
    if not (math.isfinite(x) and math.isfinite(y)):
        return False
    return all(-1e-3 <= share <= 1 + 1e-3 for share in plane.share(x, y))


def _shape(mark: Dots, x: float, y: float) -> str:
    r = mark.radius
    match mark.shape:
        case "circle":
            return f"M{x - r:.1f} {y:.1f}a{r:g} {r:g} 0 1 0 {2 * r:g} 0a{r:g} {r:g} 0 1 0 {-2 * r:g} 0Z"
        case "square":
            return f"M{x - 0.9 * r:.1f} {y - 0.9 * r:.1f}h{1.8 * r:g}v{1.8 * r:g}h{-1.8 * r:g}Z"
        case "diamond":
            d = 1.25 * r
            return f"M{x:.1f} {y - d:.1f}l{d:g} {d:g}l{-d:g} {d:g}l{-d:g} {-d:g}Z"
        case "triangle":
            return f"M{x:.1f} {y - 1.15 * r:.1f}l{1.1 * r:g} {2 * r:g}h{-2.2 * r:g}Z"
        case "cross":
            s = 0.4 * r
            return (
                f"M{x - s:.1f} {y - r:.1f}h{2 * s:g}v{r - s:g}h{r - s:g}v{2 * s:g}h{s - r:g}v{r - s:g}h{-2 * s:g}"
                f"v{s - r:g}h{s - r:g}v{-2 * s:g}h{r - s:g}Z"
            )


def _arrow(mark: Arrow, scale: Scale, look: Look) -> str:
    (x, y), (dx, dy) = mark.start, mark.vector
    start, tip = (scale.x(x), scale.y(y)), (scale.x(x + dx), scale.y(y + dy))
    length = math.hypot(tip[0] - start[0], tip[1] - start[1])
    if length < 1:
        return ""
    ax, ay = (tip[0] - start[0]) / length, (tip[1] - start[1]) / length
    neck = (tip[0] - HEAD * ax, tip[1] - HEAD * ay)
    wing = (-0.45 * HEAD * ay, 0.45 * HEAD * ax)
    color = look.color(mark.color)
    shaft = f'<path d="{_path([start, neck])}" stroke="{color}" stroke-width="{mark.width:g}"/>'
    head = _path([tip, (neck[0] + wing[0], neck[1] + wing[1]), (neck[0] - wing[0], neck[1] - wing[1])])
    return f'{shaft}<path d="{head}Z" fill="{color}"/>'
