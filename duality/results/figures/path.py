"""Figure "path": dual ascent and the method of multipliers, step by step, one step size too long."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from duality.errors import BackendRefused
from duality.model.iteration import Course, Iterations
from duality.records import record
from duality.report.charts.marks import Mark, Shape
from duality.report.charts.plane import Chart, Plane, single
from duality.report.say import Say
from duality.report.translations import translated
from duality.results.figures.figure import Table
from duality.results.figures.known import Inapplicable, Sides
from duality.results.figures.numbers import rounded, shown
from duality.results.figures.scene import Scene
from duality.results.figures.sides import levels
from duality.results.iterating import iterations_of

if TYPE_CHECKING:
    from duality.model.iteration import Iterations, Round, Run, StepBound
    from duality.results.iterating import Plan

ROUNDS = 12
TOO_LONG = Fraction(9, 8)
"""A step beyond the bound, in units of it: where the bound is sharp, dual ascent runs away."""

DASHES: tuple[tuple[float, ...], ...] = ((), (7, 4), (2, 3), (10, 3, 2, 3))
SHAPES: tuple[Shape, ...] = ("circle", "square", "diamond", "triangle")
ARRIVED = 1e-3
"""A last value this close to d*, relative to how far the first was, has come to it."""


@record
class Iterate:
    """Step k of an iteration: its multipliers and x, theta_D (or L) there, and |c(x)| violated."""

    k: int
    multipliers: tuple[float, ...]
    x: tuple[float, ...]
    value: float
    residual: float


@record
class Iteration:
    """One run of a method with one step size (rho for the method of multipliers)."""

    method: Literal["dual ascent", "method of multipliers"]
    step: float
    rows: tuple[Iterate, ...]
    diverged: bool


@record
class IterationPath:
    """Runs side by side, each row a step."""

    sides: Sides
    symbols: tuple[str, ...]
    variables: tuple[str, ...]
    runs: tuple[Iteration, ...]


class Path:
    """alpha <- max(0, alpha + step*c(x)), beta <- beta + step*h(x), with x a minimizer of L (or of L + penalty)."""

    name = "path"

    def title(self, say: Say) -> str:
        return say("Iterations on the multipliers", "乘子的迭代")

    def data(self, scene: Scene) -> IterationPath | Inapplicable:
        """Dual ascent with its default step and with one too long; for quadratic programs the method of multipliers."""
        report = scene.report
        multipliers: Plan = [("multipliers", None)] if scene.form.is_linearly_constrained_quadratic else []
        try:
            found = iterations_of(report, [("ascent", None)], ROUNDS)
            more = iterations_of(report, [*_too_long(found.bound), *multipliers], ROUNDS)
        except BackendRefused as refused:
            try:
                found = iterations_of(report, multipliers, ROUNDS)
            except BackendRefused as error:
                return self._refused(scene, error)
            return drawn(scene, found) if found.runs else self._refused(scene, refused)
        return drawn(scene, Iterations(report, (*found.runs, *more.runs), found.bound))

    def _refused(self, scene: Scene, error: BackendRefused) -> Inapplicable:
        instead = scene.instead("theta", "line")
        told = translated(str(error), "zh") or str(error)
        return scene.refused(self.name, f"{error} Here {instead}.", f"{told}{instead}。")

    def caption(self, picture: IterationPath, say: Say) -> str:
        told = say("Each run moves the multipliers along c(x) and h(x).", "每次运行都沿 c(x) 与 h(x) 移动乘子。")
        return told + "".join(say(" ", "") + _told(run, picture.sides, say) for run in picture.runs if run.rows)

    def description(self, picture: IterationPath, say: Say) -> str:
        parts = [
            f"{_method(run, say)}, {say('step', '步长')} {rounded(run.step)}: {len(run.rows)} "
            f"{say('iterations', '次迭代')}, "
            f"{say('last value', '最后的值')} {shown(run.rows[-1].value)}"
            for run in picture.runs
            if run.rows
        ]
        return say("Iterations. ", "迭代。") + "; ".join(parts) + "."

    def chart(self, picture: IterationPath, say: Say) -> Chart:
        plane = plane_of(picture, say)
        marks = levels(plane, picture.sides, say)
        for index, run in enumerate(picture.runs):
            marks += _run(plane, run, index, picture.sides.sign > 0, say)
        return single(self.title(say), plane, marks)

    def table(self, picture: IterationPath, say: Say) -> Table:
        header = (say("method", "方法"), say("step", "步长"), "k", *picture.symbols, *picture.variables)
        rows = tuple(
            (
                _method(run, say),
                shown(run.step),
                str(row.k),
                *map(shown, row.multipliers),
                *map(shown, row.x),
                shown(row.value),
                f"{row.residual:.2e}",
            )
            for run in picture.runs
            for row in run.rows
        )
        return Table((*header, say("value", "值"), say("residual", "残差")), rows)


def _method(run: Iteration, say: Say) -> str:
    return say(run.method, "对偶上升" if run.method == "dual ascent" else "乘子法")


def _told(run: Iteration, sides: Sides, say: Say) -> str:
    """What the run does, from its own values and d*."""
    who = say(
        f"{_method(run, say).capitalize()} with step {rounded(run.step)}",
        f"{_method(run, say)}（步长 {rounded(run.step)}）",
    )
    if run.diverged:
        return say(f"{who} diverges.", f"{who}发散。")
    first, last, d_star = run.rows[0].value, run.rows[-1].value, sides.d_star.finite
    count = run.rows[-1].k
    if d_star is None:
        return say(f"{who} is at {rounded(last)} after {count} rounds.", f"{who}在 {count} 轮后到达 {rounded(last)}。")
    if abs(last - d_star) <= ARRIVED * max(abs(first - d_star), 1e-9 * (1 + abs(d_star))) + 1e-9:
        return say(f"{who} comes to d*.", f"{who}到达 d*。")
    return say(
        f"{who} is at {rounded(last)} after {count} rounds, d* is {rounded(d_star)}.",
        f"{who}在 {count} 轮后到达 {rounded(last)}，而 d* 为 {rounded(d_star)}。",
    )


def plane_of(picture: IterationPath, say: Say) -> Plane:
    """Iterations across; values of the converging runs, d* and p* upright."""
    calm = [row.value for run in picture.runs if not run.diverged for row in run.rows if math.isfinite(row.value)]
    ends = [v for v in (picture.sides.p_star.finite, picture.sides.d_star.finite) if v is not None]
    values = [*calm, *ends] or [0.0]
    low, high = min(values), max(values)
    extra = (high - low) or 1.0
    up = picture.sides.sign > 0
    # Room for the names of the runs, on the side where the values are far from d*.
    room = 0.12 + 0.11 * len(picture.runs)
    low, high = (low - room * extra, high + 0.16 * extra) if up else (low - 0.16 * extra, high + room * extra)
    last = max([1, *(row.k for run in picture.runs for row in run.rows)])
    word = (
        say("θ_D or L at round k", "第 k 轮的 θ_D 或 L") if up else say("−θ_D or −L at round k", "第 k 轮的 −θ_D 或 −L")
    )
    return Plane("k", word, (-0.02 * last, 1.03 * last), (low, high), whole=True)


def _run(plane: Plane, run: Iteration, index: int, up: bool, say: Say) -> list[Mark]:
    color = "red" if run.diverged else "blue"
    points = [(float(row.k), row.value) for row in run.rows if math.isfinite(row.value)]
    if not points:
        return []
    dash, shape = DASHES[index % len(DASHES)], SHAPES[index % len(SHAPES)]
    marks: list[Mark] = [
        plane.line(points, color, width=2, dash=dash),
        plane.dots(points, color, radius=5, shape=shape),
    ]
    text = f"{_method(run, say)}, {say('step', '步长')} {rounded(run.step)}"
    text += say(": diverges", "：发散") if run.diverged else ""
    far = 0.07 + 0.085 * index
    x, y = plane.at(0.2, far if up else 1 - far)
    marks.append(plane.dot(plane.at(0.17, 0)[0], y, color, radius=5, shape=shape))
    return [*marks, plane.words(x, y, text, color, fixed=True)]


def _too_long(bound: StepBound | None) -> Plan:
    """A step that fails for certain, where one is known."""
    if bound is None or not bound.sharp:
        return []
    longer = bound.value * TOO_LONG if isinstance(bound.value, Fraction) else float(bound.value) * float(TOO_LONG)
    return [("ascent", longer)]


def drawn(scene: Scene, found: Iterations) -> IterationPath:
    """Runs as a picture shows them: theta_D in the user's sense, and how far c and h are violated."""
    symbols = {c.name: c.multiplier for c in scene.form.constraints}
    runs = tuple(_iteration(run, scene) for run in found.runs)
    return IterationPath(scene.sides, tuple(symbols.values()), scene.form.variables, runs)


def _iteration(run: Run, scene: Scene) -> Iteration:
    rows = tuple(_iterate(each, scene) for each in run.rounds)
    title = "dual ascent" if run.method == "ascent" else "method of multipliers"
    return Iteration(title, float(run.step), rows, run.course is Course.DIVERGING)


def _iterate(each: Round, scene: Scene) -> Iterate:
    signed = {c.name for c in scene.form.inequalities}
    off = [max(0.0, float(value)) if name in signed else float(value) for name, value in each.constraints]
    return Iterate(
        each.k,
        tuple(float(value) for _, value in each.multipliers),
        tuple(float(value) for _, value in each.x),
        scene.sign * float(each.theta),
        math.hypot(*off),
    )


PATH = Path()
