"""Figure "saddle": L(x, alpha) as a map, least in x and largest in alpha where the two curves cross."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from duality.model.pictures import SaddleMap
from duality.report.figures.figure import Table
from duality.report.figures.look import LIGHT, Look, dressed
from duality.report.figures.plane import Plane
from duality.report.figures.rows import layer, rough, shown

if TYPE_CHECKING:
    from duality.report.figures.figure import ChartType

STEPS = 12
"""Shades."""


class Saddle:
    """L(x*, alpha) <= L(x*, alpha*) <= L(x, alpha*) (min form)."""

    name = "saddle"
    title = "The map of L(x, α): valley in x, ridge in α"

    def caption(self, picture: SaddleMap) -> str:
        down, up = ("least", "largest") if picture.sides.sign > 0 else ("largest", "least")
        told = f"Blue dots: where L is {down} in {picture.variable}. Orange line: where it is {up} in {picture.symbol}."
        if picture.is_saddle:
            return f"{told} They cross at the saddle point (x*, {picture.symbol}*)."
        return f"{told} They do not meet: there is no saddle point."

    def description(self, picture: SaddleMap) -> str:
        some = [s for s in picture.argmin if s.touching][:: max(1, len(picture.argmin) // 6)]
        told = "; ".join(
            f"at {picture.symbol} = {shown(round(s.t, 6))}: "
            + ", ".join(f"{picture.variable} = {shown(round(p.x[0], 6))}" for p in s.touching)
            for s in some
        )
        axes = f"{picture.variable} and {picture.symbol}"
        return f"A map of the Lagrangian over {axes}. Extreme in {picture.variable}: {told}."

    def chart(self, picture: SaddleMap, look: Look = LIGHT) -> ChartType:
        xs, alphas = picture.xs, picture.alphas
        plane = Plane(look, picture.variable, picture.symbol, (xs[0], xs[-1]), (min(alphas), max(alphas)))
        marks = [self._map(plane, picture), *_ridge(plane, picture)]
        argmins = [{"x": p.x[0], "y": s.t} for s in picture.argmin for p in s.touching]
        if argmins:
            marks.append(plane.points(argmins, look.blue, size=40))
        if picture.is_saddle and picture.sides.point is not None and picture.sides.multipliers is not None:
            x, alpha = picture.sides.point[0][1], picture.sides.multipliers[0][1]
            marks.append(plane.points([{"x": x, "y": alpha}], look.red, size=260, shape="cross"))
            marks.append(plane.words(x, alpha, "saddle point", look.ink, dx=14, dy=-16, fontWeight="bold"))
        return dressed(plane.layered(marks), look, self.title)

    def _map(self, plane: Plane, picture: SaddleMap) -> ChartType:
        import altair as alt

        look = plane.look
        dx = (picture.xs[-1] - picture.xs[0]) / (len(picture.xs) - 1)
        alphas = picture.alphas[::2]
        dy = abs(alphas[1] - alphas[0])
        rows = [
            {
                "x": rough(x - dx / 2),
                "x2": rough(x + dx / 2),
                "y": rough(a - dy / 2),
                "y2": rough(a + dy / 2),
                "L": rough(value),
            }
            for a, line in zip(alphas, picture.values[::2], strict=True)
            for x, value in zip(picture.xs, line, strict=True)
        ]
        ordered = sorted(row["L"] for row in rows)
        cuts = [ordered[int(k * (len(ordered) - 1) / STEPS)] for k in range(1, STEPS)]
        shades = _shades(look)
        color = alt.Color(
            "L:Q",
            title=f"{'' if picture.sides.sign > 0 else '−'}L",
            scale=alt.Scale(type="threshold", domain=cuts, range=shades),
            legend=alt.Legend(format=".3~g", gradientLength=300),
        )
        mark = layer(rows).mark_rect(clip=True, strokeWidth=0)
        return mark.encode(x=plane.x, x2="x2:Q", y=plane.y, y2="y2:Q", color=color)

    def table(self, picture: SaddleMap) -> Table:
        rows = tuple(
            (
                shown(round(s.t, 8)),
                ", ".join(shown(round(p.x[0], 8)) for p in s.touching) or "not found",
                shown(s.value),
                s.certainty,
            )
            for s in picture.argmin[::4]
        )
        word = "least" if picture.sides.sign > 0 else "largest"
        return Table((picture.symbol, f"{picture.variable} where L is {word}", "L there", "label"), rows)


def _shades(look: Look) -> list[str]:
    """Gray tones from far to near the ink, so that blue and orange stay readable on them."""
    low, high = (28, 120) if look.dark else (250, 150)
    tones = [round(low + (high - low) * k / (STEPS - 1)) for k in range(STEPS)]
    return [f"#{tone:02x}{tone:02x}{tone:02x}" for tone in tones]


def _ridge(plane: Plane, picture: SaddleMap) -> list[ChartType]:
    """alpha = 0 where c < 0, every alpha where c = 0; beyond, L has no extreme value in alpha."""
    look = plane.look
    marks = [plane.upright(root, look.orange, width=4) for root in picture.roots]
    rows, part = [], 0
    for x, alpha in picture.argmax:
        if math.isfinite(alpha):
            rows.append({"x": x, "y": alpha, "part": part})
        else:
            part += 1
    if rows:
        marks.append(plane.line(rows, look.orange, width=7))
    return marks


SADDLE = Saddle()
