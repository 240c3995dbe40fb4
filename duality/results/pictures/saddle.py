"""L(x, alpha) as a map for n = 1, m = 1: valley in x, ridge in alpha, and where they cross."""

from __future__ import annotations

import numpy as np

from duality.model.pictures import Direction, Inapplicable, SaddleMap
from duality.results.pictures.scene import Scene
from duality.solve.sampling.samples import evaluated, line

ACROSS = 81
"""Values of x."""


def saddle(scene: Scene) -> SaddleMap | Inapplicable:
    """The map over the window of x and the grid of multipliers."""
    form, direction = scene.form, scene.direction
    n, m = len(form.variables), len(form.constraints)
    if isinstance(direction, str) or n != 1 or m != 1:
        return Inapplicable(
            "saddle",
            f"The map needs one variable and one constraint, and here are {n} and {m}: "
            f"{scene.instead('theta', 'slackness', 'line', 'levels')}.",
        )
    if scene.landscape.is_finite:
        return Inapplicable("saddle", 'The variable takes finitely many values, so L has no map: look at "lagrangian".')
    return _map(scene, direction)


def _map(scene: Scene, direction: Direction) -> SaddleMap | Inapplicable:
    landscape = scene.landscape
    found = evaluated(scene.form, line(landscape.box, ACROSS))
    if len(found.f) < 2:
        return Inapplicable("saddle", "No interval of the domain was found to draw L over.")
    alphas = scene.grid(20)
    c, f = landscape.combined(found), found.f
    values = scene.sign * (f[None, :] + np.array(alphas)[:, None] * c[None, :])
    xs = found.x[:, 0]
    roots = _roots(xs, c)
    if direction.kind == "inequality":
        ridge = [(x, 0.0 if here < 0 else float("inf")) for x, here in zip(xs.tolist(), c.tolist(), strict=True)]
    else:
        ridge = []
    sides = scene.sides
    attained = sides.point is not None and sides.multipliers is not None
    return SaddleMap(
        sides,
        scene.form.variables[0],
        direction.symbol,
        tuple(xs.tolist()),
        alphas,
        tuple(map(tuple, values.tolist())),
        scene.supports,
        tuple(ridge),
        roots,
        attained and sides.strong_duality == "holds",
    )


def _roots(xs: np.ndarray, c: np.ndarray) -> tuple[float, ...]:
    """Where c changes sign: there every multiplier is an argmax."""
    exact = xs[c == 0].tolist()
    turns = np.flatnonzero(c[:-1] * c[1:] < 0)
    between = [float(xs[i] - c[i] * (xs[i + 1] - xs[i]) / (c[i + 1] - c[i])) for i in turns]
    return tuple(sorted({*exact, *between}))
