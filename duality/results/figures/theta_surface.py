"""theta_D over two multipliers: its level sets, where it is infinite, its top."""

from __future__ import annotations

import math

from duality.records import record
from duality.report.charts.marks import Areas, Mark
from duality.report.charts.plane import Chart, Plane, single
from duality.report.say import Say
from duality.results.figures.figure import Table
from duality.results.figures.known import Certainty, Contour, Sides
from duality.results.figures.numbers import rounded, shown, typeset
from duality.results.figures.ranges import REACH, point
from duality.results.figures.scene import Scene
from duality.results.figures.sides import infinite_word
from duality.solving import sampling

STEPS = 24
"""Steps from 0 to the optimum on each axis."""

LEVELS = 7
TOP = 0.6
"""Level sets are drawn for this share of the values, the best ones."""

LARGEST = 1e4
"""Multipliers that approach a supremum without attaining it are followed no farther than this."""

CLOSE = 0.05
"""... or until this share of the way from theta_D(1) to d* is left."""


@record
class ThetaSurface:
    """``values[j][i]`` at (horizontal[i], vertical[j]), infinite outside the effective domain."""

    sides: Sides
    symbols: tuple[str, str]
    horizontal: tuple[float, ...]
    vertical: tuple[float, ...]
    values: tuple[tuple[float, ...], ...]
    certainty: Certainty
    contours: tuple[Contour, ...]
    optimum: tuple[float, float] | None


def surface(scene: Scene) -> ThetaSurface | None:
    """theta_D on a grid of two multipliers, the optimum among them; ``None`` where it is finite on too thin a set."""
    first, second = scene.report.derivation.dual_function.multipliers
    known = dict(scene.sides.multipliers or ())
    names = (first.constraint, second.constraint)
    ends = [known.get(name) for name in names] if known else _approach(scene, names)
    scale = max((abs(value) for value in ends if value is not None), default=0.0) or 1.0
    horizontal = _axis(ends[0], first.kind, scale, attained=bool(known))
    vertical = _axis(ends[1], second.kind, scale, attained=bool(known))
    rows = tuple(tuple(scene.sign * v for v in row) for row in scene.values.grid(names, horizontal, vertical))
    lines = _contours(scene, horizontal, vertical, rows)
    if not lines:
        return None
    optimum = (known[names[0]], known[names[1]]) if known else None
    symbols = (_symbol(first.kind, names[0]), _symbol(second.kind, names[1]))
    return ThetaSurface(scene.sides, symbols, horizontal, vertical, rows, scene.values.certainty, lines, optimum)


def _symbol(kind: str, name: str) -> str:
    return f"{'α' if kind == 'inequality' else 'β'}({name})"


def _approach(scene: Scene, names: tuple[str, str]) -> list[float | None]:
    """How far toward a supremum that is not known to be attained: along the multipliers that come near it."""
    near = dict(scene.sides.near or ())
    d_star = scene.sides.d_star.finite
    largest = max((abs(near.get(name, 0.0)) for name in names), default=0.0)
    if not largest or d_star is None:
        return [None, None]
    weights = {name: near[name] / largest for name in names}

    def off(t: float) -> float:
        return scene.sign * d_star - scene.values.at({name: t * weight for name, weight in weights.items()})

    first = off(1.0)
    t = 1.0
    while t < min(LARGEST, largest) and math.isfinite(first) and off(t) > CLOSE * first:
        t *= 2
    return [t * weights[name] for name in names]


def _axis(end: float | None, kind: str, scale: float, *, attained: bool) -> tuple[float, ...]:
    """0 to three times the optimum (to the end, without one), and as far on the other side of 0 for an equation."""
    reach = end or scale
    beyond = REACH if attained else 1
    if kind == "equality":
        ks = range(-STEPS, beyond * STEPS + 1) if end else range(-2 * STEPS, 2 * STEPS + 1)
    else:
        ks = range(beyond * STEPS + 1)
    return tuple(sorted(point(reach, k, STEPS) for k in ks))


