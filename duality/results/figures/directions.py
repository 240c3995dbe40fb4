"""The one multiplier that a picture moves: that of the only constraint, or a step along the optimal multipliers."""

from __future__ import annotations

from duality.model.form import StandardForm
from duality.report.say import Say
from duality.results.figures.known import Direction, Sides

NEGLIGIBLE = 1e-9
"""Multipliers below this share of the largest are zero."""

SHOWN = 3
"""Constraints that are named in the sum of a ray."""


def direction_of(form: StandardForm, sides: Sides, say: Say) -> Direction | str:
    """The direction, or why there is none."""
    count = len(form.constraints)
    if not count:
        return say(
            "There are no constraints, so there is no multiplier to move", "问题没有约束，因此没有可以移动的乘子"
        )
    if count == 1:
        (only,) = form.constraints
        kind = only.constraint.kind
        optimum = None if sides.multipliers is None else dict(sides.multipliers)[only.name]
        symbol = "α" if kind == "inequality" else "β"
        return Direction(symbol, kind, ((only.name, 1.0),), str(only.expression), optimum)
    if sides.multipliers is None:
        return say(
            f"With {count} multipliers the picture follows the ray through optimal ones, and there are none known here",
            f"有 {count} 个乘子时，图沿着经过最优乘子的射线，而这里没有已知的最优乘子",
        )
    return _ray(form, dict(sides.multipliers), say)


def _ray(form: StandardForm, multipliers: dict[str, float], say: Say) -> Direction | str:
    largest = max(abs(value) for value in multipliers.values())
    if largest == 0:
        return say(
            "All optimal multipliers are 0, so there is no ray to follow", "所有最优乘子都是 0，因此没有可以跟随的射线"
        )
    kept = {c.name: multipliers[c.name] for c in form.constraints}
    kept = {name: 0.0 if abs(value) <= NEGLIGIBLE * largest else value for name, value in kept.items()}
    bounded = any(kept[c.name] != 0 for c in form.inequalities)
    terms = [f"{value:.4g}·{name}" for name, value in kept.items() if value != 0]
    formula = " + ".join(terms[:SHOWN]).replace("+ -", "− ").replace("-", "−")
    formula += " + …" if len(terms) > SHOWN else ""
    return Direction("t", "inequality" if bounded else "equality", tuple(kept.items()), formula, 1.0)


def multipliers_at(direction: Direction, t: float) -> dict[str, float]:
    """t * weights, by constraint name."""
    return {name: t * weight for name, weight in direction.weights}
