"""L(x, alpha) over x for n = 1 and several multipliers: each a curve whose least value is theta_D."""

from __future__ import annotations

import numpy as np

from duality.model.pictures import Inapplicable, LagrangianFamily
from duality.results.pictures.scene import Scene

THINNED = 4


def lagrangian(scene: Scene) -> LagrangianFamily | Inapplicable:
    """The family through 0, half the optimum, the optimum and twice it."""
    direction = scene.direction
    if isinstance(direction, str):
        return Inapplicable("lagrangian", f"{direction}: {scene.instead('slackness', 'line', 'levels')}.")
    if len(scene.form.variables) != 1:
        return Inapplicable(
            "lagrangian",
            f"L is drawn over one variable, and here are {len(scene.form.variables)}: "
            f"{scene.instead('levels', 'theta', 'line')}.",
        )
    if not scene.few:
        return Inapplicable("lagrangian", f"L falls to -infinity for every multiplier tried: {scene.instead('line')}.")
    landscape = scene.landscape
    low, high = landscape.box
    inside = landscape.samples.chosen((landscape.samples.x[:, 0] >= low[0]) & (landscape.samples.x[:, 0] <= high[0]))
    # Every third sample is enough for a curve; the known points stay.
    kept = np.arange(len(inside.f)) % THINNED == 0
    kept |= np.isin(inside.x[:, 0], [x[0] for x in landscape.known])
    inside = inside if landscape.is_finite else inside.chosen(kept)
    if not len(inside.f):
        return Inapplicable("lagrangian", "No point of the domain was found to evaluate L at.")
    return LagrangianFamily(
        scene.sides,
        direction,
        scene.form.variables[0],
        landscape.rows(inside),
        tuple(inside.feasible.tolist()),
        scene.few,
        landscape.is_finite,
    )
