"""How long the search for KKT points may take."""

from __future__ import annotations

from time import monotonic


class OutOfTime(ArithmeticError):
    """The work limit is reached; what was found so far is not known to be everything."""


class Budget:
    """Counts active sets and watches the clock."""

    def __init__(self, seconds: float, most: int) -> None:
        self.seconds, self.most = seconds, most
        self.left, self.deadline = most, monotonic() + seconds

    def spend(self) -> None:
        """One more active set; raises `OutOfTime`."""
        self.left -= 1
        if self.left < 0:
            raise OutOfTime(f"the search for KKT points stopped after {self.most} active sets")
        if monotonic() > self.deadline:
            raise OutOfTime(f"the search for KKT points stopped after {self.seconds:g} s")
