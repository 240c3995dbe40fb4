"""The dual of the dual, printed after the derivation."""

from __future__ import annotations

from duality.model import dual_of_dual as model
from duality.model.problem import Problem
from duality.results.rendered import Rendered


class DualOfDual(Rendered[model.DualOfDual]):
    """The dual of the explicit dual; ``str`` prints the derivation and then it."""

    @property
    def outcome(self) -> model.Outcome:
        """ "primal": the primal again, row by row; "relaxation": between d* and p*; "none": no formula."""
        return self.data.outcome

    def _gist(self) -> str:
        return f"{self.outcome}: {self.why}"

    @property
    def why(self) -> str:
        return self.data.why

    @property
    def problem(self) -> Problem | None:
        """It as a minimization in the primal's variables."""
        return self.data.problem
