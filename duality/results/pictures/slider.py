"""The linked picture: for every multiplier of a uniform grid theta_D, its argmins, and the supporting line of G."""

from __future__ import annotations

import math

from duality.model.pictures import (
    ImageSet,
    Inapplicable,
    LagrangianFamily,
    PlanePoint,
    SliderPanels,
)
from duality.results.pictures.image_set import drawn
from duality.results.pictures.lagrangian import lagrangian
from duality.results.pictures.scene import Scene
from duality.solve.sampling.samples import evaluated, grid

CELLS = 44
"""Cells a side of the plane."""


def slider(scene: Scene) -> SliderPanels | Inapplicable:
    """The panels over the coarse grid of multipliers."""
    direction = scene.direction
    if isinstance(direction, str):
        return Inapplicable("slider", f"{direction}: {scene.instead('slackness', 'line', 'levels')}.")
    if scene.nowhere_finite or not any(math.isfinite(s.value) for s in scene.supports):
        return Inapplicable(
            "slider", f"theta_D is -infinity at every multiplier, so nothing moves: {scene.instead('line', 'levels')}."
        )
    image = drawn(scene, direction, scene.few)
    if not isinstance(image, ImageSet):
        return Inapplicable("slider", image.why)
    supports = scene.supports
    family = lagrangian(scene)
    plane, cell = _plane(scene)
    return SliderPanels(
        scene.sides,
        direction,
        scene.form.variables,
        supports[0].t,
        supports[1].t - supports[0].t,
        supports,
        family if isinstance(family, LagrangianFamily) else None,
        plane,
        cell,
        image,
    )


def _plane(scene: Scene) -> tuple[tuple[PlanePoint, ...], tuple[float, float]]:
    """n = 2: u and f on the cells of the window."""
    if len(scene.form.variables) != 2 or scene.landscape.is_finite:
        return (), (0.0, 0.0)
    low, high = scene.landscape.box
    found = evaluated(scene.form, grid((low, high), CELLS))
    rows = scene.landscape.rows(found)
    pairs = zip(rows, found.feasible.tolist(), strict=True)
    points = tuple(PlanePoint(row.x[0], row.x[1], row.u, row.f, feasible) for row, feasible in pairs)
    return points, (float(high[0] - low[0]) / CELLS, float(high[1] - low[1]) / CELLS)
