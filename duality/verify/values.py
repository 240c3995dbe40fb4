"""When two floating-point values count as equal: only where a search stops, never where something is proved."""

from __future__ import annotations

import math

CLOSE = 1e-6
"""Relative difference up to which two values that are not exact count as equal."""


def are_close(a: float, b: float) -> bool:
    """Equal up to a relative difference; infinities only to themselves."""
    if math.isinf(a) or math.isinf(b):
        return a == b
    return abs(a - b) <= CLOSE * max(1.0, abs(a), abs(b))
