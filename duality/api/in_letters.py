"""A problem with letters: derived and solved as a function of them, with the ordinary walk at their values."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING

from duality.api.effort import Effort
from duality.api.pipeline import report_of
from duality.letters import LetteredDerivation, LetteredReport
from duality.letters.solving import solved
from duality.model.problem import Problem
from duality.results import Report

if TYPE_CHECKING:
    from duality.api.pipeline import Narrate
    from duality.results import Report

SAMPLED = 4.0
"""Seconds for the problem with numbers, whose active rows a formula takes over."""


def solved_in_letters(
    problem: Problem, *, tolerance: float, time_limit: float | None, narrate: Narrate
) -> LetteredReport:
    """The report in letters; at values of the letters it solves as `duality.solve` does."""
    began = perf_counter()
    narrate("deriving the dual function in letters")
    derivation = LetteredDerivation.of(problem, None if time_limit is None else time_limit / 2)
    narrate("solving in letters")
    left = None if time_limit is None else max(0.1, time_limit - (perf_counter() - began))
    sampled = _ordinary(tolerance, SAMPLED if left is None else min(SAMPLED, left))
    return LetteredReport(solved(problem, derivation.data, sampled, left), _ordinary(tolerance, time_limit))


def _ordinary(tolerance: float, time_limit: float | None) -> Callable[[Problem], Report]:
    def solve(numbers: Problem) -> Report:
        return Report(report_of(numbers, Effort(tolerance, time_limit)))

    return solve
