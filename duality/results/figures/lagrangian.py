"""Figure "lagrangian": L(x, alpha) over x for several multipliers, every argmin marked."""

from __future__ import annotations

from itertools import pairwise

from duality.records import record
from duality.report.charts.marks import Mark, Point
from duality.report.charts.plane import Chart, Plane, single
from duality.report.say import Say
from duality.results.figures.figure import Table
from duality.results.figures.known import Direction, Inapplicable, Sampled, Sides, Support, torn
from duality.results.figures.numbers import rounded, shown
from duality.results.figures.scene import Scene
from duality.results.figures.sides import certainty_word, levels, theta_word

DASHES: tuple[tuple[float, ...], ...] = ((2, 3), (6, 3), (), (10, 3, 2, 3), (4, 4))
THINNED = 4


@record
class LagrangianFamily:
    """L(x, t) = f(x) + t*u(x) for n = 1 and several t; ``samples`` in the order of x.

    ``feasible`` tells of each sample whether it satisfies the constraints. ``is_finite`` where D is a finite set.
    """

    sides: Sides
    direction: Direction
    variable: str
    samples: tuple[Sampled, ...]
    feasible: tuple[bool, ...]
    members: tuple[Support, ...]
    is_finite: bool


class Lagrangian:
    """L(x, alpha) = f(x) + alpha*c(x) <= f(x) at every feasible x: its least value is a bound."""

    name = "lagrangian"

    def title(self, say: Say) -> str:
        return say(
            "The Lagrangian: a curve for every multiplier, its extreme value a bound",
            "拉格朗日函数：每个乘子一条曲线，它的最值是一个界",
        )

    def data(self, scene: Scene) -> LagrangianFamily | Inapplicable:
        """The family through 0, half the optimum, the optimum and twice it."""
        count = len(scene.form.variables)
        if isinstance(scene.direction, str):
            instead = scene.instead("slackness", "line", "levels")
            return Inapplicable(
                self.name, scene.say(f"{scene.direction}: {instead}.", f"{scene.direction}：{instead}。")
            )
        if count != 1:
            instead = scene.instead("levels", "theta", "line")
            return scene.refused(
                self.name,
                f"L is drawn over one variable, and here are {count}: {instead}.",
                f"L 只在一个变量上画出，这里有 {count} 个：{instead}。",
            )
        found = family(scene, scene.direction)
        instead = scene.instead("line")
        return found or scene.refused(
            self.name,
            f"L falls to -infinity for every multiplier tried: {instead}.",
            f"对每个试过的乘子，L 都无界：{instead}。",
        )

    def caption(self, picture: LagrangianFamily, say: Say) -> str:
        up = picture.sides.sign > 0
        x, word = picture.variable, theta_word(picture.sides, picture.direction)
        return say(
            f"Over the feasible {x} (thick: f) no curve lies {'above' if up else 'below'} f. The "
            f"{'least' if up else 'largest'} value of a curve over all of D, marked where it is attained, is the "
            f"bound {word}.",
            f"在可行的 {x} 上（粗线：f），每条曲线都不{'高' if up else '低'}于 f。曲线在整个 D 上的"
            f"{'最小' if up else '最大'}值（达到处有标记）就是界 {word}。",
        )

    def description(self, picture: LagrangianFamily, say: Say) -> str:
        symbol, x = picture.direction.symbol, picture.variable
        parts = []
        for member in picture.members:
            at = ", ".join(rounded(p.x[0]) for p in member.touching)
            told = f"{symbol} = {shown(member.t)}: {say('bound', '界')} {shown(member.value)}"
            parts.append(told + (f" ({x} = {at})" if at else ""))
        return say(f"Curves of the Lagrangian over {x}: ", f"拉格朗日函数在 {x} 上的曲线：") + "; ".join(parts) + "."

    def chart(self, picture: LagrangianFamily, say: Say) -> Chart:
        plane = plane_of(picture)
        marks = [*levels(plane, picture.sides, say), *_feasible(plane, picture), *_members(plane, picture, say)]
        return single(self.title(say), plane, marks)

    def table(self, picture: LagrangianFamily, say: Say) -> Table:
        rows = tuple(
            (
                shown(m.t),
                shown(m.value),
                ", ".join(shown(round(p.x[0], 8)) for p in m.touching) or say("none found", "未找到"),
                certainty_word(m.certainty, say),
            )
            for m in picture.members
        )
        word = theta_word(picture.sides, picture.direction)
        attained = say(f"attained at {picture.variable}", f"达到处的 {picture.variable}")
        return Table((picture.direction.symbol, word, attained, say("label", "标签")), rows)


