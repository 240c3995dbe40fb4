"""A bound on the work of a partial minimization, counted in operations so that it is the same on every machine."""

from __future__ import annotations

from duality.model.budget import checkpoint

OPERATIONS = 20_000
INFIMA = 40


class Abandoned(Exception):
    """The minimization cannot go on; the message says why, in a clause."""


class Budget:
    """Counts elementary operations and infima over one variable."""

    def __init__(self) -> None:
        self._operations = OPERATIONS
        self._infima = INFIMA

    def spend(self, operations: int) -> None:
        """Raises `Abandoned` where no operations are left."""
        checkpoint("minimizing over one variable after the other")
        self._operations -= operations
        if self._operations < 0:
            raise Abandoned("minimizing over one variable after the other takes too long")

    def start_infimum(self) -> None:
        """Raises `Abandoned` where no infima are left."""
        self._infima -= 1
        if self._infima < 0:
            raise Abandoned("minimizing over one variable after the other has too many cases")
