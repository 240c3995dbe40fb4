"""d* between theta_D at exact multipliers, bounded by boxes, and an exact mean of f over points of D."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from math import isfinite

from duality.evidence.ledger import Ledger, resolution
from duality.evidence.provers.inner import at_multipliers
from duality.evidence.provers.nearby import multipliers_near
from duality.evidence.question import Question
from duality.model.evidence import End, Engine, Evidence, establish
from duality.model.form import StandardForm
from duality.model.solution import Point
from duality.solving import dual
from duality.verify.evaluation import as_values, floats

LARGEST = 6
MOST_TRIALS = 2
MOST_SIDES = 4
"""Variables of a box whose corners are tried."""

SPREAD = (Fraction(0), Fraction(1, 10**6), Fraction(-1, 10**6), Fraction(1, 10**4), Fraction(-1, 10**4))
"""How far beside a solver's point others are tried: a mean must be feasible exactly."""


class BoxedMultipliers:
    """theta_D(y) = inf L over D from below, by branch and bound with intervals at plain multipliers."""

    name = "boxes over D at fixed multipliers"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if ledger.d.is_narrow:
            return "d* is known"
        if question.derived is None or not question.form.constraints:
            return "theta_D of a restatement is not asked"
        return None if len(question.form.variables) <= LARGEST else f"more than {LARGEST} variables"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        for solution in question.dual_claims:
            given = as_values(solution.point or ())
            if any(c.name not in given for c in question.form.constraints):
                continue
            if not all(isfinite(value) for value in floats(given).values()):
                continue
            # Each is a global minimization: the sharpest first, and few of them.
            for trial in list(multipliers_near(question, given))[: -MOST_TRIALS - 1 : -1]:
                value = None if solution.value is None else float(solution.value)
                if value is not None and value - ledger.d.lower.value <= resolution(abs(value)):
                    return
                yield from at_multipliers(question, trial)


class ExactMixtures:
    """d* <= the least exact mean of f over mixtures of points of D beside those that a solver mixed."""

    name = "exact mixtures"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if ledger.d.is_narrow:
            return "d* is known"
        return None if question.form.constraints else "there are no constraints"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
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
        points += corners(form)
        points += [
            floats(as_values(entry.point or ()))
            for entry in ledger.accepted
            if entry.side == "p" and _complete(entry.point, form.variables)
        ]
        upper = dual.proved_upper(form, points)
        if upper is not None:
            witness = Engine("convex combinations", "an exact mean of f over points of D with feasible means")
            yield establish(form, Evidence("d", witness, upper=End.of(upper), source="mixture of points of D"))


def corners(form: StandardForm) -> Iterator[dict[str, float]]:
    """The corners of a bounded box of few variables."""
    sides: list[tuple[float, float]] = []
    for name in form.variables:
        bounds = form.domain.bound(name)
        if bounds.lower is None or bounds.upper is None or len(sides) == MOST_SIDES:
            return
        sides.append((float(bounds.lower), float(bounds.upper)))
    for corner in product(*sides):
        yield dict(zip(form.variables, corner, strict=True))


def _complete(point: Point | None, names: tuple[str, ...]) -> bool:
    return point is not None and {name for name, _ in point} >= set(names)


def _beside(point: Mapping[str, float]) -> Iterator[dict[str, float]]:
    yield dict(point)
    for name in point:
        for step in SPREAD[1:]:
            yield {**point, name: point[name] + float(step) * (1 + abs(point[name]))}
