"""How hard to try."""

from __future__ import annotations

from math import isfinite
from numbers import Real

from duality.errors import ProblemError
from duality.model.budget import Budget, current
from duality.records import field, record

DERIVING = 0.5
"""The share of a short budget that the derivation may have."""

PRIMAL = 0.6
"""The share of what is left that p* may have; the rest is for d*."""

RESERVED, MOST_RESERVED = 0.25, 5.0
"""The share of the whole budget, and the most seconds, that are kept for the verification."""

GRACE = 0.4
"""Seconds beyond the budget for a report by what is known."""


@record
class Effort:
    """The tolerance of a numeric solve, and the seconds for everything from here on (``None``: no limit).

    The clock starts when the effort is stated; ``budget`` is what those seconds, and whoever asks, allow.
    """

    tolerance: float = 1e-8
    time_limit: float | None = None
    budget: Budget = field(default_factory=current, compare=False)
    kept: float = field(init=False, compare=False)
    """Seconds that are kept for the verification."""

    def __post_init__(self) -> None:
        if not positive(self.tolerance):
            raise ProblemError(
                f"the tolerance {self.tolerance!r} is not a positive number", help="the usual one is 1e-8"
            )
        if self.time_limit is not None and not positive(self.time_limit):
            raise ProblemError(f"the time limit {self.time_limit!r} is not a positive number of seconds")
        object.__setattr__(self, "budget", self.budget & Budget.by_clock(self.time_limit))
        object.__setattr__(self, "kept", reserve(self.budget.limit))

    @property
    def derivation(self) -> Budget:
        """For L, theta_D and the dual: half of a short budget."""
        return self.searches.share(DERIVING)

    @property
    def searches(self) -> Budget:
        """For p* and d*: all but what the verification needs."""
        return self.budget.earlier(self.kept)

    @property
    def primal(self) -> Budget:
        """For p*."""
        return self.searches.share(PRIMAL)

    @property
    def proofs(self) -> Budget:
        """For the evidence: half of what is kept for the verification is left to the findings at x*."""
        return self.budget.earlier(self.kept / 2)

    @property
    def report(self) -> Budget:
        """For the report of what is known by the end: what looks at a point or at a claim takes little."""
        return self.budget.earlier(-GRACE)

    def share(self, parts: int) -> Effort:
        """An equal share of what is left, for one of so many parts."""
        return self if parts == 1 else Effort(self.tolerance, budget=self.searches.share(1 / parts))


def positive(value: object) -> bool:
    """Is it a number above 0?"""
    return isinstance(value, Real) and not isinstance(value, bool) and float(value) > 0


def reserve(time_limit: float | None) -> float:
    """Seconds that are kept for the verification."""
    return min(RESERVED * time_limit, MOST_RESERVED) if time_limit is not None and isfinite(time_limit) else 0.0
