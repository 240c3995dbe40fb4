"""Directions in which a convex problem recedes, so that p* is not attained."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from duality.evidence import checks
from duality.evidence.attainment import attainment
from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.model.evidence import Evidence, Recession

LARGEST = 4


class Receding:
    """Directions with components -1, 0 and 1."""

    name = "directions of recession"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if attainment(ledger, "p")[0] is not None or not ledger.p.upper.is_finite:
            return "attainment is known, or no feasible point is"
        if len(question.form.variables) > LARGEST:
            return f"more than {LARGEST} variables"
        return checks.recession.unfit(question)

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        form = question.form
        for steps in product((0, 1, -1), repeat=len(form.variables)):
            direction = dict(zip(form.variables, map(Fraction, steps), strict=True))
            if any(steps) and checks.recession.recedes(form, direction):
                witness = Recession(tuple(direction.items()))
                yield Evidence("p", witness, attained=False, source="direction of recession")
                return
