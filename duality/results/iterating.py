"""Dual ascent and the method of multipliers on a problem of the user's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import inf

from duality.errors import BackendRefused, ProblemError
from duality.model.iteration import Iterations, StepBound
from duality.model.report import Report
from duality.model.scalar import Irrational, Scalar
from duality.results.minimizers import minimizers
from duality.solving.iterations import method_named, step_bound
from duality.solving.iterations.method import Game
from duality.solving.iterations.running import run

Plan = Sequence[tuple[str, Scalar | float | None]]
"""(method, step) of every run; ``None`` stands for the default step."""

MOST_ROUNDS = 10_000


def iterations_of(report: Report, plan: Plan, rounds: int) -> Iterations:
    """Every run of the plan, and the bound on the step.

    Raises `BackendRefused` for a problem that is not convex, has no constraints, or that a method does not take, and
    `ProblemError` for a faulty plan.
    """
    methods = [(method_named(name), step) for name, step in plan]
    if not isinstance(rounds, int) or not 1 <= rounds <= MOST_ROUNDS:
        raise ProblemError(f"{rounds!r} rounds", help=f"give a number from 1 to {MOST_ROUNDS}")
    _refuse(report)
    solved = report.primal.attained is not False and report.dual.attained is not False
    bound = step_bound(report.form, report.primal.point if solved else None, report.dual.point if solved else None)
    game = Game(report.form, lambda multipliers: _known_minimizer(report, multipliers))
    runs = [run(method, game, _step(step, method.name, bound), rounds) for method, step in methods]
    return Iterations(report, tuple(runs), bound)


def _refuse(report: Report) -> None:
    if not report.form.constraints:
        raise BackendRefused("There are no constraints, so there are no multipliers to iterate on.")
    if report.convexity.verdict != "proved":
        raise BackendRefused(
            f"These iterations need a convex problem, where a local minimizer of L is a global one: "
            f"{report.convexity.why}."
        )
    if report.form.domain.discrete:
        raise BackendRefused("These iterations need variables that vary continuously.")


def _step(step: Scalar | float | None, method: str, bound: StepBound | None) -> Scalar | float:
    """The step asked for, or half of what the theory allows, or 1."""
    if step is None:
        return bound.value / 2 if bound is not None and method == "ascent" else Fraction(1)
    try:
        size = float(step)
    except OverflowError:
        size = inf
    if not 0 < size < inf:
        shown = "is not positive" if not size > 0 else "is too large"
        raise ProblemError(f"the step {step if size < inf else 'given'} {shown}", help="write a number such as 1/2")
    return step


def _known_minimizer(report: Report, multipliers: Mapping[str, Scalar | float]) -> dict[str, Scalar | float] | None:
    """What the derivation of theta_D tells, in floating point once a multiplier is."""
    exact = all(isinstance(value, (Fraction, Irrational)) for value in multipliers.values())
    here = multipliers if exact else {name: float(value) for name, value in multipliers.items()}
    found = minimizers(report.derivation, here)
    return {name: float(value) for name, value in found.points[0]} if found.points else None
