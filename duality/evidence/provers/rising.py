"""d* = +inf where no x is feasible: multipliers along which theta_D rises for ever, or f with compact level sets.

That y'(c, h) > 0 on D is not enough: exp(x) <= 0 is infeasible, and d* is finite for a bounded f. For a convex problem
over a closed D with compact level sets of f, p(u) = inf {f : c <= u, h = v} is closed, and d* = p(0) = +inf.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import inf

from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.model.evidence import End, Engine, Evidence, establish
from duality.model.scalar import Scalar
from duality.model.solution import Farkas
from duality.records import replace
from duality.solving import globally
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
        if ledger.d.lower.value < inf and _has_compact_levels(question):
            witness = Engine("intervals", "convex, infeasible, and f has compact level sets over D", rounds=True)
            stated = Evidence("d", witness, lower=End(inf), attained=False, source="compact level sets over D")
            yield establish(question.form, stated)


def _has_compact_levels(question: Question) -> bool:
    if not question.is_convex or question.form.domain.discrete:
        return False
    return globally.attainment.has_compact_level_sets(replace(question.form, constraints=()))


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
