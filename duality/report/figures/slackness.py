"""Figure "slackness": the slack of every constraint on the right, its multiplier on the left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duality.model.pictures import SlacknessBars
from duality.report.figures.figure import Table
from duality.report.figures.look import LIGHT, Look, dressed
from duality.report.figures.rows import layer, shown

if TYPE_CHECKING:
    from altair.typing import ChartType


class Slackness:
    """alpha_i * c_i(x*) = 0: of slack and multiplier at most one is nonzero."""

    name = "slackness"
    title = "Complementary slackness"

    def caption(self, picture: SlacknessBars) -> str:
        broken = [bar.name for bar in picture.bars if bar.violated]
        if broken:
            return (
                f"Violated at {', '.join(broken)}: slack and multiplier are both nonzero there, so x* and these "
                "multipliers are no KKT pair."
            )
        return "A constraint with slack has multiplier 0; a constraint with a multiplier is active. Never both bars."

    def description(self, picture: SlacknessBars) -> str:
        parts = [f"{bar.name}: multiplier {shown(bar.multiplier)}, slack {shown(bar.slack)}" for bar in picture.bars]
        return f"Bars of {len(parts)} constraints. " + "; ".join(parts) + "."

    def chart(self, picture: SlacknessBars, look: Look = LIGHT) -> ChartType:
        import altair as alt

        names = [bar.name for bar in picture.bars]
        rows = []
        for bar in picture.bars:
            verdict = "violated: both nonzero" if bar.violated else ""
            rows.append({"name": bar.name, "side": "multiplier", "value": bar.multiplier, "verdict": verdict})
            rows.append({"name": bar.name, "side": "slack", "value": bar.slack, "verdict": verdict})
        height = max(120, 44 * len(names))
        return dressed(
            alt.hconcat(
                self._half(rows, "multiplier", "multiplier", look, names, height),
                self._half(rows, "slack", "slack −c(x*)", look, names, height),
                spacing=6,
            ),
            look,
            self.title,
        )

    def _half(self, rows: list, side: str, title: str, look: Look, names: list[str], height: int) -> ChartType:
        import altair as alt

        left = side == "multiplier"
        chosen = [row for row in rows if row["side"] == side]
        width = 310 if look.width == "container" else look.width // 2 - 10
        signed = any(row["value"] < 0 for row in chosen)
        data = layer([{**row, "text": shown(round(row["value"], 6))} for row in chosen])
        largest = max((abs(row["value"]) for row in chosen), default=0.0)
        # Rounding errors, which are labeled 0, do not fill the panel.
        largest = largest if round(largest, 6) else 1.0
        domain = [-1.3 * largest if signed else 0, 1.3 * largest]
        scale = alt.Scale(domain=domain, reverse=left)
        axis = alt.Axis(orient="right" if left else "left", labels=not left, ticks=False, title=None, labelLimit=160)
        y = alt.Y("name:N", sort=names, axis=axis)
        x = alt.X("value:Q", title=title, scale=scale, axis=alt.Axis(tickCount=4))
        bars = data.mark_bar(color=look.blue if left else look.orange, size=18).encode(x=x, y=y)
        words = data.mark_text(
            align="right" if left else "left", dx=-6 if left else 6, fontSize=14, color=look.ink
        ).encode(x=x, y=y, text="text:N")
        flags = data.mark_text(align="left", dy=18, dx=6, fontSize=13, color=look.red, fontWeight="bold").encode(
            x=alt.datum(0), y=y, text="verdict:N"
        )
        layers = [bars, words] if left else [bars, words, flags]
        return alt.layer(*layers).properties(width=width, height=height)

    def table(self, picture: SlacknessBars) -> Table:
        rows = tuple(
            (
                bar.name,
                shown(bar.slack),
                shown(bar.multiplier),
                shown(bar.product),
                "violated" if bar.violated else "holds",
            )
            for bar in picture.bars
        )
        return Table(("constraint", "slack -c(x*)", "multiplier", "product", "slackness"), rows)


SLACKNESS = Slackness()
