"""theta_D at floating-point multipliers for a picture, with the strength of each value."""

from __future__ import annotations

import math
from collections.abc import Mapping

from duality.derive import dual_value
from duality.derive.dual_value import holding_branch
from duality.model.derivation import DualFunction
from duality.model.report import Report
from duality.model.scalar import Scalar
from duality.results.figures.directions import multipliers_at
from duality.results.figures.known import Certainty, Direction


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
