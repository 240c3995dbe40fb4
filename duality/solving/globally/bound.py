"""What a global solver says of inf f over the feasible set, and what it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from typing import Literal

from duality.model.budget import UNLIMITED, Budget
from duality.model.watch import NOBODY, Watch
from duality.records import field, record

SHARE = 0.5
"""Of the usual work, where no budget is given."""

Box = Mapping[str, tuple[float, float]]
"""(lower, upper) by name, in place of the infinite sides of D alone."""


@record
class Request:
    """How exact and how long; ``start`` is a good point, ``multipliers`` those of its KKT conditions.

    ``gap`` is relative to max(1, |value|), ``feasibility`` what a floating-point solver may violate a row by.
    ``watch`` is told the bounds as they are reached.
    """

    gap: float = 1e-7
    feasibility: float = 1e-9
    budget: Budget = field(default_factory=lambda: UNLIMITED.bounded(SHARE))
    start: Mapping[str, float] | None = None
    value: float = inf
    multipliers: Mapping[str, float] | None = None
    box: Box = field(default_factory=dict)
    watch: Watch = NOBODY


@record
class GlobalBound:
    """lower <= inf f <= upper over the feasible set (within the box that was asked for).

    ``status``: "proven" where the two meet within the gap, "infeasible" where no point is feasible, "unbounded" where
    f is proved to fall without bound, else "open".
    ``rigorous`` tells that rounding was controlled: of ``lower`` (and of infeasibility), and of ``upper``.
    ``inside`` is a lower bound over the part with |x_i| <= ``radius``, where a solver leaves out what lies farther.
    ``point`` has f(point) = upper up to the feasibility tolerance.
    """

    status: Literal["proven", "infeasible", "unbounded", "open"]
    lower: float
    upper: float
    point: Mapping[str, float] | None
    solver: str
    rigorous_lower: bool = False
    rigorous_upper: bool = False
    inside: float = -inf
    radius: float = inf
    note: str = ""

    @property
    def gap(self) -> float:
        """upper - lower relative to max(1, |upper|)."""
        return (self.upper - self.lower) / max(1.0, abs(self.upper)) if self.upper < inf else inf
