"""How hard to try."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import isfinite
from numbers import Real

from duality.errors import ProblemError
from duality.model.deadline import Deadline

PRIMAL = 0.6
"""The share of the time that is left for p*; the rest is for d*."""

RESERVED, MOST_RESERVED = 0.15, 0.5
"""The share of the whole time, and the most seconds, that are kept for the verification."""


@dataclass(frozen=True, slots=True)
class Effort:
    """The tolerance of a numeric solve, and the seconds for everything from here on (``None``: no limit).

    The clock starts when the effort is stated.
    """

    tolerance: float = 1e-8
    time_limit: float | None = None
    deadline: Deadline = field(init=False, compare=False)

    def __post_init__(self) -> None:
        if not positive(self.tolerance):
            raise ProblemError(
                f"the tolerance {self.tolerance!r} is not a positive number", help="the usual one is 1e-8"
            )
        if self.time_limit is not None and not positive(self.time_limit):
            raise ProblemError(f"the time limit {self.time_limit!r} is not a positive number of seconds")
        object.__setattr__(self, "deadline", Deadline.after(self.time_limit))

    @property
    def searches(self) -> Deadline:
        """When p* and d* must be done: before the deadline, by the time that the verification needs."""
        return self.deadline.earlier(reserve(self.time_limit))

    @property
    def proofs(self) -> Deadline:
        """When the evidence must be in: half of what is kept for the verification is left to the findings at x*."""
        return self.deadline.earlier(reserve(self.time_limit) / 2)

    @property
    def limit(self) -> float | None:
        """Seconds that are left for the searches."""
        return self.searches.limit

    @property
    def primal_limit(self) -> float | None:
        """Seconds for p*."""
        return self.searches.share(PRIMAL).limit

    def share(self, parts: int) -> Effort:
        """An equal share of the time that is left, for one of so many parts."""
        return self if self.limit is None or parts == 1 else Effort(self.tolerance, self.limit / parts)

    def seconds(self, usual: float) -> float:
        """The seconds that are left for the searches, or the usual ones where there is no limit."""
        return self.searches.limit or usual


def positive(value: object) -> bool:
    """Is it a number above 0?"""
    return isinstance(value, Real) and not isinstance(value, bool) and float(value) > 0


def reserve(time_limit: float | None) -> float:
    """Seconds that are kept for the verification."""
    return min(RESERVED * time_limit, MOST_RESERVED) if time_limit is not None and isfinite(time_limit) else 0.0
