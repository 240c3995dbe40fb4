"""How hard to try."""

from __future__ import annotations

from typing import NamedTuple


class Effort(NamedTuple):
    """The tolerance of a numeric solve, and the seconds that each solve may take (``None``: no limit)."""

    tolerance: float = 1e-8
    time_limit: float | None = None
