"""Slackness: alpha_i c_i(x*) = 0, bar by bar."""

from __future__ import annotations

from duality.model.pictures import PROVED, Certainty, Inapplicable, SlacknessBar, SlacknessBars
from duality.results.pictures.scene import Scene

ROUNDING = 1e-6
"""Up to this, relatively, a slack or a multiplier is zero."""


def slackness(scene: Scene) -> SlacknessBars | Inapplicable:
    """From the report's own table; it needs a point and multipliers."""
    if not scene.report.slackness:
        return Inapplicable("slackness", "There are no constraints, and so no multipliers: look at p* alone.")
    bars = []
    for row in scene.report.slackness:
        if row.value is None or row.multiplier is None:
            return Inapplicable(
                "slackness",
                "Slackness compares x* with optimal multipliers, and one of them does not exist or is not known here: "
                f"{scene.instead('line', 'theta')}.",
            )
        value, multiplier = float(row.value), float(row.multiplier)
        slack = -abs(value) if row.kind == "equality" else -value
        both = abs(slack) > ROUNDING * (1 + abs(value)) and abs(multiplier) > ROUNDING
        product = 0.0 if row.product is None else float(row.product)
        bars.append(SlacknessBar(row.name, row.kind, slack + 0.0, multiplier, product, both))
    labels: tuple[Certainty, Certainty] = (scene.sides.p_star.certainty, scene.sides.d_star.certainty)
    certainty = labels[1] if labels[0] in PROVED else labels[0]
    return SlacknessBars(scene.sides, tuple(bars), certainty)
