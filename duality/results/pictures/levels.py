"""n = 2: level sets of f, the feasible set, and the gradients that balance at x*."""

from __future__ import annotations

import math

import numpy as np

from duality.algebra.numeric import compile_row
from duality.model.form import StandardConstraint
from duality.model.pictures import Arrow, Contour, Inapplicable, LevelSets
from duality.results.pictures.scene import Scene
from duality.solve.sampling.contours import level_lines, levels
from duality.solve.sampling.samples import Samples, evaluated, grid

CELLS = 161
"""Cells a side."""

LEVELS = 10
LONGER = 1.3


def level_sets(scene: Scene) -> LevelSets | Inapplicable:
    """The plane around x*, equally scaled."""
    form = scene.form
    if len(form.variables) != 2:
        only = len(form.variables) == 1
        return Inapplicable(
            "levels",
            f"Level sets are drawn over two variables, and here {'is 1' if only else f'are {len(form.variables)}'}: "
            f"{scene.instead('lagrangian', 'theta', 'line')}.",
        )
    box = _square(scene.landscape.box)
    arrows, balance = _arrows(scene, box)
    box = _square(_around(box, arrows))
    x = grid(box, CELLS)
    found = _full(scene, x)
    p_star = scene.report.primal.value
    through = None if p_star is None or not math.isfinite(p_star) else scene.sign * p_star
    first, second = x[:CELLS, 0], x[::CELLS, 1]
    f = found.f.reshape(CELLS, CELLS)
    contours = tuple(
        Contour(scene.sign * level, lines)
        for level in levels(f, LEVELS, through)
        if (lines := level_lines(first, second, f, level))
    )
    borders = tuple(
        (c.name, Contour(0.0, lines))
        for k, c in enumerate(form.constraints)
        if (lines := level_lines(first, second, found.constraints[:, k].reshape(CELLS, CELLS), 0.0))
    )
    finite = scene.landscape.is_finite
    points = scene.landscape.samples.x[scene.landscape.samples.feasible] if finite else np.empty((0, 2))
    return LevelSets(
        scene.sides,
        (form.variables[0], form.variables[1]),
        ((float(box[0][0]), float(box[1][0])), (float(box[0][1]), float(box[1][1]))),
        contours,
        () if finite or form.equalities else _strips(found.feasible.reshape(CELLS, CELLS), first, second),
        float(second[1] - second[0]),
        borders,
        tuple((float(x), float(y)) for x, y in points),
        arrows,
        balance,
    )


def _square(box: tuple[np.ndarray, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Equal sides around the same center: angles are true only then."""
    center, half = (box[0] + box[1]) / 2, float((box[1] - box[0]).max()) / 2
    return center - half, center + half


def _around(box: tuple[np.ndarray, np.ndarray], arrows: tuple[Arrow, ...]) -> tuple[np.ndarray, np.ndarray]:
    """The box with the arrows inside, and room for their names."""
    tips = [np.array(arrow.start) + LONGER * np.array(arrow.vector) for arrow in arrows]
    return np.min([box[0], *tips], axis=0), np.max([box[1], *tips], axis=0)


def _full(scene: Scene, x: np.ndarray) -> Samples:
    """The values on the whole grid, nan outside D."""
    found = evaluated(scene.form, x)
    place = {tuple(row): k for k, row in enumerate(x.tolist())}
    kept = [place[tuple(row)] for row in found.x.tolist()]
    f = np.full(len(x), np.nan)
    constraints = np.full((len(x), len(scene.form.constraints)), np.nan)
    feasible = np.zeros(len(x), dtype=bool)
    f[kept], constraints[kept], feasible[kept] = found.f, found.constraints, found.feasible
    return Samples(x, f, constraints, feasible)


def _strips(feasible: np.ndarray, first: np.ndarray, second: np.ndarray) -> tuple[tuple[float, float, float], ...]:
    """Every row of cells as runs of feasible x."""
    half = (first[1] - first[0]) / 2
    strips = []
    for row, y in zip(feasible, second.tolist(), strict=True):
        turns = np.flatnonzero(np.diff(np.concatenate([[0], row.astype(int), [0]])))
        for start, stop in zip(turns[::2].tolist(), turns[1::2].tolist(), strict=True):
            strips.append((float(first[start] - half), float(first[stop - 1] + half), y))
    return tuple(strips)


def _arrows(scene: Scene, box: tuple[np.ndarray, np.ndarray]) -> tuple[tuple[Arrow, ...], float | None]:
    """-grad f and alpha_i grad c_i at x*, drawn to one scale; the size of their difference."""
    sides, form = scene.sides, scene.form
    if sides.point is None:
        return (), None
    named = dict(sides.point)
    x = np.array([named[name] for name in form.variables])
    gradient = compile_row(form.objective, form.variables).gradient(x)
    if not np.isfinite(gradient).all():
        return (), None
    vectors = [("∇f" if form.sign > 0 else "−∇(objective)", gradient)]
    total = gradient.copy()
    if sides.multipliers is not None and sides.strong_duality == "holds":
        known = dict(sides.multipliers)
        for constraint in form.constraints:
            vector = known[constraint.name] * compile_row(constraint.row, form.variables).gradient(x)
            if not np.isfinite(vector).all():
                return (), None
            total += vector
            if np.abs(vector).max() > 1e-9:
                vectors.append((f"{_symbol(constraint)}∗∇{constraint.name}", vector))
    longest = max(float(np.hypot(*vector)) for _, vector in vectors)
    if longest == 0:
        return (), float(np.abs(total).max())
    scale = 0.27 * float(box[1][0] - box[0][0]) / longest
    start = (float(x[0]), float(x[1]))
    arrows = tuple(
        Arrow(name, start, (float(scale * vector[0]), float(scale * vector[1])))
        for name, vector in vectors
        if np.abs(vector).max() > 0
    )
    return arrows, float(np.hypot(*total)) if len(vectors) > 1 else None


def _symbol(constraint: StandardConstraint) -> str:
    return "α" if constraint.constraint.kind == "inequality" else "β"
