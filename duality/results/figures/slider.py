"""Figure "slider": one multiplier drives L over D, the curve of theta_D, and the supporting line of G."""

from __future__ import annotations

import math

from duality.report.charts.plane import Chart, Slide
from duality.report.say import Say
from duality.results.figures.figure import Table
from duality.results.figures.image_set import image as image_set
from duality.results.figures.known import Inapplicable
from duality.results.figures.lagrangian import family
from duality.results.figures.numbers import rounded, shown, typeset
from duality.results.figures.scene import Scene
from duality.results.figures.sides import certainty_word, theta_word
from duality.results.figures.slider_panels import PlaneValues, SliderPanels, panels
from duality.solving import sampling

CELLS = 44
"""Cells a side of the plane."""


class Slider:
    """inf over x of L(x, alpha) = theta_D(alpha) = the intercept of the supporting line of G."""

    name = "slider"

    def title(self, say: Say) -> str:
        return say("One multiplier, three pictures", "一个乘子，三幅图")

    def data(self, scene: Scene) -> SliderPanels | Inapplicable:
        """The panels over the coarse grid of multipliers."""
        direction = scene.direction
        if isinstance(direction, str):
            instead = scene.instead("slackness", "line", "levels")
            return Inapplicable(self.name, scene.say(f"{direction}: {instead}.", f"{direction}：{instead}。"))
        instead = scene.instead("line", "levels")
        if scene.leaves_at_once:
            return scene.left_at_once(self.name)
        if scene.nowhere_finite or not any(math.isfinite(s.value) for s in scene.supports):
            return scene.refused(
                self.name,
                f"theta_D is -infinity at every multiplier, so nothing moves: {instead}.",
                f"theta_D 在每个乘子处都是 −∞，因此没有可移动的东西：{instead}。",
            )
        image = scene.once(image_set)
        if image is None:
            return scene.refused(
                self.name, f"No point of the domain was found to sample: {instead}.", f"没有找到可采样的点：{instead}。"
            )
        supports = scene.supports
        return SliderPanels(
            scene.sides,
            direction,
            scene.form.variables,
            supports[0].t,
            supports[1].t - supports[0].t,
            supports,
            family(scene, direction),
            _plane(scene),
            image,
        )

    def caption(self, picture: SliderPanels, say: Say) -> str:
        sides = picture.sides
        word = theta_word(sides, picture.direction)
        up = sides.sign > 0
        told = say(
            f"Move the multiplier: the {'least' if up else 'largest'} value of {'L' if up else '−L'} over D, the dot "
            "on the "
            f"curve and the intercept of the line are one number, {word}.",
            f"移动乘子：{'L' if up else '−L'} 在 D 上的{'最小' if up else '最大'}值、"
            f"曲线上的点和直线的截距是同一个数 {word}。",
        )
        if sides.meet and sides.d_star.attained:
            return told + say(
                f" At the best multiplier it reaches p* = {typeset(sides.p_star.text)}.",
                f"在最优乘子处它达到 p* = {typeset(sides.p_star.text)}。",
            )
        if sides.meet and sides.d_star.attained is False:
            return told + say(
                f" It comes as near to p* = {typeset(sides.p_star.text)} as one likes, and never reaches it.",
                f"它可以任意接近 p* = {typeset(sides.p_star.text)}，但永远达不到。",
            )
        if sides.apart is not None:
            d, p = typeset(sides.d_star.text), typeset(sides.p_star.text)
            return told + say(
                f" It never passes d* = {d}: the rest is the gap to p* = {p}.",
                f"它不会越过 d* = {d}：其余是到 p* = {p} 的间隙。",
            )
        return told

    def description(self, picture: SliderPanels, say: Say) -> str:
        best, symbol = picture.direction.optimum, picture.direction.symbol
        low, high = shown(picture.start), shown(picture.start + picture.step * (len(picture.supports) - 1))
        at = "" if best is None else f" {symbol}* = {shown(best)}."
        values = f"p* = {picture.sides.p_star.text}, d* = {picture.sides.d_star.text}."
        return say(
            f"Three linked panels for {symbol} from {low} to {high}.{at} {values}",
            f"三幅联动的图，{symbol} 从 {low} 到 {high}。{at} {values}",
        )

    def chart(self, picture: SliderPanels, say: Say) -> Chart:
        return Chart(self.title(say), panels(picture, say), _slide(picture, say))

    def table(self, picture: SliderPanels, say: Say) -> Table:
        word = theta_word(picture.sides, picture.direction)
        rows = tuple(
            (
                shown(s.t),
                shown(s.value),
                shown(_distance(picture, s.value)),
                "; ".join(", ".join(shown(round(v, 6)) for v in p.x) for p in s.touching)
                or say("not attained or not found", "不可达到或未找到"),
                certainty_word(s.certainty, say),
            )
            for k, s in enumerate(picture.supports)
            if k % 2 == 0 or s.t == picture.direction.optimum
        )
        header = (
            picture.direction.symbol,
            word,
            say("distance to p*", "到 p* 的距离"),
            say("attained at x", "达到处的 x"),
            say("label", "标签"),
        )
        return Table(header, rows)


def _plane(scene: Scene) -> PlaneValues | None:
    """n = 2: u and f on the cells of the window."""
    import numpy as np

    form = scene.form
    if len(form.variables) != 2 or scene.landscape.is_finite:
        return None
    low, high = scene.landscape.box
    x = sampling.samples.grid((low, high), CELLS)
    found = sampling.samples.evaluated(form, x)
    place = {tuple(row): k for k, row in enumerate(x.tolist())}
    kept = [place[tuple(row)] for row in found.x.tolist()]
    u, f = np.full(len(x), np.nan), np.full(len(x), np.nan)
    worst = np.full(len(x), np.nan)
    u[kept], f[kept] = scene.landscape.combined(found), scene.sign * found.f
    scale = np.maximum(np.abs(found.constraints).max(axis=0), 1e-300)
    worst[kept] = (found.constraints / scale).max(axis=1)
    shape = (CELLS, CELLS)
    rings = () if form.equalities else sampling.contours.inside(x[:CELLS, 0], x[::CELLS, 1], worst.reshape(shape))
    return PlaneValues(
        (float(low[0]), float(high[0]), float(low[1]), float(high[1])),
        tuple(map(tuple, u.reshape(shape).tolist())),
        tuple(map(tuple, f.reshape(shape).tolist())),
        rings,
    )


def _slide(picture: SliderPanels, say: Say) -> Slide:
    """What is read off: the multiplier, theta_D there, how far p* is. To the right is more."""
    sides, direction = picture.sides, picture.direction
    bound = "θ_D" if sides.sign > 0 else "−θ_D"
    readouts = []
    for support in picture.supports:
        distance = _distance(picture, support.value)
        value = typeset(shown(support.value))
        value += "" if math.isfinite(support.value) else say(" (no bound)", "（没有界）")
        readouts.append((rounded(support.t, 9), value, "?" if distance is None else rounded(distance, 9)))
    best = direction.optimum
    places = [k for k, s in enumerate(picture.supports) if s.t == best]
    finite = [k for k, s in enumerate(picture.supports) if math.isfinite(s.value)]
    place = places[0] if places else finite[len(finite) // 2]
    labels = (direction.symbol, bound, f"p* − {bound}" if sides.sign > 0 else f"{bound} − p*")
    return Slide(direction.symbol, labels, tuple(readouts), place)


def _distance(picture: SliderPanels, value: float) -> float | None:
    p_star = picture.sides.p_star.finite
    return None if p_star is None else picture.sides.sign * (p_star - value)


SLIDER = Slider()
