"""A problem with letters: derived and solved as a function of them, with the ordinary walk at their values."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from duality.api.boundary import boundary
from duality.api.effort import Effort
from duality.api.pipeline import report_of
from duality.api.progress import Progress
from duality.errors import OutOfBudget
from duality.letters import LetteredDerivation, LetteredReport
from duality.letters.solving import solved
from duality.model.budget import current, spending
from duality.model.problem import Problem
from duality.model.regions import LetteredReport as Regions
from duality.results import Report

if TYPE_CHECKING:
    from duality.api.pipeline import Narrate

DERIVING = "deriving the dual function in letters"
SOLVING = "solving in letters"

SAMPLED = 0.2
"""Of the usual work, for the problem with numbers, whose active rows a formula takes over."""


def solved_in_letters(
    problem: Problem, *, tolerance: float, time_limit: float | None, narrate: Narrate
) -> LetteredReport:
    """The report in letters; at values of the letters it solves as `duality.solve` does."""
    effort = Effort(tolerance, time_limit)
    narrate(DERIVING)
    with boundary(Progress(stage=DERIVING)):
        derivation = LetteredDerivation.of(problem, effort.budget.share(0.5))
    narrate(SOLVING)
    try:
        with boundary(Progress(stage=SOLVING)), spending(effort.searches):
            found = solved(problem, derivation.data, _sampled(tolerance), effort.searches)
    except OutOfBudget as stop:
        note = f"p* needs numbers: stopped while {stop.doing}"
        found = Regions(problem, derivation.data, (), unexplored=1.0, note=note)
    return LetteredReport(found, lambda numbers: _report(numbers, Effort(tolerance, time_limit)))


def _sampled(tolerance: float) -> Callable[[Problem], Report]:
    def solve(numbers: Problem) -> Report:
        return _report(numbers, Effort(tolerance, budget=current().aside(SAMPLED)))

    return solve


def _report(numbers: Problem, effort: Effort) -> Report:
    return Report(report_of(numbers, effort))
