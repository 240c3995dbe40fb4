"""Figure "slackness": the slack of every inequality on the right, the multiplier of every constraint on the left."""

from __future__ import annotations

from typing import Literal

from duality.records import record
from duality.report.charts.lettering import width
from duality.report.charts.look import LINKED, PAGE
from duality.report.charts.marks import Areas, Mark
from duality.report.charts.plane import Chart, Panel, Plane
from duality.report.say import Say
from duality.results.figures.figure import Table
from duality.results.figures.known import PROVED, Certainty, Inapplicable, Sides
from duality.results.figures.numbers import rounded, shown
from duality.results.figures.scene import Scene

ROUNDING = 1e-6
"""Up to this, relatively, a slack or a multiplier is zero."""

TALL, LOW = 40, 26
"""Pixels a row, where there are few and where there are many."""

MOST_ROOM = 0.6
"""The largest share of a half that is left to numbers."""

MOST = 12
"""Rows of a chart; the table has all."""


@record
class SlacknessBar:
    """One constraint: slack -c(x*) (>= 0 where it holds; -|h| for an equality), multiplier, and their product.

    ``violated``: both are nonzero beyond rounding, so that x* and these multipliers are no KKT pair.
    """

    name: str
    kind: Literal["inequality", "equality"]
    slack: float
    multiplier: float
    product: float
    violated: bool


@record
class SlacknessBars:
    """Slack on one side, multiplier on the other: at most one of them is nonzero where slackness holds."""

    sides: Sides
    bars: tuple[SlacknessBar, ...]
    certainty: Certainty


class Slackness:
    """alpha_i * c_i(x*) = 0: of slack and multiplier at most one is nonzero."""

    name = "slackness"

    def title(self, say: Say) -> str:
        return say("Complementary slackness", "互补松弛")

    def data(self, scene: Scene) -> SlacknessBars | Inapplicable:
        """From the report's own table; it needs a point and multipliers."""
        if not scene.report.slackness:
            return scene.refused(
                self.name,
                "There are no constraints, and so no multipliers: look at p* alone.",
                "没有约束，也就没有乘子：只需看 p*。",
            )
        bars = []
        for row in scene.report.slackness:
            if row.value is None or row.multiplier is None:
                instead = scene.instead("line", "theta")
                return scene.refused(
                    self.name,
                    "Slackness compares x* with optimal multipliers, and one of them does not exist or is not known "
                    "here: "
                    f"{instead}.",
                    f"互补松弛比较 x* 与最优乘子，而这里其中之一不存在或未知：{instead}。",
                )
            value, multiplier = float(row.value), float(row.multiplier)
            slack = -abs(value) if row.kind == "equality" else -value
            both = abs(slack) > ROUNDING * (1 + abs(value)) and abs(multiplier) > ROUNDING
            product = 0.0 if row.product is None else float(row.product)
            bars.append(SlacknessBar(row.name, row.kind, slack + 0.0, multiplier, product, both))
        labels: tuple[Certainty, Certainty] = (scene.sides.p_star.certainty, scene.sides.d_star.certainty)
        return SlacknessBars(scene.sides, tuple(bars), labels[1] if labels[0] in PROVED else labels[0])

    def caption(self, picture: SlacknessBars, say: Say) -> str:
        broken = [bar.name for bar in picture.bars if bar.violated]
        if broken:
            return say(
                f"Violated at {', '.join(broken)}: slack and multiplier are both nonzero there, so x* and these "
                "multipliers "
                "are no KKT pair.",
                f"在 {'、'.join(broken)} 处不满足：松弛与乘子都非零，因此 x* 与这些乘子不是 KKT 对。",
            )
        if not any(bar.kind == "inequality" for bar in picture.bars):
            return say(
                "Every constraint is an equation: it has no slack, and its multiplier may have any sign.",
                "所有约束都是等式：没有松弛，乘子可取任意符号。",
            )
        told = say(
            "An inequality with slack has multiplier 0, one with a multiplier is active: never both bars.",
            "有松弛的不等式乘子为 0，乘子非零的不等式起作用：两个条不会同时出现。",
        )
        if any(bar.kind == "equality" for bar in picture.bars):
            told += say(" Equations (=) have no slack.", "等式（=）没有松弛。")
        count = len(picture.bars)
        if count > MOST:
            told += say(
                f" Drawn are {MOST} of {count} constraints, those with a multiplier first; the table has all.",
                f"图中画出 {count} 个约束中的 {MOST} 个，乘子非零者优先；表中列出全部。",
            )
        return told

    def description(self, picture: SlacknessBars, say: Say) -> str:
        parts = "; ".join(
            f"{bar.name}: {say('multiplier', '乘子')} {shown(bar.multiplier)}, {say('slack', '松弛')} "
            f"{shown(bar.slack)}"
            for bar in picture.bars
        )
        return say(
            f"Bars of {len(picture.bars)} constraints. {parts}.", f"{len(picture.bars)} 个约束的条形图。{parts}。"
        )

    def chart(self, picture: SlacknessBars, say: Say) -> Chart:
        """Names and multipliers on the left, slacks on the right, where there are inequalities."""
        bars = _drawn(picture.bars)
        panels = [_half(bars, "multiplier", say("multiplier", "乘子"), say)]
        if any(bar.kind == "inequality" for bar in bars):
            panels.append(_half(bars, "slack", say("slack −c(x*)", "松弛 −c(x*)"), say))
        return Chart(self.title(say), tuple(panels))

    def table(self, picture: SlacknessBars, say: Say) -> Table:
        rows = tuple(
            (
                bar.name,
                shown(bar.slack),
                shown(bar.multiplier),
                shown(bar.product),
                say("violated", "不满足") if bar.violated else say("holds", "成立"),
            )
            for bar in picture.bars
        )
        header = (
            say("constraint", "约束"),
            say("slack -c(x*)", "松弛 -c(x*)"),
            say("multiplier", "乘子"),
            say("product", "乘积"),
            say("slackness", "互补松弛"),
        )
        return Table(header, rows)


