"""Figure "slider": one multiplier, moved by hand, drives L over x, theta_D, and the supporting line of G.

The multiplier is the Vega-Lite parameter "alpha"; a page may set it as the signal of that name. Its grid is uniform, so
that the row of a multiplier is the nearest whole number of steps; values between rows are computed by the viewer.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from duality.model.pictures import SliderPanels
from duality.report.figures.figure import Table
from duality.report.figures.look import LIGHT, TEXT, Look, dressed
from duality.report.figures.panels import PARAMETER, Panels
from duality.report.figures.rows import shown
from duality.report.figures.sides import theta_word

if TYPE_CHECKING:
    from duality.report.figures.figure import ChartType

WIDTH, HEIGHT = 330, 330
"""The size of one panel."""


class Slider:
    """inf over x of L(x, alpha) = theta_D(alpha) = the intercept of the supporting line of G."""

    name = "slider"
    title = "One multiplier, three pictures"

    def caption(self, picture: SliderPanels) -> str:
        sides = picture.sides
        word = theta_word(sides, picture.direction)
        told = "Move the multiplier: the extreme value of L, the dot on the curve and the intercept of the line are "
        told += f"one number, {word}."
        if sides.strong_duality == "holds":
            return f"{told} At the best multiplier it reaches p* = {sides.p_star.text}."
        if sides.strong_duality == "fails":
            return f"{told} It never passes d* = {sides.d_star.text}: the rest is the gap to p* = {sides.p_star.text}."
        return told

    def description(self, picture: SliderPanels) -> str:
        best = picture.direction.optimum
        at = "" if best is None else f" The best multiplier is {shown(best)}."
        end = picture.start + picture.step * (len(picture.supports) - 1)
        span = f"{picture.direction.symbol} from {shown(picture.start)} to {shown(end)}"
        values = f"p* = {picture.sides.p_star.text}, d* = {picture.sides.d_star.text}."
        return f"Three linked panels for the multiplier {span}.{at} {values}"

    def chart(self, picture: SliderPanels, look: Look = LIGHT) -> ChartType:
        import altair as alt

        panels = Panels(picture, look._replace(width=WIDTH, height=HEIGHT))
        drawn = [panel for panel in (panels.lagrangian(), panels.theta(), panels.image()) if panel is not None]
        joined = alt.vconcat(*drawn, spacing=26) if look.stacked else alt.hconcat(*drawn, spacing=26)
        return dressed(joined.add_params(self._parameter(picture)), look, _readout(picture))

    def _parameter(self, picture: SliderPanels) -> Any:
        import altair as alt

        best = picture.direction.optimum
        finite = [s.t for s in picture.supports if math.isfinite(s.value)]
        value = best if best is not None else finite[len(finite) // 2]
        low, high = sorted((picture.start, picture.start + picture.step * (len(picture.supports) - 1)))
        name = f"{picture.direction.symbol} "
        bind = alt.BindRange(input="range", min=low, max=high, step=abs(picture.step), name=name)
        return alt.param(name=PARAMETER, value=value, bind=bind)

    def table(self, picture: SliderPanels) -> Table:
        word = theta_word(picture.sides, picture.direction)
        rows = tuple(
            (
                shown(s.t),
                shown(s.value),
                shown(_distance(picture, s.value)),
                "; ".join(", ".join(shown(round(v, 6)) for v in p.x) for p in s.touching)
                or "not attained or not found",
                s.certainty,
            )
            for k, s in enumerate(picture.supports)
            if k % 2 == 0 or s.t == picture.direction.optimum
        )
        return Table((picture.direction.symbol, word, "distance to p*", "attained at x", "label"), rows)


def _distance(picture: SliderPanels, value: float) -> float | None:
    p_star = picture.sides.p_star.value
    return None if p_star is None else abs(p_star - value)


def _readout(picture: SliderPanels) -> Any:
    """The title: multiplier, theta_D there, and how far p* is, as expressions of the parameter."""
    from duality.report.figures.panels import readout

    return {"text": {"expr": readout(picture)}, "fontSize": TEXT + 4}


SLIDER = Slider()
