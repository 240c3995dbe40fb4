"""Figure "lagrangian": L(x, alpha) over x for several multipliers, every argmin marked."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from duality.model.pictures import LagrangianFamily
from duality.report.figures.figure import Table
from duality.report.figures.look import LIGHT, TEXT, Look, dressed
from duality.report.figures.plane import Plane
from duality.report.figures.rows import layer, shown
from duality.report.figures.sides import levels, theta_word

if TYPE_CHECKING:
    from duality.report.figures.figure import ChartType

DASHES: tuple[tuple[int, ...], ...] = ((2, 3), (6, 3), (1, 0), (10, 3, 2, 3), (4, 4))


class Lagrangian:
    """L(x, alpha) = f(x) + alpha*c(x) <= f(x) at every feasible x: its least value is a bound."""

    name = "lagrangian"
    title = "The Lagrangian: a curve for every multiplier, its least value a bound"

    def caption(self, picture: LagrangianFamily) -> str:
        side = "below" if picture.sides.sign > 0 else "above"
        end = "minimum" if picture.sides.sign > 0 else "maximum"
        return (
            f"Over the feasible {picture.variable} (thick: f) every curve lies {side} f. "
            f"Its {end} over all of D, marked, is the bound {theta_word(picture.sides, picture.direction)}."
        )

    def description(self, picture: LagrangianFamily) -> str:
        parts = [
            f"at {picture.direction.symbol} = {shown(m.t)} the bound is {shown(m.value)}"
            + (
                f", attained at {picture.variable} = {', '.join(shown(round(p.x[0], 6)) for p in m.touching)}"
                if m.touching
                else ""
            )
            for m in picture.members
        ]
        return f"Curves of the Lagrangian over {picture.variable}: " + "; ".join(parts) + "."

    def chart(self, picture: LagrangianFamily, look: Look = LIGHT) -> ChartType:
        plane = plane_of(picture, look)
        marks = [*levels(plane, picture.sides), self._feasible(plane, picture), *_members(plane, picture)]
        return dressed(plane.layered(marks), look, self.title).configure_legend(
            orient="top",
            direction="horizontal",
            labelFontSize=TEXT,
            titleFontSize=TEXT,
            labelColor=look.ink,
            titleColor=look.ink,
            symbolSize=900,
            symbolStrokeWidth=3,
        )

    def _feasible(self, plane: Plane, picture: LagrangianFamily) -> ChartType:
        rows = [{"x": s.x[0], "y": s.f} for s, ok in zip(picture.samples, picture.feasible, strict=True) if ok]
        if picture.is_finite or len(rows) < 2:
            return plane.points(rows, plane.look.orange, size=220, shape="square")
        return plane.line(_runs(picture), plane.look.orange, width=7, opacity=0.55)

    def table(self, picture: LagrangianFamily) -> Table:
        rows = tuple(
            (
                shown(m.t),
                shown(m.value),
                ", ".join(shown(round(p.x[0], 8)) for p in m.touching) or "not found",
                m.certainty,
            )
            for m in picture.members
        )
        word = theta_word(picture.sides, picture.direction)
        return Table((picture.direction.symbol, word, f"attained at {picture.variable}", "label"), rows)


def plane_of(picture: LagrangianFamily, look: Look) -> Plane:
    """x across; upright the bounds, p*, and as much of f and L as is near them."""
    sign = picture.sides.sign
    xs = [s.x[0] for s in picture.samples]
    marked = [sign * m.value for m in picture.members]
    marked += [
        sign * v for v in (picture.sides.p_star.value, picture.sides.d_star.value) if v is not None and math.isfinite(v)
    ]
    low, high = min(marked), max(marked)
    middle = xs[len(xs) // 8], xs[-1 - len(xs) // 8]
    curves = [
        sign * s.f + m.t * s.u for m in picture.members for s in picture.samples if middle[0] <= s.x[0] <= middle[1]
    ]
    curves.sort()
    reach = curves[int(0.8 * (len(curves) - 1))] if curves else high
    top = max(high + 0.6 * (high - low), min(reach, high + 4 * (high - low + 0.1)))
    top += 0.12 * (top - low) + 1e-9
    bottom = low - 0.12 * (top - low)
    window = (bottom, top) if sign > 0 else (-top, -bottom)
    pad = 0.06 * (max(xs) - min(xs)) if picture.is_finite else 0.0
    word = f"{'' if sign > 0 else '−'}L({picture.variable}, {picture.direction.symbol})"
    return Plane(look, picture.variable, word, (min(xs) - pad, max(xs) + pad), window)


def _members(plane: Plane, picture: LagrangianFamily) -> list[ChartType]:
    """The curves, told apart by their dashes in a legend, and their argmins."""
    import altair as alt

    sign, look = picture.sides.sign, plane.look
    names = [f"{picture.direction.symbol} = {shown(round(m.t, 6))}" for m in picture.members]
    rows = [
        {"x": s.x[0], "y": s.f + sign * m.t * s.u, "which": name}
        for m, name in zip(picture.members, names, strict=True)
        for s in picture.samples
    ]
    scale = alt.Scale(domain=names, range=[list(DASHES[k % len(DASHES)]) for k in range(len(names))])
    title = f"L(·, {picture.direction.symbol}) at"
    dash = alt.StrokeDash("which:N", scale=scale, legend=alt.Legend(title=title))
    looks: dict[str, Any] = {"strokeWidth": 1.5, "opacity": 0.7} if picture.is_finite else {"strokeWidth": 2.5}
    curves = layer(rows).mark_line(color=look.blue, clip=True, **looks).encode(x=plane.x, y=plane.y, strokeDash=dash)
    argmins = [{"x": p.x[0], "y": m.value} for m in picture.members for p in m.touching]
    marks: list[ChartType] = [curves]
    if picture.is_finite:
        marks.append(plane.points(rows, look.blue, size=50))
    top = plane.at(0.985, 0.95) if sign > 0 else plane.at(0.985, 0.05)
    marks.append(plane.words(*top, "thick: f where feasible", look.orange, align="right"))
    return [*marks, plane.points(argmins, look.blue, size=150, shape="diamond")] if argmins else marks


def _runs(picture: LagrangianFamily) -> list[dict[str, float]]:
    """f over the feasible x, a part for every interval."""
    rows: list[dict[str, float]] = []
    part = 0
    pairs = list(zip(picture.samples, picture.feasible, strict=True))
    for (a, a_ok), (b, b_ok) in pairwise(pairs):
        if a_ok and b_ok:
            if not rows or rows[-1]["x"] != a.x[0]:
                part += 1
                rows.append({"x": a.x[0], "y": a.f, "part": part})
            rows.append({"x": b.x[0], "y": b.f, "part": part})
    return rows


LAGRANGIAN = Lagrangian()
