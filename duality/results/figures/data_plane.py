"""Figure "data": what the problem's own numbers describe in the plane: points to separate, or places to be near."""

from __future__ import annotations

import math
from fractions import Fraction

from duality.algebra.evaluate import value
from duality.model.expression import Call, Expression
from duality.model.form import StandardConstraint
from duality.records import record
from duality.report.charts.marks import Mark
from duality.report.charts.plane import Chart, Plane, single
from duality.report.say import Say
from duality.results.figures.figure import Table
from duality.results.figures.known import Inapplicable
from duality.results.figures.numbers import rounded, shown
from duality.results.figures.ranges import span
from duality.results.figures.scene import Scene

SUPPORT = 1e-7
"""Multipliers above this, relative to the largest, make a support vector."""


@record
class DataPoint:
    """A point of the plane: the constraint that it belongs to, its class 1 or -1, its multiplier, where known."""

    name: str
    x: float
    y: float
    label: int
    multiplier: float | None


@record
class Classifier:
    """Points that t*(w'x + b) >= 1 (or 1 - xi) is asked of, and the optimal w and b."""

    points: tuple[DataPoint, ...]
    normal: tuple[float, float]
    offset: float

    @property
    def supports(self) -> tuple[DataPoint, ...]:
        largest = max((p.multiplier or 0.0 for p in self.points), default=0.0)
        return tuple(p for p in self.points if p.multiplier is not None and p.multiplier > SUPPORT * largest > 0)


@record
class Places:
    """Given places a_k from which distances norm(x - a_k) are measured, and the optimal x."""

    variables: tuple[str, str]
    places: tuple[tuple[float, float], ...]
    optimum: tuple[float, float]


class DataPlane:
    """{x : w'x + b = 0} with its margins w'x + b = 1 and -1; or the places a_k around x*."""

    name = "data"

    def title(self, say: Say) -> str:
        return say("The data in the plane", "平面上的数据")

    def data(self, scene: Scene) -> Classifier | Places | Inapplicable:
        """What the rows say: margins of points with two coordinates, or distances in the plane."""
        if scene.sides.point is not None:
            found = _classifier(scene) or _places(scene)
            if found is not None:
                return found
        return scene.refused(
            self.name,
            "The statement does not describe points in the plane with a known solution: no margins t*(w'x + b) >= 1 "
            "over two "
            "features, and no distances from several places.",
            "题目没有描述平面上带有已知解的点：既没有两个特征的间隔 t*(w'x + b) >= 1，也没有到若干地点的距离。",
        )

    def caption(self, picture: Classifier | Places, say: Say) -> str:
        if isinstance(picture, Places):
            return say(
                "Dots: the given places. Lines join them to the optimal point x*.",
                "圆点：给定的地点。直线把它们与最优点 x* 相连。",
            )
        size = math.hypot(*picture.normal)
        told = say(
            f"The line w·x + b = 0 separates the classes; between the dashed lines w·x + b = ±1 lies the margin, "
            f"{rounded(2 / size, 4)} wide.",
            f"直线 w·x + b = 0 分开两类；虚线 w·x + b = ±1 之间是间隔，宽 {rounded(2 / size, 4)}。",
        )
        beyond = [p.name for p in picture.points if p.label * _height(picture, p) < 1 - 1e-6]
        if beyond:
            told = say(
                "Solid: the line w·x + b = 0; between the dashed lines w·x + b = ±1 lies the margin. Inside it or "
                "on the wrong "
                f"side: {', '.join(beyond)}.",
                f"实线：w·x + b = 0；虚线 w·x + b = ±1 之间是间隔。在间隔内或错误一侧：{'、'.join(beyond)}。",
            )
        if picture.supports:
            names = ", ".join(p.name for p in picture.supports)
            told += say(
                f" Ringed: the support vectors, whose multipliers are not 0: {names}.",
                f"圆圈：支持向量，其乘子非零：{names}。",
            )
        return told

    def description(self, picture: Classifier | Places, say: Say) -> str:
        if isinstance(picture, Places):
            places = "; ".join(f"({rounded(x)}, {rounded(y)})" for x, y in picture.places)
            x, y = picture.optimum
            at = f"({rounded(x)}, {rounded(y)})"
            return say(f"Places at {places}; the optimum at {at}.", f"地点：{places}；最优点：{at}。")
        points = "; ".join(f"{p.name} ({rounded(p.x)}, {rounded(p.y)}): {p.label:+d}" for p in picture.points)
        return say(f"Points: {points}.", f"点：{points}。")

    def chart(self, picture: Classifier | Places, say: Say) -> Chart:
        if isinstance(picture, Places):
            return _places_chart(picture, self.title(say))
        return _classifier_chart(picture, self.title(say), say)

    def table(self, picture: Classifier | Places, say: Say) -> Table:
        if isinstance(picture, Places):
            rows = [(shown(x), shown(y), shown(math.dist((x, y), picture.optimum))) for x, y in picture.places]
            return Table((*picture.variables, say("distance to x*", "到 x* 的距离")), tuple(rows))
        rows = [
            (p.name, shown(p.x), shown(p.y), f"{p.label:+d}", shown(p.multiplier), shown(_height(picture, p)))
            for p in picture.points
        ]
        header = (say("point", "点"), "x₁", "x₂", say("class", "类别"), say("multiplier", "乘子"), "w·x + b")
        return Table(header, tuple(rows))