def family(scene: Scene, direction: Direction) -> LagrangianFamily | None:
    """The curves of one variable; ``None`` where no multiplier tried has a finite bound, or nothing can be sampled."""
    import numpy as np

    if not scene.few or len(scene.form.variables) != 1:
        return None
    landscape = scene.landscape
    low, high = landscape.box
    inside = landscape.samples.chosen((landscape.samples.x[:, 0] >= low[0]) & (landscape.samples.x[:, 0] <= high[0]))
    # Some of the samples are enough for a curve; the known points stay.
    kept = np.arange(len(inside.f)) % THINNED == 0
    kept |= np.isin(inside.x[:, 0], [x[0] for x in landscape.known])
    inside = inside if landscape.is_finite else inside.chosen(kept)
    if not len(inside.f):
        return None
    return LagrangianFamily(
        scene.sides,
        direction,
        scene.form.variables[0],
        landscape.rows(inside),
        tuple(inside.feasible.tolist()),
        scene.few,
        landscape.is_finite,
    )


def plane_of(picture: LagrangianFamily) -> Plane:
    """x across; upright the bounds, p*, and as much of f and L as is near them."""
    sign = picture.sides.sign
    xs = [s.x[0] for s in picture.samples]
    marked = [sign * m.value for m in picture.members]
    marked += [sign * v for v in (picture.sides.p_star.finite, picture.sides.d_star.finite) if v is not None]
    low, high = min(marked), max(marked)
    middle = xs[len(xs) // 8], xs[-1 - len(xs) // 8]
    curves = sorted(
        sign * s.f + m.t * s.u for m in picture.members for s in picture.samples if middle[0] <= s.x[0] <= middle[1]
    )
    reach = curves[int(0.8 * (len(curves) - 1))] if curves else high
    top = max(high + 0.6 * (high - low), min(reach, high + 4 * (high - low + 0.1)))
    top += 0.12 * (top - low) + 1e-9
    bottom = low - 0.12 * (top - low)
    window = (bottom, top) if sign > 0 else (-top, -bottom)
    pad = 0.06 * (max(xs) - min(xs)) if picture.is_finite else 0.0
    word = f"{'' if sign > 0 else '−'}L({picture.variable}, {picture.direction.symbol})"
    return Plane(picture.variable, word, (min(xs) - pad, max(xs) + pad), window)


def _feasible(plane: Plane, picture: LagrangianFamily) -> list[Mark]:
    """f where it is feasible."""
    points = [(s.x[0], s.f) for s, ok in zip(picture.samples, picture.feasible, strict=True) if ok]
    if picture.is_finite or len(points) < 2:
        return [plane.dots(points, "orange", radius=8, shape="square", opacity=0.7)]
    return [plane.lines(feasible_runs(picture), "orange", width=7, opacity=0.55)]


def _members(plane: Plane, picture: LagrangianFamily, say: Say) -> list[Mark]:
    """The curves with their multipliers beside them, and their argmins."""
    sign, marks, named = picture.sides.sign, [], []
    for k, member in enumerate(picture.members):
        points = [(s.x[0], s.f + sign * member.t * s.u) for s in picture.samples]
        if picture.is_finite:
            marks.append(plane.dots(points, "blue", radius=4))
        width, opacity = (1.5, 0.7) if picture.is_finite else (2.5, 1.0)
        parts = torn(picture.samples, points)
        marks.append(plane.lines(parts, "blue", width=width, opacity=opacity, dash=DASHES[k % len(DASHES)]))
        inside = [point for point in points if plane.holds(*point)]
        if inside:
            # At its right end where the curve leaves the picture, each a little more to the left.
            place = inside[-1 - min(len(inside) - 1, (2 * k * len(inside)) // 100)]
            named.append(
                plane.words(*place, f"{picture.direction.symbol} = {rounded(member.t)}", "blue", dx=-10, align="right")
            )
    argmins = [(p.x[0], m.value) for m in picture.members for p in m.touching]
    marks.append(plane.dots(argmins, "blue", radius=6, shape="diamond"))
    corner = plane.at(0.02, 0.95) if sign > 0 else plane.at(0.02, 0.05)
    told = say("thick: f where feasible", "粗线：可行处的 f")
    return [*marks, *named, plane.words(*corner, told, "orange")]


def feasible_runs(picture: LagrangianFamily) -> list[list[Point]]:
    """f over the feasible x, a part for every interval."""
    parts: list[list[Point]] = []
    pairs = list(zip(picture.samples, picture.feasible, strict=True))
    for (a, a_ok), (b, b_ok) in pairwise(pairs):
        if a_ok and b_ok:
            if a.piece != b.piece:
                continue
            if not parts or parts[-1][-1][0] != a.x[0]:
                parts.append([(a.x[0], a.f)])
            parts[-1].append((b.x[0], b.f))
    return parts


LAGRANGIAN = Lagrangian()
