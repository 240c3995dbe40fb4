"""d* between theta_D at exact multipliers, bounded by boxes, and an exact mean of f over points of D."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import isfinite

from duality.derive import inner_problem
from duality.errors import BackendError
from duality.evidence.conclude import NARROW
from duality.evidence.ledger import Ledger
from duality.evidence.provers.nearby import multipliers_near
from duality.evidence.question import Question
from duality.model.evidence import AtMultipliers, End, Engine, Evidence, establish
from duality.model.solution import Point, Solution
from duality.solve.globally.bound import Request
from duality.verify.evaluation import as_values, floats

LARGEST = 6
SHARE = 0.05
"""Of the usual work, for the boxes at one choice of multipliers."""
SPREAD = (Fraction(0), Fraction(1, 10**6), Fraction(-1, 10**6), Fraction(1, 10**4), Fraction(-1, 10**4))
"""How far beside a solver's point others are tried: a mean must be feasible exactly."""


class BoxedMultipliers:
    """theta_D(y) = inf L over D from below, by branch and bound with intervals at plain multipliers."""

    name = "boxes over D at fixed multipliers"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if ledger.d.width <= NARROW * max(1.0, abs(ledger.d.lower.value)):
            return "d* is known"
        if question.derived is None or not question.form.constraints:
            return "theta_D of a restatement is not asked"
        return None if len(question.form.variables) <= LARGEST else f"more than {LARGEST} variables"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        from duality.solve.globally.solvers.intervals_ import Intervals

        solver = Intervals()
        for solution in question.dual_claims:
            given = as_values(solution.point or ())
            if any(c.name not in given for c in question.form.constraints):
                continue
            if not all(isfinite(value) for value in floats(given).values()):
                continue
            for trial in multipliers_near(question, given):
                value = None if solution.value is None else float(solution.value)
                if value is not None and value - ledger.d.lower.value <= NARROW * max(1.0, abs(value)):
                    return
                inner = inner_problem(question.form, trial)
                budget = question.budget.aside(SHARE)
                start = _start(solution, question)
                if solver.refusal(inner) is not None or budget.is_over:
                    return
                try:
                    solver.bound(inner, Request(budget=budget, start=start, value=_at(question, inner, start)))
                except BackendError:
                    return
                yield Evidence("d", AtMultipliers(tuple(trial.items())), source=solver.name)


class ExactMixtures:
    """d* <= the least exact mean of f over mixtures of points of D beside those that a solver mixed."""

    name = "exact mixtures"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if ledger.d.width <= NARROW * max(1.0, abs(ledger.d.lower.value)):
            return "d* is known"
        if not any(claim.combination for claim in question.dual_claims):
            return "nobody mixed points of D"
        return None

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        from duality.solve.dual import proved_upper

        form = question.form
        points = [
            moved
            for claim in question.dual_claims
            for entry in claim.combination
            for moved in _beside(floats(as_values(entry.point)))
        ]
        points += [
            floats(as_values(claim.point or ())) for claim in question.claims if _complete(claim.point, form.variables)
        ]
        upper = proved_upper(form, points)
        if upper is not None:
            witness = Engine("convex combinations", "an exact mean of f over points of D with feasible means")
            yield establish(form, Evidence("d", witness, upper=End.of(upper), source="mixture of points of D"))


def _complete(point: Point | None, names: tuple[str, ...]) -> bool:
    return point is not None and {name for name, _ in point} >= set(names)


def _beside(point: Mapping[str, float]) -> Iterator[dict[str, float]]:
    yield dict(point)
    for name in point:
        for step in SPREAD[1:]:
            yield {**point, name: point[name] + float(step) * (1 + abs(point[name]))}


def _start(solution: Solution, question: Question) -> dict[str, float] | None:
    if solution.combination:
        return floats(as_values(solution.combination[0].point))
    return None


def _at(question: Question, inner, start: dict[str, float] | None) -> float:
    from duality.algebra.evaluate import value

    if start is None:
        return float("inf")
    found = value(inner.objective_expression, start)
    return found if isfinite(found) else float("inf")
