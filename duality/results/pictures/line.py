"""The two-sided number line: bounds by theta_D from one side, feasible values of f from the other."""

from __future__ import annotations

import math

from duality.model.pictures import PROVED, Direction, Inapplicable, NumberLine, Sampled, Support
from duality.results.pictures.scene import COARSE, Scene
from duality.solve.sampling.feasible import feasible_points

ROUNDING = 1e-9
"""A value of f beats p* if it does so by more than this, relatively."""

MOST = 9
"""Bounds and feasible values shown on each side."""

FARTHEST = 3.0
"""Values are shown up to this many times as far from the optimum as the nearest one, or as the gap is wide."""


def number_line(scene: Scene) -> NumberLine | Inapplicable:
    """Some bounds and some feasible values, the optimal ones among them."""
    sides = scene.sides
    levels = [v for v in (sides.p_star.value, sides.d_star.value) if v is not None and math.isfinite(v)]
    if not levels:
        return Inapplicable(
            "line", f"Neither p* ({sides.p_star.text}) nor d* ({sides.d_star.text}) is a number on the line."
        )
    direction = scene.direction
    symbol = direction.symbol if isinstance(direction, Direction) else ""
    return NumberLine(sides, symbol, _bounds(scene), _feasible(scene))


def _bounds(scene: Scene) -> tuple[Support, ...]:
    """Finite values of theta_D, the best last; every second step toward the optimum."""
    if isinstance(scene.direction, str) or scene.nowhere_finite:
        return ()
    found = []
    for t in scene.grid(COARSE):
        value, certainty = scene.values.along(scene.direction, t)
        support = scene.landscape.support(t) if math.isnan(value) else Support(t, scene.sign * value, certainty)
        if math.isfinite(support.value):
            found.append(Support(support.t, support.value, support.certainty))
    return _chosen(found, [scene.sign * s.value for s in found], largest=True)


def _feasible(scene: Scene) -> tuple[Sampled, ...]:
    """f at feasible points, x* among them; one that beats a proved p* is feasible only up to the tolerance."""
    landscape = scene.landscape
    rows = [*landscape.sampled(feasible_points(scene.form, landscape.samples, landscape.known))]
    p_star = scene.sides.p_star
    if p_star.value is not None and p_star.certainty in PROVED:
        best = scene.sign * p_star.value
        rows = [row for row in rows if scene.sign * row.f >= best - ROUNDING * (1 + abs(best))]
    return _chosen(rows, [scene.sign * row.f for row in rows], largest=False)


def _chosen(items: list, values: list[float], *, largest: bool) -> tuple:
    """At most `MOST`, the best one always, the others evenly spread in rank and not too far away."""
    if not items:
        return ()
    order = sorted(range(len(items)), key=lambda i: values[i], reverse=largest)
    distinct = [order[0]]
    scale = abs(values[order[0]]) + 1
    for i in order[1:]:
        if abs(values[i] - values[distinct[-1]]) > 0.02 * scale:
            distinct.append(i)
    best = values[order[0]]
    near = [i for i in distinct if abs(values[i] - best) <= FARTHEST * scale]
    step = max(1, math.ceil(len(near) / MOST))
    return tuple(items[i] for i in near[::step])
