"""A problem whose answers are known independently of the package: from the literature or by a short calculation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isinf
from typing import Literal

Word = Literal["proved", "refuted", "holds", "fails"]


@dataclass(frozen=True)
class Known:
    """A statement in the language and what is true of it, in its own sense; ``None`` where nothing is asserted.

    ``prices`` are rates dp*/d(right-hand side), or pairs of one-sided rates (left, right).
    """

    text: str
    p: float
    d: float | None = None
    p_attained: bool | None = None
    d_attained: bool | None = None
    convex: Word | None = None
    slater: Word | None = None
    multipliers: Mapping[str, float] = field(default_factory=dict)
    prices: Mapping[str, float | tuple[float, float]] = field(default_factory=dict)

    @property
    def verdict(self) -> Word | None:
        """Strong duality by the values."""
        if self.d is None:
            return None
        return "holds" if close(self.p, self.d) else "fails"


def close(a: float, b: float, tolerance: float = 1e-5) -> bool:
    """Equal up to the digits of the known answers; infinities only to themselves."""
    return a == b if isinf(a) or isinf(b) else abs(a - b) <= tolerance * max(1.0, abs(a), abs(b))
