"""The front of the two objectives c(x) and f(x): what a weight reaches, and what lies in a dent."""

from __future__ import annotations

from bisect import bisect_left

from duality.model.pictures import Direction, FrontPoint, ImageSet, Inapplicable, ParetoFront
from duality.results.pictures.image_set import drawn
from duality.results.pictures.price import refusal, value_picture
from duality.results.pictures.scene import Scene

DENT = 1e-5
"""A point this far above the hull, relative to the range of values, is reached by no weight."""


def pareto(scene: Scene) -> ParetoFront | Inapplicable:
    """v(u) as the front, u = c(x) the second objective, its weight the multiplier."""
    form, direction = scene.form, scene.direction
    if len(form.constraints) != 1 or form.inequalities == ():
        return Inapplicable(
            "pareto",
            "A front weighs f against one inequality constraint, and here are "
            f'{len(form.inequalities)} inequalities and {len(form.equalities)} equations: look at "price".',
        )
    why = refusal(scene)
    if why:
        return Inapplicable("pareto", why)
    assert isinstance(direction, Direction)
    found = value_picture(scene)
    image = drawn(scene, direction, scene.few) if scene.few else None
    image = image if isinstance(image, ImageSet) else None
    hull = found.hull
    (low, high) = found.window[1]
    front = tuple(
        FrontPoint(p.u, p.value, p.certainty, abs(p.value - _at(hull, p.u)) <= DENT * (high - low))
        for p in found.values
        if abs(p.value) != float("inf")
    )
    only = form.constraints[0]
    return ParetoFront(
        scene.sides,
        only.name,
        str(only.expression),
        direction.symbol,
        front,
        image.samples if image else (),
        found.window,
        scene.few,
        image.optimum if image else None,
    )


def _at(hull: tuple[tuple[float, float], ...], u: float) -> float:
    """The hull's value at u, linear between its vertices."""
    k = min(max(bisect_left([a for a, _ in hull], u), 1), len(hull) - 1)
    if len(hull) == 1:
        return hull[0][1]
    (a, f), (b, g) = hull[k - 1], hull[k]
    return f + (g - f) * (u - a) / (b - a)
