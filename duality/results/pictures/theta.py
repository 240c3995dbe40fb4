"""theta_D: over its one multiplier, over two as level sets, along the ray through alpha* over more."""

from __future__ import annotations

import itertools
import math

from duality.model.pictures import Contour, Direction, Inapplicable, Support, ThetaCurve, ThetaSurface
from duality.results.pictures.ranges import REACH, border, point, quantile, span
from duality.results.pictures.scene import COARSE, FINE, Scene

SURFACE = 20
"""Steps from 0 to the optimum on each axis of the surface."""

LEVELS = 9

TOP = 0.6
"""Level sets are drawn for this share of the values, the best ones."""

BEYOND = 0.06
"""Room beyond p*, besides the margin, for the words of the band that no bound enters."""

DEEP = 1.6
"""A curve is shown down to this many times the depth of most of its values."""


def theta(scene: Scene) -> ThetaCurve | ThetaSurface | Inapplicable:
    """The curve, the surface, or the slice."""
    if isinstance(scene.direction, str) and not (len(scene.form.constraints) == 2 and scene.values.theta.is_closed):
        return Inapplicable("theta", f"{scene.direction}: {scene.instead('slackness', 'line', 'levels')}.")
    if scene.nowhere_finite:
        return Inapplicable(
            "theta",
            f"theta_D is -infinity at every multiplier, no bound to draw: {scene.instead('line', 'levels')}.",
        )
    if len(scene.form.constraints) == 2 and scene.values.theta.is_closed:
        return surface(scene)
    return curve(scene)


def curve(scene: Scene) -> ThetaCurve | Inapplicable:
    """theta_D on the grid, the borders of its effective domain added."""
    direction = scene.direction
    assert isinstance(direction, Direction)
    values = scene.values
    found: list[Support] = []
    if values.theta.is_closed:
        for t in scene.grid(FINE):
            value, certainty = values.along(direction, t)
            found.append(Support(t, scene.sign * value, certainty) if value == value else scene.landscape.support(t))
    else:
        found = [Support(s.t, s.value, s.certainty) for s in scene.landscape.supports(scene.grid(COARSE))]
    if not any(math.isfinite(s.value) for s in found):
        return Inapplicable("theta", f"No finite value of theta_D was found near 0: {scene.instead('line', 'levels')}.")
    points = tuple(_with_borders(scene, found)) if values.theta.is_closed else tuple(found)
    return ThetaCurve(scene.sides, direction, points, _window(scene, points), direction.is_ray)


def _with_borders(scene: Scene, found: list[Support]) -> list[Support]:
    """The last finite point before the curve leaves the effective domain."""
    complete = found[:1]
    for before, after in itertools.pairwise(found):
        if math.isfinite(before.value) != math.isfinite(after.value):
            inside, outside = (before, after) if math.isfinite(before.value) else (after, before)
            t = border(scene.theta, inside.t, outside.t)
            if t != inside.t:
                complete.append(Support(t, scene.sign * scene.theta(t), inside.certainty))
        complete.append(after)
    return complete


def _window(scene: Scene, points: tuple[Support, ...]) -> tuple[float, float]:
    """p*, d* and most of the curve; a steep descent is cut off."""
    sign, sides = scene.sign, scene.sides
    values = [sign * s.value for s in points]
    top = [sign * v for v in (sides.p_star.value, sides.d_star.value) if v is not None and math.isfinite(v)]
    top = top or [max(v for v in values if math.isfinite(v))]
    typical = quantile(values, 0.12)
    lowest = min(v for v in values if math.isfinite(v))
    floor = max(lowest, max(top) - DEEP * max(max(top) - typical, 1e-9))
    low, high = span([floor, *top])
    high += BEYOND * (high - low)
    return (low, high) if sign > 0 else (-high, -low)


def surface(scene: Scene) -> ThetaSurface | Inapplicable:
    """theta_D on a grid of two multipliers, the optimum among them."""
    first, second = scene.report.derivation.dual_function.multipliers
    known = dict(scene.sides.multipliers or ())
    scale = max((abs(value) for value in known.values()), default=0.0) or 1.0
    horizontal = _axis(known.get(first.constraint), first.kind, scale)
    vertical = _axis(known.get(second.constraint), second.kind, scale)
    rows = tuple(
        tuple(scene.sign * scene.values.at({first.constraint: a, second.constraint: b}) for a in horizontal)
        for b in vertical
    )
    lines = _contours(scene, horizontal, vertical, rows)
    if not lines:
        return Inapplicable(
            "theta",
            f"theta_D is finite on too thin a set to have level sets: {scene.instead('line', 'levels')}.",
        )
    optimum = (known[first.constraint], known[second.constraint]) if known else None
    symbols = (_symbol(first.kind, first.constraint), _symbol(second.kind, second.constraint))
    return ThetaSurface(scene.sides, symbols, horizontal, vertical, rows, scene.values.certainty, lines, optimum)


def _symbol(kind: str, name: str) -> str:
    return f"{'α' if kind == 'inequality' else 'β'}({name})"


def _axis(optimum: float | None, kind: str, scale: float) -> tuple[float, ...]:
    """0 to three times the optimum, and as far on the other side of 0 for an equation."""
    reach = optimum if optimum else scale
    ks = range(-SURFACE if kind == "equality" else 0, REACH * SURFACE + 1, 1)
    if kind == "equality" and not optimum:
        ks = range(-2 * SURFACE, 2 * SURFACE + 1)
    return tuple(sorted(point(reach, k, SURFACE) for k in ks))


def _contours(
    scene: Scene, horizontal: tuple[float, ...], vertical: tuple[float, ...], rows: tuple[tuple[float, ...], ...]
) -> tuple[Contour, ...]:
    import numpy as np

    from duality.solve.sampling.contours import level_lines, levels

    values = scene.sign * np.array(rows)
    values = np.where(np.isfinite(values), values, np.nan)
    # Levels crowd at the top of theta_D, where d* is.
    chosen = [-level for level in levels(-values, LEVELS, None, share=TOP)]
    a, b = np.array(horizontal), np.array(vertical)
    found = [Contour(scene.sign * level, level_lines(a, b, values, level)) for level in sorted(chosen)]
    return tuple(contour for contour in found if contour.lines)