def _height(picture: Classifier, point: DataPoint) -> float:
    return picture.normal[0] * point.x + picture.normal[1] * point.y + picture.offset


def _classifier(scene: Scene) -> Classifier | None:
    """Rows 1 - t*(w'x + b) (- xi) <= 0: the two variables with squares in f are w, the one with -t is b."""
    form = scene.form
    squares = [first for (first, second), _ in form.objective.quadratic if first == second]
    mixed = any(first != second for (first, second), _ in form.objective.quadratic)
    bounds = [c for c in form.inequalities if _is_sign(c) and c.row.linear[0][0] not in squares]
    rows = [c for c in form.inequalities if c.row.is_affine and c not in bounds]
    if len(squares) != 2 or mixed or len(rows) < 2 or len(rows) + len(bounds) != len(form.constraints):
        return None
    in_objective = {name for name, _ in form.objective.linear} | set(squares)
    others = [name for name in form.variables if name not in in_objective]
    shared = [name for name in others if all(dict(c.row.linear).get(name) for c in rows)]
    if len(shared) != 1 or any(c.row.constant <= 0 for c in rows):
        return None
    multipliers = dict(scene.sides.multipliers or ())
    points = [_point(c, (squares[0], squares[1]), shared[0], multipliers.get(c.name)) for c in rows]
    solved = dict(scene.sides.point or ())
    normal = (solved[squares[0]], solved[squares[1]])
    if any(point is None for point in points) or math.hypot(*normal) == 0:
        return None
    return Classifier(tuple(p for p in points if p is not None), normal, solved[shared[0]])


def _is_sign(constraint: StandardConstraint) -> bool:
    """-xi <= 0, the slack of a margin."""
    row = constraint.row
    return row.is_affine and row.constant == 0 and len(row.linear) == 1


def _point(
    constraint: StandardConstraint, normal: tuple[str, str], offset: str, multiplier: float | None
) -> DataPoint | None:
    """x = -coefficients of w / t, with the row scaled so that its constant is 1 and the coefficient of b is -t."""
    linear = dict(constraint.row.linear)
    scale = constraint.row.constant
    t = -linear[offset] / scale
    if abs(t) != 1 or not isinstance(scale, Fraction):
        return None
    x, y = (float(-linear.get(name, Fraction(0)) / scale / t) for name in normal)
    return DataPoint(constraint.name, x, y, 1 if t > 0 else -1, multiplier)


