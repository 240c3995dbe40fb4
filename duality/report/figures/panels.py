"""The three panels of the slider. What depends on the multiplier is filtered or computed from the parameter "alpha"."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from duality.model.pictures import SliderPanels
from duality.report.figures.look import TEXT, Look
from duality.report.figures.plane import Plane, Range
from duality.report.figures.rows import layer, rough
from duality.report.figures.sides import finite, levels, multiplier_title, theta_word

if TYPE_CHECKING:
    import altair

    from duality.report.figures.figure import ChartType

PARAMETER = "alpha"
SHADES = ("#1f6fbd", "#3a80c6", "#5592cf", "#70a4d7", "#8bb6e0", "#a5c7e8", "#bfd7ef", "#d7e6f5", "#e8f1fa", "#f6fafd")
"""From theta_D upward."""


def row_number(picture: SliderPanels) -> str:
    """The row of the grid that is nearest to the parameter, as an expression."""
    return f"round(({PARAMETER} - {picture.start!r}) / {picture.step!r})"


def _values(picture: SliderPanels) -> str:
    """theta_D row by row, null where it is infinite, as an expression."""
    return "[" + ", ".join("null" if not math.isfinite(s.value) else repr(s.value) for s in picture.supports) + "]"


def readout(picture: SliderPanels) -> str:
    """multiplier, theta_D, distance to p*: an expression; values between rows are those of the nearest row."""
    at = f"{_values(picture)}[{row_number(picture)}]"
    word = theta_word(picture.sides, picture.direction)
    infinite = f"'{word} = {'−∞' if picture.sides.sign > 0 else '+∞'}'"
    text = f"'{picture.direction.symbol} = ' + format({PARAMETER}, '.4~f') + '\u00a0\u00a0\u00a0\u00a0'"
    value = f"'{word} = ' + format({at}, '.4~f')"
    p_star = picture.sides.p_star.value
    if p_star is not None and math.isfinite(p_star):
        distance = f"abs({p_star!r} - {at})"
        value += f" + '\u00a0\u00a0\u00a0\u00a0distance to p*: ' + format({distance} < 5e-7 ? 0 : {distance}, '.4~f')"
    return f"{text} + ({at} === null ? {infinite} : {value})"


class Panels:
    """The panels of one picture at one look."""

    def __init__(self, picture: SliderPanels, look: Look) -> None:
        self.picture = picture
        self.look = look
        self.sides = picture.sides
        self.values = self._range()

    def _range(self) -> Range:
        """One range of values for all panels, so that equal heights are equal numbers."""
        low, high = self.picture.image.window[1]
        known = [v for v in (self.sides.p_star.value, self.sides.d_star.value) if v is not None and math.isfinite(v)]
        extra = 0.08 * (high - low)
        return min([low, *(v - extra for v in known)]), max([high, *(v + extra for v in known)])

    def _curve_range(self) -> Range:
        """p*, d* and the upper part of theta_D (the lower one for a maximization)."""
        sign = self.sides.sign
        tops = [
            sign * v for v in (self.sides.p_star.value, self.sides.d_star.value) if v is not None and math.isfinite(v)
        ]
        values = sorted(sign * s.value for s in self.picture.supports if math.isfinite(s.value))
        top = max([*tops, values[-1]])
        low = max(values[0], top - 1.6 * max(top - values[len(values) // 8], 1e-9))
        margin = 0.15 * (top - low) or 0.5
        low, high = low - margin, top + margin
        return (low, high) if sign > 0 else (-high, -low)

    def _here(self, chart: altair.Chart) -> altair.Chart:
        """Only the rows of the chosen multiplier."""
        return chart.transform_filter(f"datum.k == {row_number(self.picture)}")

    def _supports(self) -> list[dict[str, Any]]:
        rows = []
        for k, s in enumerate(self.picture.supports):
            if math.isfinite(s.value):
                rows.append({"k": k, "x": s.t, "y": s.value})
        return rows

    def _moving(self, plane: Plane, rows: list[dict[str, Any]], shape: str, size: int = 150) -> ChartType:
        mark = self._here(layer(rows)).mark_point(
            shape=shape, size=size, stroke=plane.look.blue, fill=plane.look.blue, opacity=1, clip=True
        )
        return mark.encode(x=plane.x, y=plane.y)

    def lagrangian(self) -> ChartType | None:
        """L(., alpha) over x for n = 1, over the plane for n = 2; nothing for more variables."""
        if self.picture.line is not None:
            return self._over_line()
        return self._over_plane() if self.picture.plane else None

    def _over_line(self) -> ChartType:
        picture, family, look = self.picture, self.picture.line, self.look
        assert family is not None
        sign = self.sides.sign
        xs = [s.x[0] for s in family.samples]
        word = f"{'' if sign > 0 else '−'}L({family.variable}, {picture.direction.symbol})"
        pad = 0.06 * (xs[-1] - xs[0]) if family.is_finite else 0.0
        plane = Plane(look, family.variable, word, (xs[0] - pad, xs[-1] + pad), self.values)
        rows = [
            {"x": s.x[0], "u": s.u, "f": s.f, "k": k, "feasible": f if ok else None}
            for k, (s, ok) in enumerate(zip(family.samples, family.feasible, strict=True))
            for f in (s.f,)
        ]
        data = layer(rows).transform_calculate(y=f"datum.f + {sign} * {PARAMETER} * datum.u")
        shape: dict[str, Any] = {"color": look.blue, "clip": True}
        curve = (
            data.mark_point(filled=True, size=90, opacity=1, **shape)
            if family.is_finite
            else data.mark_line(strokeWidth=3, **shape)
        )
        f_rows = [{**row, "y": row["feasible"]} for row in rows]
        f_data = layer(f_rows)
        f_look: dict[str, Any] = {"color": look.orange, "clip": True}
        objective = (
            f_data.mark_point(shape="square", filled=True, size=200, opacity=0.7, **f_look)
            if family.is_finite
            else f_data.mark_line(strokeWidth=7, opacity=0.55, invalid="break-paths-filter-domains", **f_look)
        )
        touching = [{"k": k, "x": p.x[0], "y": s.value} for k, s in enumerate(picture.supports) for p in s.touching]
        marks = [
            *self._bound(plane),
            objective.encode(x=plane.x, y=plane.y),
            curve.encode(x=plane.x, y=plane.y),
            self._moving(plane, touching, "diamond", 170),
        ]
        return self._titled(plane.layered(marks), f"{word}; thick: f where feasible")

    def _bound(self, plane: Plane) -> list[ChartType]:
        """The level theta_D(alpha) across the panel."""
        left, right = plane.x_range
        rows = [{"k": r["k"], "x": left, "x2": right, "y": r["y"]} for r in self._supports()]
        mark = self._here(layer(rows)).mark_rule(color=plane.look.blue, strokeDash=[3, 3], strokeWidth=1.5, clip=True)
        return [mark.encode(x=plane.x, x2="x2:Q", y=plane.y)]

    def _over_plane(self) -> ChartType:
        import altair as alt

        picture, look, sign = self.picture, self.look, self.sides.sign
        dx, dy = picture.cell
        rows = [
            # A little wider than the cell, so that no seams show.
            {"x": rough(p.x - dx / 2), "y": rough(p.y - dy / 2), "u": rough(p.u), "f": rough(p.f)}
            for p in picture.plane
        ]
        x_range = (min(r["x"] for r in rows), max(r["x"] for r in rows) + dx)
        y_range = (min(r["y"] for r in rows), max(r["y"] for r in rows) + dy)
        plane = Plane(look, *picture.variables, x_range, y_range)
        theta = f"{_values(picture)}[{row_number(picture)}]"
        excess = f"abs(datum.f + {sign} * {PARAMETER} * datum.u - ({theta} === null ? {sign * 1e12} : {theta}))"
        data = layer(rows).transform_calculate(excess=excess, x2=f"datum.x + {1.15 * dx}", y2=f"datum.y + {1.15 * dy}")
        cuts, shades = self._levels()
        color = alt.Color("excess:Q", scale=alt.Scale(type="threshold", domain=cuts, range=shades), legend=None)
        heat = data.mark_rect(clip=True, strokeWidth=0).encode(x=plane.x, x2="x2:Q", y=plane.y, y2="y2:Q", color=color)
        outside = [
            {"x": rough(p.x), "y": rough(p.y)}
            for k, p in enumerate(picture.plane)
            if not p.feasible and (k // 2 + k // 88) % 2 == 0
        ]
        veil = layer(outside).mark_point(size=5, filled=True, color=look.ink, opacity=0.45).encode(x=plane.x, y=plane.y)
        touching = [{"k": k, "x": p.x[0], "y": p.x[1]} for k, s in enumerate(picture.supports) for p in s.touching]
        marks = [heat, *([veil] if any(p.feasible for p in picture.plane) else []), *self._optimum(plane)]
        moving = self._here(layer(touching)).mark_point(
            shape="diamond",
            size=200,
            stroke=look.paper,
            fill=look.blue,
            strokeWidth=2,
            opacity=1,
            clip=True,
        )
        marks.append(moving.encode(x=plane.x, y=plane.y))
        return self._titled(plane.layered(marks), "dark: L near its least value; dotted: infeasible")

    def _levels(self) -> tuple[list[float], list[str]]:
        """Thresholds of |L - theta_D|, closer together near 0."""
        low, high = self.values
        return [(high - low) * (k / len(SHADES)) ** 2 for k in range(1, len(SHADES))], list(SHADES)

    def _titled(self, chart: ChartType, text: str) -> ChartType:
        import altair as alt

        return chart.properties(title=alt.Title(text, fontSize=TEXT, fontWeight="normal", offset=8))

    def _optimum(self, plane: Plane) -> list[ChartType]:
        if self.sides.point is None:
            return []
        (_, x), (_, y) = self.sides.point
        return [
            plane.points([{"x": x, "y": y}], plane.look.orange, size=150),
            plane.words(x, y, "x*", plane.look.ink, dx=12, dy=-12, fontWeight="bold"),
        ]

    def theta(self) -> ChartType:
        """theta_D with p*, the forbidden band, the moving dot and the bar to p*."""
        picture, look, sides = self.picture, self.look, self.sides
        ts = [s.t for s in picture.supports]
        values = self._curve_range()
        plane = Plane(
            look,
            multiplier_title(picture.direction),
            theta_word(sides, picture.direction),
            (min(ts), max(ts)),
            values,
        )
        rows = [{**row, "part": 0} for row in self._supports()]
        marks: list[ChartType] = []
        p_star = sides.p_star.value
        if p_star is not None and finite(sides.p_star):
            edge = values[1] if sides.sign > 0 else values[0]
            marks.append(plane.band(plane.x_range, (min(p_star, edge), max(p_star, edge)), look.orange))
            bars = [{"k": r["k"], "x": r["x"], "y": r["y"], "y2": p_star} for r in self._supports()]
            bar = self._here(layer(bars)).mark_rule(color=look.red, strokeWidth=6, clip=True)
            marks.append(bar.encode(x=plane.x, y=plane.y, y2="y2:Q"))
        marks += [*levels(plane, sides), plane.line(sorted(rows, key=lambda r: r["x"]), look.blue, width=3)]
        marks.append(self._moving(plane, self._supports(), "circle", 190))
        return self._titled(plane.layered(marks), f"{theta_word(sides, picture.direction)} and its distance to p*")

    def image(self) -> ChartType:
        """G, the supporting line of the chosen multiplier, its touching points and its intercept."""
        from duality.report.figures.image_marks import plane_of, set_marks

        picture, look = self.picture, self.look
        image = picture.image
        plane = plane_of(image, look)._replace(y_range=self.values)
        left, right = plane.x_range
        sign = self.sides.sign
        lines = [
            {"k": k, "x": left, "y": s.value - sign * s.t * left, "x2": right, "y2": s.value - sign * s.t * right}
            for k, s in enumerate(picture.supports)
            if math.isfinite(s.value)
        ]
        line = self._here(layer(lines)).mark_rule(color=look.blue, strokeWidth=3, clip=True)
        touching = [{"k": k, "x": p.u, "y": p.f} for k, s in enumerate(picture.supports) for p in s.touching]
        intercepts = [{"k": r["k"], "x": 0.0, "y": r["y"]} for r in self._supports()]
        word = self._here(layer(intercepts)).mark_text(
            text=theta_word(self.sides, picture.direction),
            align="left",
            dx=10,
            dy=12 * sign,
            fontSize=TEXT,
            color=look.blue,
        )
        marks = [*set_marks(plane, image), line.encode(x=plane.x, y=plane.y, x2="x2:Q", y2="y2:Q")]
        marks += [self._moving(plane, touching, "diamond", 170), self._moving(plane, intercepts, "circle", 150)]
        marks.append(word.encode(x=plane.x, y=plane.y))
        if image.optimum is not None:
            marks.append(plane.points([{"x": image.optimum.u, "y": image.optimum.f}], look.orange, size=120))
        return self._titled(plane.layered(marks), "G and its supporting line")
