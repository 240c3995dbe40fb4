"""What every backend answers."""

from __future__ import annotations

from typing import Protocol

from duality.model.solution import Solution
from duality.solving.task import Task


class Backend(Protocol):
    """A way to solve a standard form."""

    @property
    def name(self) -> str:
        """Who computed a solution, as the report names it."""
        ...

    def refusal(self, task: Task) -> str | None:
        """Why this backend does not take the task, a phrase for a warning; ``None`` if it does."""
        ...

    def solve(self, task: Task) -> Solution:
        """The solution in the sense of the standard form.

        Raises `BackendRefused` where the refusal shows only now, and `BackendFailed` from a solver's own exception.
        """
        ...
