"""How exact and how long a numeric solve may be, and who looks on."""

from __future__ import annotations

from duality.model.budget import UNLIMITED, Budget, current
from duality.model.watch import NOBODY, Watch
from duality.records import record


@record
class Limits:
    """``tolerance`` of feasibility and optimality; ``watch`` is told bounds of the optimal value, in the min form."""

    tolerance: float = 1e-8
    budget: Budget = UNLIMITED
    watch: Watch = NOBODY

    @property
    def time_limit(self) -> float | None:
        """Seconds that are left (``None``: no limit)."""
        return (self.budget & current()).limit