def _drawn(bars: tuple[SlacknessBar, ...]) -> tuple[SlacknessBar, ...]:
    """At most `MOST` bars in the order of the statement: what is violated goes first, then what has a multiplier."""
    ranked = sorted(range(len(bars)), key=lambda k: (not bars[k].violated, abs(bars[k].multiplier) <= ROUNDING))
    return tuple(bars[k] for k in sorted(ranked[:MOST]))


def _half(bars: tuple[SlacknessBar, ...], side: Literal["multiplier", "slack"], title: str, say: Say) -> Panel:
    """The bars of one side from the top; multipliers grow to the left, so that the names stand in the middle."""
    values = [_clean(getattr(bar, side)) for bar in bars]
    texts = [_told(bar, value, side, say) for bar, value in zip(bars, values, strict=True)]
    count = len(bars)
    names = tuple(
        (count - k - 0.5, bar.name + (" (=)" if bar.kind == "equality" else "")) for k, bar in enumerate(bars)
    )
    plane = Plane(
        title,
        "",
        _range(values, texts, names),
        (0.0, float(count)),
        y_ticks=names,
        height=max(90, (TALL if count <= 8 else LOW) * count),
    )
    color = "blue" if side == "multiplier" else "orange"
    marks: list[Mark] = [plane.upright(0.0, "muted", width=1.5)]
    boxes, words = [], []
    for (y, _), bar, value, text in zip(names, bars, values, texts, strict=True):
        if side == "slack" and bar.kind == "equality":
            continue
        boxes.append((min(value, 0.0), max(value, 0.0), y - 0.27, y + 0.27))
        away = {"dx": 7, "align": "left"} if value >= 0 else {"dx": -7, "align": "right"}
        words.append(plane.words(value, y, text, "red" if bar.violated else "ink", fixed=True, **away))
    return Panel(plane, (*marks, Areas(tuple(boxes), color, 0.9), *words))


def _told(bar: SlacknessBar, value: float, side: Literal["multiplier", "slack"], say: Say) -> str:
    violated = side == "slack" and bar.violated
    return rounded(value) + (say("  violated", "  不满足") if violated else "")


def _range(values: list[float], texts: list[str], names: tuple[tuple[float, str], ...]) -> tuple[float, float]:
    """What the bars need, and beyond their ends the numbers beside them."""
    across = LINKED - PAGE.text * max(width(name) for _, name in names) - 32
    ends = []
    for side in (-1, 1):
        reach = max((side * value for value in values), default=0.0)
        words = [text for text, value in zip(texts, values, strict=True) if (value < 0) == (side < 0)]
        room = PAGE.text * max(map(width, words), default=0.0) + 18 if words else 0.0
        ends.append((max(reach, 0.0), min(room / across, MOST_ROOM)))
    (left, left_room), (right, right_room) = ends
    right = right if left or right else 1.0
    whole = (left + right) / (1 - min(left_room + right_room, MOST_ROOM))
    return -left - left_room * whole, right + right_room * whole


def _clean(value: float) -> float:
    """Rounding errors, which are labeled 0, are drawn as 0."""
    return value if round(value, 6) else 0.0


SLACKNESS = Slackness()
