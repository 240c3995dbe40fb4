"""v(u), the optimal value as one constraint's right-hand side moves, and its tangent with slope -alpha*."""

from __future__ import annotations

import math

import numpy as np

from duality.model.form import StandardConstraint
from duality.model.pictures import Certainty, Inapplicable, PricePoint, ValueFunction
from duality.results.pictures.ranges import span
from duality.results.pictures.scene import Scene
from duality.solve.sampling.hulls import lower_hull
from duality.solve.sampling.samples import SLACK
from duality.solve.sampling.values import finite_values, value_function

POINTS, FEWER = 61, 31
"""Values of u, and with more than `FAST` variables."""

FAST = 3

LARGEST = 40
"""The largest number of variables whose v(u) is drawn: every u is a solve."""

LEAST = 0.3
"""On either side of u = 0 at least this share of the other side is shown."""


def price(scene: Scene) -> ValueFunction | Inapplicable:
    """v over the constraint with the largest multiplier."""
    why = refusal(scene)
    if why:
        return Inapplicable("price", why)
    return value_picture(scene)


def refusal(scene: Scene) -> str:
    """Why v(u) is not drawn; empty where it is."""
    form = scene.form
    if not form.constraints:
        return "There is no constraint whose right-hand side could move."
    p_star = scene.report.primal.value
    if p_star is None or not math.isfinite(p_star):
        shown = "not known" if p_star is None else "infinite"
        return f"p* is {shown}, so that v(u) has no finite value at u = 0 to start from: {scene.instead('theta')}."
    if len(form.variables) > LARGEST:
        return f'v(u) is drawn for at most {LARGEST} variables, and here are {len(form.variables)}: see "slackness".'
    if form.domain.discrete and not scene.landscape.is_finite:
        return 'v(u) is not drawn where some variables are discrete and others are not: look at "theta".'
    return ""


def value_picture(scene: Scene) -> ValueFunction:
    """v(u) on both sides of 0, with p* itself at 0; computed once a scene."""
    if scene.value_function is None:
        scene.value_function = _value_picture(scene)
    return scene.value_function


def _value_picture(scene: Scene) -> ValueFunction:
    form, sides, sign = scene.form, scene.sides, scene.sign
    known = dict(sides.multipliers or ())
    k = max(range(len(form.constraints)), key=lambda i: (abs(known.get(form.constraints[i].name, 0.0)), -i))
    constraint = form.constraints[k]
    us = _range(scene, k)
    values = _values(scene, k, us)
    finite = np.isfinite(values)
    chain = lower_hull(us[finite], values[finite])
    points = tuple(
        PricePoint(u, sign * v, sides.p_star.certainty if u == 0 else _certainty(scene))
        for u, v in zip(us.tolist(), values.tolist(), strict=True)
    )
    slope = None
    if constraint.name in known and scene.report.strong_duality.verdict == "holds":
        slope = -sign * known[constraint.name]
    vertical = span([p.value for p in points] + [sides.d_star.value])
    return ValueFunction(
        sides,
        constraint.name,
        standard(constraint),
        constraint.constraint.kind,
        "α" if constraint.constraint.kind == "inequality" else "β",
        points,
        ((float(us[0]), float(us[-1])), vertical),
        slope,
        tuple(zip(us[finite][chain].tolist(), (sign * values[finite][chain]).tolist(), strict=True)),
    )


def standard(constraint: StandardConstraint) -> str:
    """c(x) <= u or h(x) = u, as text."""
    relation = "≤" if constraint.constraint.kind == "inequality" else "="
    return f"{constraint.expression} {relation} u"


def _certainty(scene: Scene) -> Certainty:
    if scene.landscape.is_finite:
        return "exact"
    # A local minimum of a convex problem is a global one, up to the solver's tolerance.
    return "numerical" if scene.landscape.convex else "sampled+polished"


def _range(scene: Scene, k: int) -> np.ndarray:
    """Values of u, 0 among them: as far as the multiplier's range moves the constraint."""
    landscape = scene.landscape
    us = [0.0]
    if not isinstance(scene.direction, str):
        x = [point.x for support in scene.few for point in support.touching]
        if x:
            from duality.solve.sampling.samples import evaluated

            us += evaluated(scene.form, np.array(x)).constraints[:, k].tolist()
    if landscape.is_finite:
        us += landscape.samples.constraints[:, k].tolist()
    low, high = min(us), max(us)
    if high - low < 1e-9:
        low, high = -1.0, 1.0
    low, high = min(low, -LEAST * high), max(high, -LEAST * low)
    count = POINTS if len(scene.form.variables) <= FAST else FEWER
    left = max(10, min(count - 11, round((count - 1) * -low / (high - low))))
    below = np.linspace(1.15 * low, 0.0, left + 1)
    us = np.concatenate([below, np.linspace(0.0, 1.15 * high, count - left)[1:]])
    if not landscape.is_finite:
        return us
    # v over finitely many points is a staircase: its corners are on the grid.
    corners = landscape.samples.constraints[:, k]
    return np.unique(np.concatenate([us, corners[(corners >= us[0]) & (corners <= us[-1])]]))


def _values(scene: Scene, k: int, us: np.ndarray) -> np.ndarray:
    landscape, form = scene.landscape, scene.form
    equality = form.constraints[k].constraint.kind == "equality"
    if landscape.is_finite:
        found = landscape.samples
        others = np.ones(len(found.f), dtype=bool)
        for i, c in enumerate(form.constraints):
            if i != k:
                off = found.constraints[:, i]
                others &= (np.abs(off) if c.constraint.kind == "equality" else off) <= SLACK
        values = finite_values(found, k, us, others, equality=equality)
    else:
        starts = landscape.known[:1]
        values = value_function(form, k, us, landscape.samples, starts, convex=landscape.convex)
    p_star = scene.report.primal.value
    assert p_star is not None
    values[us == 0] = scene.sign * p_star
    return values
