"""Figure "pareto": the front of two objectives, f against c, with the lines of constant weighted sum."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from duality.model.pictures import FrontPoint, ParetoFront
from duality.report.figures.figure import Table
from duality.report.figures.look import LIGHT, Look, dressed
from duality.report.figures.plane import Plane
from duality.report.figures.rows import rough, shown
from duality.report.figures.sides import gap_bar, has_gap, label

if TYPE_CHECKING:
    from duality.report.figures.figure import ChartType


JUMP = 0.3
"""Neighboring values farther apart than this share of the picture are not joined."""


class Pareto:
    """A minimizer of f + alpha*c lies on the front; the weight alpha is minus the front's slope there."""

    name = "pareto"
    title = "The Pareto front: a weight is a multiplier"

    def caption(self, picture: ParetoFront) -> str:
        dents = any(not p.supported for p in picture.front)
        value = "f" if picture.sides.sign > 0 else "the objective"
        told = f"The front trades {value} against u = {picture.measure}. A line is a weight {picture.symbol} on u"
        told += f"; it touches the front where {value} with that weight is best."
        if dents:
            told += " Points in the dent (dotted) are reached by no weight"
            return f"{told}: at the bound u = 0 that is the gap." if has_gap(picture.sides) else f"{told}."
        return f"{told} Every point of this front is reached by some weight."

    def description(self, picture: ParetoFront) -> str:
        some = picture.front[:: max(1, len(picture.front) // 6)]
        points = "; ".join(f"({shown(round(p.u, 6))}, {shown(round(p.value, 6))})" for p in some)
        dents = sum(not p.supported for p in picture.front)
        return f"The front through {points}. {dents} of {len(picture.front)} points lie in a dent."

    def chart(self, picture: ParetoFront, look: Look = LIGHT) -> ChartType:
        value = "f(x)" if picture.sides.sign > 0 else "objective"
        plane = Plane(look, f"u = {picture.measure}", value, *picture.window)
        marks: list[ChartType] = []
        cloud = [{"x": rough(s.u), "y": rough(s.f)} for s in picture.samples if plane.holds(s.u, s.f)]
        if cloud:
            marks.append(plane.points(cloud, look.muted, size=20, shape="square", strokeOpacity=0, fillOpacity=0.4))
        marks += [plane.upright(0.0, look.ink, width=1.2, proved=False), *_weights(plane, picture)]
        for supported in (True, False):
            rows = _stretches(picture.front, supported, JUMP * (plane.y_range[1] - plane.y_range[0]))
            if rows:
                dash: dict[str, Any] = {} if supported else {"strokeDash": [2, 4]}
                marks.append(plane.line(rows, look.orange if supported else look.red, width=4, **dash))
        marks += self._marked(plane, picture)
        return dressed(plane.layered(marks), look, self.title)

    def _marked(self, plane: Plane, picture: ParetoFront) -> list[ChartType]:
        look, sides = plane.look, picture.sides
        marks = gap_bar(plane, sides, 0.0)
        dents = [p for p in picture.front if not p.supported]
        if dents:
            middle = dents[len(dents) // 2]
            marks.append(plane.words(middle.u, middle.value, "dent: no weight reaches it", look.red, dx=10, dy=-16))
        if sides.p_star.value is not None:
            u = picture.optimum.u if picture.optimum else 0.0
            marks.append(plane.points([{"x": u, "y": sides.p_star.value}], look.orange, size=180))
            marks.append(plane.beside(u, sides.p_star.value, label("p*", sides.p_star), look.ink, dy=-14))
        bottom = plane.at(0, 0.0)[1]
        marks.append(plane.words(0.0, bottom, f"the bound: {picture.constraint}", look.ink, dx=8, dy=-14))
        words = {p.certainty for p in picture.front if p.u != 0}
        marks.append(
            plane.words(*plane.at(0.985, 0.95), f"front: {', '.join(sorted(words))}", look.orange, align="right")
        )
        return marks

    def table(self, picture: ParetoFront) -> Table:
        kept = [p for k, p in enumerate(picture.front) if k % 3 == 0 or p.u == 0]
        rows = tuple(
            (shown(round(p.u, 8)), shown(p.value), "by a weight" if p.supported else "in a dent", p.certainty)
            for p in kept
        )
        return Table(("u", "value", "reached", "label"), rows)


def _weights(plane: Plane, picture: ParetoFront) -> list[ChartType]:
    """Lines of constant weighted sum, each with the point that it reaches."""
    look, sign, marks = plane.look, picture.sides.sign, []
    left, right = plane.x_range
    best = dict(picture.sides.multipliers or ()).get(picture.constraint)
    for line in picture.lines:
        is_best = best is not None and line.t == best
        ends = [(u, line.value - sign * line.t * u) for u in (left, right)]
        marks.append(
            plane.segment(ends[0], ends[1], look.blue, width=2.8 if is_best else 1.3, opacity=1 if is_best else 0.65)
        )
        touching = [{"x": p.u, "y": p.f} for p in line.touching]
        if touching:
            marks.append(plane.points(touching, look.blue, size=110, shape="diamond"))
        if is_best and line.touching:
            at = line.touching[0]
            word = f"weight {picture.symbol}* = {shown(round(line.t, 6))}"
            # Below a falling line, where its left side is free; inside the picture in any case.
            fits = line.t > 0 and sign > 0 and at.u > plane.at(0.3, 0)[0]
            beside = {"align": "right", "dx": -14} if fits else {}
            marks.append(plane.beside(at.u, at.f, word, look.blue, dy=18 * sign, **beside))
    return marks


def _stretches(front: tuple[FrontPoint, ...], supported: bool, jump: float) -> list[dict[str, float]]:
    """Neighbors on the front that a weight reaches, or that lie in a dent; not joined across a ``jump``."""
    rows: list[dict[str, float]] = []
    part = 0
    for a, b in pairwise(front):
        if (a.supported and b.supported) == supported and abs(a.value - b.value) <= jump:
            if not rows or rows[-1]["x"] != a.u:
                part += 1
                rows.append({"x": a.u, "y": a.value, "part": part})
            rows.append({"x": b.u, "y": b.value, "part": part})
    return rows


PARETO = Pareto()
