"""G = {(u(x), f(x)) : x in D}: samples, the lower hull, supporting lines with slope -alpha."""

from __future__ import annotations

import math

import numpy as np

from duality.model.pictures import Direction, ImageSet, Inapplicable, Sampled, Support
from duality.results.pictures.ranges import span
from duality.results.pictures.scene import Scene
from duality.solve.sampling.hulls import hull_at, lower_hull
from duality.solve.sampling.samples import Samples

CELLS = (60, 45)
"""The samples of a set with more than one variable are thinned to one a cell of the window."""

THINNED = 3
"""A curve is drawn through every third sample."""

ROOM = 0.4
"""Room on the side where the set lies, as a share of the range of values."""

NEAR = 0.35
"""How far past the touching points, as a share of their range, the set is shown."""


def image_set(scene: Scene) -> ImageSet | Inapplicable:
    """The set, for one constraint or for the constraints summed with the optimal multipliers."""
    direction = scene.direction
    if isinstance(direction, str):
        return Inapplicable("set", f"{direction}: {scene.instead('slackness', 'line', 'levels')}.")
    if scene.nowhere_finite:
        return Inapplicable(
            "set",
            f"No line supports G: theta_D is -infinity at every multiplier; {scene.instead('line', 'levels')}.",
        )
    if not scene.few:
        return Inapplicable(
            "set", f"No supporting line was found near multiplier 0: {scene.instead('line', 'levels')}."
        )
    return drawn(scene, direction, scene.few)


def drawn(scene: Scene, direction: Direction, supports: tuple[Support, ...]) -> ImageSet | Inapplicable:
    """The set with these supporting lines."""
    landscape = scene.landscape
    samples = landscape.samples
    if not len(samples.f):
        return Inapplicable("set", f"No point of the domain was found to sample: {scene.instead('theta', 'line')}.")
    optimum = _optimum(scene)
    touching = [point for support in scene.supports for point in support.touching]
    seen = [point for support in scene.few for point in support.touching]
    u = np.concatenate([landscape.combined(samples), [p.u for p in touching]])
    f = np.concatenate([samples.f, [scene.sign * p.f for p in touching]])
    chain = lower_hull(u, f)
    value = hull_at(u[chain], f[chain], 0.0, falling=direction.kind == "inequality")
    window = _window(scene, seen, optimum, samples)
    is_curve = len(scene.form.variables) == 1 and not landscape.is_finite
    return ImageSet(
        scene.sides,
        direction,
        _shown(scene, samples, window, is_curve),
        is_curve,
        landscape.is_finite,
        tuple(zip(u[chain].tolist(), (scene.sign * f[chain]).tolist(), strict=True)),
        scene.sign * value if math.isfinite(value) else None,
        window,
        supports,
        optimum,
    )


def _optimum(scene: Scene) -> Sampled | None:
    """(u(x*), p*)."""
    point = scene.sides.point
    if point is None:
        return None
    named = dict(point)
    found = scene.landscape.sampled(np.array([[named[name] for name in scene.form.variables]]))
    return found[0] if found else None


Window = tuple[tuple[float, float], tuple[float, float]]


def _window(scene: Scene, touching: list[Sampled], optimum: Sampled | None, samples: Samples) -> Window:
    """u = 0, the optimum and the touching points; p*, d* and what the set's lower border does between."""
    sides = scene.sides
    points = [*touching, *([optimum] if optimum else [])]
    if scene.landscape.is_finite:
        points += list(scene.landscape.rows(samples))
    us = [0.0, *(p.u for p in points)]
    if max(us) - min(us) < 1e-9 * (1 + abs(max(us))):
        us += [-1.0, 1.0]
    horizontal = span(us, NEAR)
    levels = [p.f for p in points] + [v for v in (sides.p_star.value, sides.d_star.value) if v is not None]
    low, high = span(levels, 0.0)
    # Room above the lower border, where the set lies.
    room = ROOM * (high - low)
    return horizontal, (low - room / 2, high + room) if scene.sign > 0 else (low - room, high + room / 2)


def _shown(scene: Scene, samples: Samples, window: Window, is_curve: bool) -> tuple[Sampled, ...]:
    """What lies in the window, thinned; a curve is kept a little beyond it so that it leaves the picture."""
    rows = scene.landscape.rows(samples)
    (left, right), (low, high) = window
    wide, tall = right - left, high - low
    if is_curve:
        rows = rows[::THINNED]
        return tuple(r for r in rows if left - wide <= r.u <= right + wide and low - 2 * tall <= r.f <= high + 2 * tall)
    cells: dict[tuple[int, int], Sampled] = {}
    for row in rows:
        if left <= row.u <= right and low <= row.f <= high:
            cell = (int(CELLS[0] * (row.u - left) / wide), int(CELLS[1] * (row.f - low) / tall))
            cells.setdefault(cell, row)
    return tuple(cells[key] for key in sorted(cells))
