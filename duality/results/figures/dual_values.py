"""theta_D at floating-point multipliers for a picture, with the strength of each value."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from duality.algebra.atoms import affine_expression
from duality.algebra.evaluate import values
from duality.derivation import dual_value
from duality.derivation.dual_value import TOLERANCE, holding_branch
from duality.model.derivation import Condition, DualFunction
from duality.model.expression import Expression
from duality.model.report import Report
from duality.model.scalar import Scalar
from duality.results.figures.directions import multipliers_at
from duality.results.figures.known import Certainty, Direction

if TYPE_CHECKING:
    import numpy as np


def _holds(condition: Condition, point: Mapping[str, np.ndarray]) -> np.ndarray:
    """Within the slack that floats ask for."""
    import numpy as np

    found = values(condition.expression, point)
    slack = TOLERANCE * np.maximum(1.0, np.abs(found))
    match condition.relation:
        case "=":
            return np.abs(found) <= slack
        case ">=":
            return found >= -slack
        case _:
            return found > 0


class DualValues:
    """theta_D by its formula; at the optimum, the report's d* with its label."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.theta: DualFunction = report.derivation.dual_function
        self.signed = [c.name for c in report.form.inequalities]

    @property
    def certainty(self) -> Certainty:
        """What a value by the formula is worth; an implicit minimum is found in floating point."""
        if not self.theta.is_closed:
            return "sampled+polished"
        return "numerical" if self.theta.form == "implicit" else "exact"

    def at(self, multipliers: Mapping[str, float]) -> float:
        """theta_D (min form) at multipliers by constraint name; nan where there is no formula."""
        if any(multipliers[name] < 0 for name in self.signed):
            return -math.inf
        if not self.theta.is_closed:
            return math.nan
        try:
            return float(dual_value(self.theta, {m.name: multipliers[m.constraint] for m in self.theta.multipliers}))
        except OverflowError:
            return math.nan

    def grid(
        self, names: tuple[str, str], horizontal: Sequence[float], vertical: Sequence[float]
    ) -> tuple[tuple[float, ...], ...]:
        """`at` on a grid of two multipliers, one row a vertical place; by arrays where the formula allows it."""
        import numpy as np

        a, b = np.meshgrid(np.array(horizontal, dtype=float), np.array(vertical, dtype=float))
        found = self._array({names[0]: a, names[1]: b})
        if found is None:
            return tuple(tuple(self.at({names[0]: x, names[1]: y}) for x in horizontal) for y in vertical)
        return tuple(map(tuple, found.tolist()))

    def _array(self, places: Mapping[str, np.ndarray]) -> np.ndarray | None:
        """theta_D at arrays of multipliers; ``None`` where a branch has a condition or a value that is no formula."""
        import numpy as np

        if not self.theta.is_closed:
            return None
        point = {m.name: places[m.constraint] for m in self.theta.multipliers}
        shape = np.shape(next(iter(places.values())))
        total = np.broadcast_to(values(affine_expression(self.theta.constant), point), shape).astype(float)
        for block in self.theta.blocks:
            left, part = np.ones(shape, dtype=bool), np.full(shape, -math.inf)
            for branch in block.branches:
                if not isinstance(branch.value, Expression):
                    return None
                inside = left.copy()
                for condition in branch.conditions:
                    if not isinstance(condition, Condition):
                        return None
                    inside &= _holds(condition, point)
                part = np.where(inside, values(branch.value, point), part)
                left &= ~inside
            total = total + part
        for name in self.signed:
            total = np.where(places[name] < 0, -math.inf, total)
        return np.where(np.isnan(total), -math.inf, total)

    def never_attained(self, multipliers: Mapping[str, float]) -> bool:
        """The formula's branch at these multipliers says that no x attains the infimum."""
        if not self.theta.is_closed:
            return False
        point: dict[str, Scalar | float] = {m.name: multipliers[m.constraint] for m in self.theta.multipliers}
        branches = [holding_branch(block, point) for block in self.theta.blocks]
        return any(branch is not None and branch.attained is False for branch in branches)

    def along(self, direction: Direction, t: float) -> tuple[float, Certainty]:
        """theta_D at t * weights, with its strength; d* itself at the optimum."""
        dual = self.report.dual
        if direction.optimum is not None and t == direction.optimum and dual.value is not None:
            return self.report.form.sign * dual.value, dual.label.value
        if direction.kind == "inequality" and t < 0:
            return -math.inf, "exact"
        return self.at(multipliers_at(direction, t)), self.certainty
