"""Bounds of an optimal value as a running search reaches them, for whoever looks on."""

from __future__ import annotations

from math import inf
from typing import Protocol


class Watch(Protocol):
    """Told lower <= optimal value <= upper whenever a search knows more; called often, so it must be quick."""

    def saw(self, lower: float = -inf, upper: float = inf) -> None: ...


class Nobody:
    """Looks away."""

    def saw(self, lower: float = -inf, upper: float = inf) -> None:
        """Forgets the bounds."""


NOBODY = Nobody()
