"""How exact and how long a numeric solve may be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """``tolerance`` of feasibility and optimality, and ``time_limit`` in seconds (``None``: no limit)."""

    tolerance: float = 1e-8
    time_limit: float | None = None
