"""Figure "farkas": why no x is feasible: the values of the constraints lie beyond a line that feasible points could "
"not."""

from __future__ import annotations

from collections.abc import Sequence

from duality.model.solution import Farkas as Certificate
from duality.records import record
from duality.report.charts.marks import Mark
from duality.report.charts.plane import Chart, Plane, single
from duality.report.say import Say
from duality.results.figures.figure import Table
from duality.results.figures.known import Inapplicable
from duality.results.figures.numbers import rounded, shown
from duality.results.figures.ranges import span
from duality.results.figures.scene import Scene

NEAR = 0.3
"""The share of the samples, those nearest to feasible, that fixes the window."""

SIDE = 0.5
"""The feasible side takes at least this share of the other one."""

MOST = 1500


@record
class FarkasLine:
    """One constraint u = c_k(x) against w = sum of the others with their Farkas multipliers, at samples of D.

    Feasible points have u <= 0 (u = 0 for an equation) and w <= 0, so that weight*u + w <= 0; on D it is positive.
    ``verified``: that was checked exactly.
    """

    constraint: str
    others: str
    is_equation: bool
    weight: float
    weights: tuple[tuple[str, float], ...]
    points: tuple[tuple[float, float], ...]
    is_curve: bool
    window: tuple[tuple[float, float], tuple[float, float]]
    verified: bool


class FarkasFigure:
    """sum alpha_i c_i(x) + sum beta_j h_j(x) > 0 for every x in D, with alpha >= 0: no x is feasible."""

    name = "farkas"

    def title(self, say: Say) -> str:
        return say("Why no x is feasible: a line between", "为何没有可行的 x：一条分隔直线")

    def data(self, scene: Scene) -> FarkasLine | Inapplicable:
        """From the certificate of infeasibility; the constraint with the largest multiplier against the others."""
        certificate = scene.report.primal.certificate
        known = {} if not isinstance(certificate, Certificate) else {n: float(v) for n, v in certificate.multipliers}
        used = [c for c in scene.form.constraints if known.get(c.name)]
        if not used:
            return scene.refused(
                self.name,
                "This figure shows why a problem is infeasible; here no Farkas multipliers are known.",
                "此图说明问题为何不可行；这里没有已知的 Farkas 乘子。",
            )
        # An inequality goes across where there is one, the one with the largest multiplier.
        chosen = max(used, key=lambda c: (c.constraint.kind == "inequality", abs(known[c.name])))
        others = [c for c in used if c is not chosen]
        samples = scene.landscape.samples
        names = [c.name for c in scene.form.constraints]
        columns = {name: samples.constraints[:, k] for k, name in enumerate(names)}
        u = columns[chosen.name]
        w = sum((known[c.name] * columns[c.name] for c in others), 0.0 * u)
        step = 1 if len(scene.form.variables) == 1 else max(1, len(u) // MOST)
        points = tuple(zip(u[::step].tolist(), w[::step].tolist(), strict=True))
        if not points:
            return scene.refused(
                self.name, "No point of the domain was found to sample.", "没有找到可采样的定义域内的点。"
            )
        near = sorted(points, key=lambda point: abs(point[0]) + abs(point[1]))[: max(3, int(NEAR * len(points)))]
        window = (_window([a for a, _ in near]), _window([b for _, b in near]))
        return FarkasLine(
            chosen.name,
            _sum([(c.name, known[c.name]) for c in others]),
            chosen.constraint.kind == "equality",
            known[chosen.name],
            tuple((c.name, known[c.name]) for c in used),
            points,
            len(scene.form.variables) == 1,
            window,
            certificate is not None and certificate.verified,
        )

    def caption(self, picture: FarkasLine, say: Say) -> str:
        relation = "=" if picture.is_equation else "≤"
        checked = say("(checked exactly)", "（精确检验）") if picture.verified else say("(numerically)", "（数值检验）")
        total = _sum(picture.weights)
        # An inequality goes across where there is one: behind an equation all others are equations too.
        return say(
            f"Gray: x of D by the values of their constraints. A feasible x would have u {relation} 0 and w "
            f"{relation} 0, and so "
            f"lie on or below the line. But {total} is positive on all of D {checked}: every x lies above it.",
            f"灰色：D 中的 x，坐标为其约束的值。可行的 x 应有 u {relation} 0 且 w {relation} 0，"
            "因此位于直线上或其下方。"
            f"但 {total} 在整个 D 上为正{checked}：所有 x 都在直线上方。",
        )

    def description(self, picture: FarkasLine, say: Say) -> str:
        weights = ", ".join(f"{name} = {shown(weight)}" for name, weight in picture.weights)
        return say(f"Farkas multipliers: {weights}.", f"Farkas 乘子：{weights}。")

    def chart(self, picture: FarkasLine, say: Say) -> Chart:
        (left, right), (low, high) = picture.window
        w = picture.others or "0"
        plane = Plane(f"u = {picture.constraint}(x)", f"w = {w}", (left, right), (low, high))
        marks: list[Mark] = []
        word = say("feasible points would lie here", "可行点应在此处")
        if picture.is_equation:
            marks.append(plane.line([(0.0, low), (0.0, 0.0)], "orange", width=5))
            marks.append(plane.words(0.0, low / 2, word, "orange", dx=10))
        else:
            marks.append(plane.band((left, 0.0), (low, 0.0), "orange", 0.2))
            marks.append(plane.words(left / 2, low / 2, word, "orange", align="center"))
        if picture.is_curve:
            marks.append(plane.line(picture.points, "muted", width=4))
        else:
            marks.append(plane.dots(picture.points, "muted", radius=2.8, shape="square", opacity=0.5))
        ends = [(u, -picture.weight * u) for u in (left, right)]
        marks.append(plane.segment(ends[0], ends[1], "blue", width=3))
        text = f"{_sum([('u', picture.weight), ('w', 1.0)])} = 0"
        # On the line, where it is well inside the picture.
        across = 0.6 * min(right, -low / picture.weight) if picture.weight > 0 else 0.6 * right
        marks.append(plane.words(across, -picture.weight * across, text, "blue", dx=8, dy=-14))
        marks.append(plane.dot(0.0, 0.0, "ink", radius=4))
        return single(self.title(say), plane, marks)

    def table(self, picture: FarkasLine, say: Say) -> Table:
        header = (say("constraint", "约束"), say("Farkas multiplier", "Farkas 乘子"))
        return Table(header, tuple((name, shown(weight)) for name, weight in picture.weights))


def _sum(weights: Sequence[tuple[str, float]]) -> str:
    """2·a − b."""
    signs = {1.0: "", -1.0: "−"}
    terms = [f"{signs.get(weight, rounded(weight) + '·')}{name}" for name, weight in weights]
    return " + ".join(terms).replace("+ −", "− ")


def _window(values: Sequence[float]) -> tuple[float, float]:
    """The values and 0, with room on the side where feasible points would lie."""
    low, high = span([0.0, *values], 0.15)
    return min(low, -SIDE * high), high


FARKAS = FarkasFigure()
