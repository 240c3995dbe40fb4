"""What a numeric solver offers as the optimum."""

from __future__ import annotations

from collections.abc import Mapping

from duality.records import record


@record
class Candidate:
    """x by name, multipliers by constraint name (``None`` where there are none), who found it, and remarks."""

    x: Mapping[str, float]
    multipliers: Mapping[str, float] | None
    backend: str
    warnings: tuple[str, ...] = ()
