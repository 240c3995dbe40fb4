"""Problems whose variables all lie in finite sets: every point is tried, exactly."""

from __future__ import annotations

from duality.model.solution import Solution
from duality.solving import finite
from duality.solving.task import Task

MOST_POINTS = 2**16
"""How many points are tried."""


class Enumeration:
    """min over the points of the finite sets; a discrete problem has no multipliers of its own."""

    name = "enumeration"

    def refusal(self, task: Task) -> str | None:
        if not task.form.domain.discrete:
            return "enumeration takes problems with finite sets"
        if not finite.combinations.is_discrete(task.form):
            return "enumeration takes problems whose variables all lie in finite sets"
        points = finite.combinations.count(task.form)
        return f"{points} points are more than the {MOST_POINTS} that are tried" if points > MOST_POINTS else None

    def solve(self, task: Task) -> Solution:
        return finite.combinations.best_point(task.form, self.name)
