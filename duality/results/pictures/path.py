"""Dual ascent and the method of multipliers, step by step toward d*."""

from __future__ import annotations

from duality.model.pictures import Inapplicable, IterationPath
from duality.results.pictures.scene import Scene


def path(scene: Scene) -> IterationPath | Inapplicable:
    """Refused: a report holds no iterations."""
    if not scene.form.constraints:
        return Inapplicable("path", "There are no constraints, so there is no multiplier to improve step by step.")
    return Inapplicable(
        "path", 'The report\'s multipliers come from no iteration that could be drawn: look at "theta" for the climb.'
    )