def _classifier_chart(picture: Classifier, title: str, say: Say) -> Chart:
    plane = _around([(p.x, p.y) for p in picture.points], "x₁", "x₂")
    (a, b), c = picture.normal, picture.offset
    marks: list[Mark] = []
    for level, width in ((0.0, 3.0), (1.0, 1.6), (-1.0, 1.6)):
        ends = _line(plane, a, b, c - level)
        if ends is not None:
            marks.append(plane.segment(*ends, "ink", width=width, proved=level == 0))
            text = "w·x + b = 0" if level == 0 else f"w·x + b = {'+' if level > 0 else '−'}1"
            share = 0.15 if level == 0 else 0.8
            place = tuple(p + share * (q - p) for p, q in zip(*ends, strict=True))
            marks.append(plane.words(place[0], place[1], text, "ink", dx=8, dy=-12))
    for label, color, shape in ((1, "blue", "circle"), (-1, "orange", "square")):
        own = [(p.x, p.y) for p in picture.points if p.label == label]
        marks.append(plane.dots(own, color, radius=7, shape=shape))
    rings = [(p.x, p.y) for p in picture.supports]
    for x, y in rings:
        marks.append(plane.line(_circle(plane, x, y), "red", width=2.2))
    for p in picture.points if len(picture.points) <= 12 else picture.supports[:12]:
        marks.append(
            plane.words(p.x, p.y, f"{p.name} ({p.label:+d})".replace("-", "−"), "muted", dx=14, dy=14, spare=True)
        )
    return single(title, plane, marks)


def _circle(plane: Plane, x: float, y: float) -> list[tuple[float, float]]:
    radius = 0.028 * (plane.x_range[1] - plane.x_range[0])
    return [(x + radius * math.cos(k * math.pi / 12), y + radius * math.sin(k * math.pi / 12)) for k in range(25)]


def _line(plane: Plane, a: float, b: float, c: float) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Where a*x + b*y + c = 0 crosses the plane's frame."""
    (left, right), (low, high) = plane.x_range, plane.y_range
    ends = []
    if b != 0:
        ends += [(x, -(a * x + c) / b) for x in (left, right)]
    if a != 0:
        ends += [(-(b * y + c) / a, y) for y in (low, high)]
    inside = sorted({(round(x, 9), round(y, 9)) for x, y in ends if plane.holds(x, y)})
    return (inside[0], inside[-1]) if len(inside) > 1 else None


def _around(points: list[tuple[float, float]], across: str, upright: str) -> Plane:
    """An equally scaled square around the points."""
    (left, right), (low, high) = span([x for x, _ in points], 0.25), span([y for _, y in points], 0.25)
    half = max(right - left, high - low) / 2
    x, y = (left + right) / 2, (low + high) / 2
    return Plane(across, upright, (x - half, x + half), (y - half, y + half), square=True)


def _places(scene: Scene) -> Places | None:
    """norm(x - a, y - b) of the same two variables, from at least two places."""
    trees = [scene.form.objective_expression, *(c.expression for c in scene.form.constraints)]
    found: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for tree in trees:
        for node in tree.walk():
            if isinstance(node, Call) and node.function == "norm" and len(node.arguments) == 2:
                across, upright = (_offset(argument) for argument in node.arguments)
                if across is not None and upright is not None:
                    found.setdefault((across[0], upright[0]), []).append((across[1], upright[1]))
    best = max(found.items(), key=lambda pair: len(pair[1]), default=None)
    if best is None or best[0][0] == best[0][1]:
        return None
    places = tuple(dict.fromkeys(best[1]))
    solved = dict(scene.sides.point or ())
    return Places(best[0], places, (solved[best[0][0]], solved[best[0][1]])) if len(places) > 1 else None


def _offset(node: Expression) -> tuple[str, float] | None:
    """(x, a) of x - a or a - x."""
    names = node.variables()
    if len(names) != 1:
        return None
    name = next(iter(names))
    at = [value(node, {name: float(k)}) for k in (0, 1, 2)]
    slope = at[1] - at[0]
    return (name, -at[0] / slope) if abs(slope) == 1 and at[2] - at[1] == slope else None


def _places_chart(picture: Places, title: str) -> Chart:
    plane = _around([*picture.places, picture.optimum], *picture.variables)
    x, y = picture.optimum
    marks: list[Mark] = [plane.lines([[place, (x, y)] for place in picture.places], "muted", width=1.6)]
    marks.append(plane.dots(picture.places, "blue", radius=7))
    marks.append(plane.dot(x, y, "orange", radius=8, shape="diamond"))
    marks.append(plane.words(x, y, f"x* = ({rounded(x, 4)}, {rounded(y, 4)})", "ink", dx=12, dy=-14, bold=True))
    return single(title, plane, marks)


DATA_PLANE = DataPlane()
