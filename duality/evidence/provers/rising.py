"""d* = +inf where no x is feasible: multipliers along which theta_D rises for ever."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import inf

from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.model.evidence import Evidence
from duality.model.scalar import Scalar
from duality.model.solution import Farkas
from duality.verify.evaluation import Values, as_values


class RisingMultipliers:
    """One constraint that holds nowhere on D by itself, or the direction of multipliers at which theta_D is large."""

    name = "multipliers along which theta_D rises"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if ledger.p.lower.value < inf:
            return "a feasible x may exist"
        if ledger.d.lower.value == inf or ledger.d.upper.value < inf:
            return "d* is known, or finite"
        return None if question.form.constraints else "there are no constraints"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        known = None if ledger.d.lower_by is None else ledger.d.lower_by.point
        for direction in (*_single(question), _unit(as_values(known or ()))):
            if direction and ledger.d.lower.value < inf:
                yield Evidence("d", Farkas(tuple(direction.items())), source=self.name)


def _single(question: Question) -> Iterator[dict[str, Scalar]]:
    for constraint in question.form.constraints:
        for sign in (1, -1) if constraint.constraint.kind == "equality" else (1,):
            yield {**question.zeros(), constraint.name: Fraction(sign)}


def _unit(multipliers: Values) -> dict[str, Scalar]:
    """The multipliers divided by the largest, as short fractions."""
    size = max((abs(float(value)) for value in multipliers.values()), default=0.0)
    if not 0 < size < inf:
        return {}
    return {name: Fraction(float(value) / size).limit_denominator(1000) for name, value in multipliers.items()}
