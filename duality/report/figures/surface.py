"""theta_D over two multipliers: its level sets, the region where it is infinite, its top."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from duality.model.pictures import ThetaSurface
from duality.report.figures.look import Look
from duality.report.figures.plane import Plane
from duality.report.figures.rows import shown, typeset

if TYPE_CHECKING:
    from duality.report.figures.figure import ChartType


def surface_marks(picture: ThetaSurface, look: Look) -> ChartType:
    """The layers without theme."""
    horizontal, vertical = picture.horizontal, picture.vertical
    plane = Plane(
        look, picture.symbols[0], picture.symbols[1], (horizontal[0], horizontal[-1]), (vertical[0], vertical[-1])
    )
    marks = []
    outside = _infinite(picture)
    if outside:
        marks.append(plane.bands(outside, look.muted, 0.28))
    rows = []
    for level, contour in enumerate(picture.contours):
        for part, line in enumerate(contour.lines):
            rows += [{"x": x, "y": y, "part": 1000 * level + part} for x, y in line]
    marks.append(plane.line(rows, look.blue, width=2))
    for contour in picture.contours[::2]:
        longest = max(contour.lines, key=len)
        x, y = longest[len(longest) // 3]
        if plane.holds(x, y):
            marks.append(plane.words(x, y, f"{contour.level:.3g}", look.blue, align="center", fontSize=13))
    if outside:
        word = "θ_D = −∞" if picture.sides.sign > 0 else "−θ_D = +∞"
        middle = outside[len(outside) // 2]
        marks.append(plane.words((middle["x"] + middle["x2"]) / 2, middle["y"], word, look.ink, align="center"))
    if picture.optimum is not None:
        a, b = picture.optimum
        marks.append(plane.points([{"x": a, "y": b}], look.orange, size=160, shape="diamond"))
        d_star = picture.sides.d_star
        text = typeset(f"d* = {d_star.text} at ({shown(round(a, 4))}, {shown(round(b, 4))})")
        right = a > plane.at(0.55, 0)[0]
        side = {"align": "right", "dx": -12} if right else {"dx": 12}
        marks.append(plane.words(a, b, text, look.orange, dy=-16, **side))
    return plane.layered(marks)


def _infinite(picture: ThetaSurface) -> list[dict[str, float]]:
    """Runs of grid points with an infinite value, as bands around them."""
    horizontal, vertical = picture.horizontal, picture.vertical
    dx, dy = (horizontal[1] - horizontal[0]) / 2, (vertical[1] - vertical[0]) / 2
    bands = []
    for y, row in zip(vertical, picture.values, strict=True):
        start: float | None = None
        for x, value in (*zip(horizontal, row, strict=True), (horizontal[-1] + 2 * dx, 0.0)):
            infinite = not math.isfinite(value)
            if infinite and start is None:
                start = x
            elif not infinite and start is not None:
                bands.append({"x": start - dx, "x2": x - dx, "y": y - dy, "y2": y + dy})
                start = None
    return bands