def _contours(
    scene: Scene, horizontal: tuple[float, ...], vertical: tuple[float, ...], rows: tuple[tuple[float, ...], ...]
) -> tuple[Contour, ...]:
    import numpy as np

    values = scene.sign * np.array(rows)
    values = np.where(np.isfinite(values), values, np.nan)
    finite = values[np.isfinite(values)]
    if len(finite) < 4:
        return ()
    top = float(finite.max())
    chosen = [top - step for step in sampling.contours.round_levels(top - float(np.quantile(finite, 1 - TOP)), LEVELS)]
    if len(chosen) > 1:
        # Levels are round numbers themselves.
        step = abs(chosen[1] - chosen[0])
        chosen = [step * math.floor(top / step - 1e-9) - k * step for k in range(LEVELS)]
    a, b = np.array(horizontal), np.array(vertical)
    found = [
        Contour(scene.sign * level, sampling.contours.level_lines(a, b, values, level)) for level in sorted(chosen)
    ]
    return tuple(contour for contour in found if contour.lines)


def surface_chart(picture: ThetaSurface, title: str, say: Say) -> Chart:
    """Level sets, shades where theta_D is infinite, the optimum."""
    across = (picture.horizontal[0], picture.horizontal[-1])
    word = "θ_D" if picture.sides.sign > 0 else "−θ_D"
    heading = say(f"level sets of {word}", f"{word} 的等值线")
    plane = Plane(picture.symbols[0], picture.symbols[1], across, (picture.vertical[0], picture.vertical[-1]), heading)
    marks: list[Mark] = []
    infinite = _infinite(picture)
    if infinite:
        marks.append(Areas(tuple(infinite), "muted", 0.28))
    lines = [line for contour in picture.contours for line in contour.lines]
    marks.append(plane.lines(lines, "blue", width=2, proved=picture.certainty == "exact"))
    if infinite:
        left, right, low, high = max(infinite, key=lambda box: box[1] - box[0])
        middle = ((left + right) / 2, (low + high) / 2)
        marks.append(plane.words(*middle, infinite_word(picture.sides), "ink", align="center"))
    if picture.optimum is not None:
        a, b = picture.optimum
        marks.append(plane.dot(a, b, "orange", radius=7, shape="diamond"))
        text = f"d* = {typeset(picture.sides.d_star.text)} {say('at', '于')} ({rounded(a, 4)}, {rounded(b, 4)})"
        marks.append(plane.beside(a, b, text, "orange", dy=-16))
    for contour in picture.contours:
        line = max(contour.lines, key=len)
        place = line[len(line) // 3]
        if plane.holds(*place):
            marks.append(plane.words(*place, rounded(contour.level, 9), "blue", align="center", size=13, spare=True))
    return single(title, plane, marks)


def surface_table(picture: ThetaSurface) -> Table:
    """Every eighth value of the grid, the optimum first."""
    rows = tuple(
        (shown(a), shown(b), shown(value))
        for b, row in list(zip(picture.vertical, picture.values, strict=True))[::8]
        for a, value in list(zip(picture.horizontal, row, strict=True))[::8]
    )
    best = picture.optimum
    known = () if best is None else ((shown(best[0]), shown(best[1]), shown(picture.sides.d_star.value)),)
    word = "θ_D" if picture.sides.sign > 0 else "−θ_D"
    return Table((*picture.symbols, word), (*known, *rows))


def _infinite(picture: ThetaSurface) -> list[tuple[float, float, float, float]]:
    """Runs of grid points with an infinite value, as boxes around them."""
    horizontal, vertical = picture.horizontal, picture.vertical
    dx, dy = (horizontal[1] - horizontal[0]) / 2, (vertical[1] - vertical[0]) / 2
    boxes = []
    for y, row in zip(vertical, picture.values, strict=True):
        start: float | None = None
        for x, value in (*zip(horizontal, row, strict=True), (horizontal[-1] + 2 * dx, 0.0)):
            if not math.isfinite(value) and start is None:
                start = x
            elif math.isfinite(value) and start is not None:
                boxes.append((start - dx, x - dx, y - dy, y + dy))
                start = None
    return boxes
