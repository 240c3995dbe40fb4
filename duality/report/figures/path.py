"""Figure "path": dual ascent and the method of multipliers, step by step, one step size too long."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from duality.model.pictures import Iteration, IterationPath
from duality.report.figures.figure import Table
from duality.report.figures.look import LIGHT, Look, dressed
from duality.report.figures.plane import Plane
from duality.report.figures.rows import shown
from duality.report.figures.sides import levels

if TYPE_CHECKING:
    from duality.report.figures.figure import ChartType

DASHES: tuple[tuple[int, ...], ...] = ((1, 0), (7, 4), (2, 3), (10, 3, 2, 3))
SHAPES = ("circle", "square", "diamond", "triangle-up")
REACH = 2.5
"""Values farther below d* than this many times a converging run's range leave the picture."""


class Path:
    """alpha <- max(0, alpha + step*c(x)), beta <- beta + step*h(x), with x a minimizer of L (or of L + penalty)."""

    name = "path"
    title = "Iterations toward d*"

    def caption(self, picture: IterationPath) -> str:
        lost = [run for run in picture.runs if run.diverged]
        told = "Each run moves the multipliers along c(x) and h(x); its values climb to d*."
        if lost:
            steps = ", ".join(f"{run.method} with step {shown(run.step)}" for run in lost)
            return f"{told} Too long a step diverges: {steps}."
        return told

    def description(self, picture: IterationPath) -> str:
        parts = [
            f"{run.method}, step {shown(run.step)}: {len(run.rows)} iterations, "
            + ("diverging" if run.diverged else f"last value {shown(run.rows[-1].value)}")
            for run in picture.runs
            if run.rows
        ]
        return "Iterations. " + "; ".join(parts) + "."

    def chart(self, picture: IterationPath, look: Look = LIGHT) -> ChartType:
        plane = plane_of(picture, look)
        marks = levels(plane, picture.sides)
        for index, run in enumerate(picture.runs):
            marks += _run(plane, run, index)
        return dressed(plane.layered(marks), look, self.title)

    def table(self, picture: IterationPath) -> Table:
        header = ("method", "step", "k", *picture.symbols, *picture.variables, "value", "residual")
        rows = tuple(
            (
                run.method,
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
        return Table(header, rows)


def plane_of(picture: IterationPath, look: Look) -> Plane:
    """Iterations across; values of the converging runs, d* and p* upright."""
    calm = [row.value for run in picture.runs if not run.diverged for row in run.rows if math.isfinite(row.value)]
    ends = [v for v in (picture.sides.p_star.value, picture.sides.d_star.value) if v is not None and math.isfinite(v)]
    values = [*calm, *ends] or [0.0]
    low, high = min(values), max(values)
    extra = (high - low) or 1.0
    if any(run.diverged for run in picture.runs):
        low -= 0.5 * extra if picture.sides.sign > 0 else 0.0
        high += 0.0 if picture.sides.sign > 0 else 0.5 * extra
    last = max((row.k for run in picture.runs for row in run.rows), default=1)
    word = "θ_D or L at step k" if picture.sides.sign > 0 else "−θ_D or −L at step k"
    return Plane(look, "k", word, (-0.3, last + 0.3), (low - 0.1 * extra, high + 0.14 * extra))


def _run(plane: Plane, run: Iteration, index: int) -> list[ChartType]:
    look = plane.look
    color = look.red if run.diverged else look.blue
    rows = [{"x": row.k, "y": row.value} for row in run.rows if math.isfinite(row.value)]
    if not rows:
        return []
    dash = list(DASHES[index % len(DASHES)])
    shape = SHAPES[index % len(SHAPES)]
    marks = [plane.line(rows, color, width=2, strokeDash=dash), plane.points(rows, color, size=70, shape=shape)]
    text = f"{run.method}, step {shown(run.step)}" + (": diverges" if run.diverged else "")
    x, y = plane.at(0.42, 0.08 + 0.075 * index)
    key = plane.at(0.4, 0)[0]
    return [*marks, plane.points([{"x": key, "y": y}], color, size=70, shape=shape), plane.words(x, y, text, color)]


PATH = Path()
