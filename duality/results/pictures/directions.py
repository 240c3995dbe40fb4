"""The one multiplier that a picture moves: that of the only constraint, or a step along the optimal multipliers."""

from __future__ import annotations

from duality.model.form import StandardForm
from duality.model.pictures import Direction, Sides

NEGLIGIBLE = 1e-9
"""Multipliers below this share of the largest are zero."""


def direction_of(form: StandardForm, sides: Sides) -> Direction | str:
    """The direction, or why there is none."""
    if not form.constraints:
        return "There are no constraints, so there is no multiplier to move"
    if len(form.constraints) == 1:
        (only,) = form.constraints
        kind = only.constraint.kind
        optimum = None if sides.multipliers is None else dict(sides.multipliers)[only.name]
        symbol = "α" if kind == "inequality" else "β"
        return Direction(symbol, kind, ((only.name, 1.0),), str(only.expression), optimum)
    if sides.multipliers is None:
        return (
            f"With {len(form.constraints)} multipliers the picture follows the ray through optimal ones, and there are "
            "none here"
        )
    return _ray(form, dict(sides.multipliers))


def _ray(form: StandardForm, multipliers: dict[str, float]) -> Direction | str:
    largest = max(abs(value) for value in multipliers.values())
    if largest == 0:
        return "All optimal multipliers are 0, so there is no ray to follow"
    kept = {c.name: multipliers[c.name] for c in form.constraints}
    kept = {name: 0.0 if abs(value) <= NEGLIGIBLE * largest else value for name, value in kept.items()}
    bounded = any(kept[c.name] != 0 for c in form.inequalities)
    formula = " + ".join(f"{value:.4g}·{name}" for name, value in kept.items() if value != 0).replace("+ -", "− ")
    return Direction("t", "inequality" if bounded else "equality", tuple(kept.items()), formula, 1.0)


def multipliers_at(direction: Direction, t: float) -> dict[str, float]:
    """t * weights, by constraint name."""
    return {name: t * weight for name, weight in direction.weights}
