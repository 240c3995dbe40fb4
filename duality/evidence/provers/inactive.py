"""Constraints that do not matter: f has a minimizer over D, and all of its minimizers satisfy them strictly."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from duality.evidence.attainment import attainment
from duality.evidence.checks.inactive import INACTIVE
from duality.evidence.comparison import greater
from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.model.evidence import Evidence, Theorem
from duality.model.scalar import Scalar
from duality.verify.evaluation import as_values, is_exact, rational_only

LARGEST = 4
CLOSE = 1e-6
"""A value of f at a claimed point that lies further above the bound of d* belongs to constraints that matter."""

WHY = "f has a minimizer over D, and exceeds its least value wherever a constraint does not hold strictly"


class InactiveConstraints:
    """p* = inf f over D = theta_D(0) = d*, and both are attained."""

    name = "constraints that do not matter"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        known = attainment(ledger, "p")[0] is not None and attainment(ledger, "d")[0] is not None
        if known and (ledger.equal is not None or ledger.is_closed):
            return "both values are known"
        form = question.form
        if form.equalities or not form.constraints or form.domain.discrete:
            return "there are equations, finite sets or no constraints"
        if len(form.objective_expression.variables()) > LARGEST:
            return f"more than {LARGEST} variables"
        return "p* > d*" if greater(ledger.p.lower, ledger.d.upper) else None

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        inner = question.inner(question.zeros())
        if inner is None or not inner.p.lower.is_finite:
            return
        own = set(question.form.objective_expression.variables())
        rest = [name for name in question.form.variables if name not in own]
        tried: list[dict[str, Scalar]] = []
        for claim in question.claims:
            values = as_values(claim.point or ())
            if not set(values) >= set(rest) or claim.value is None:
                continue
            if claim.value - inner.p.lower.value > CLOSE * max(1.0, abs(claim.value)):
                continue
            given = {name: values[name] for name in rest}
            exact = rational_only(given) if all(map(is_exact, given.values())) else _plain(given)
            if exact not in tried:
                tried.append(exact)
                yield Evidence("p", Theorem(INACTIVE, WHY), point=tuple(exact.items()), source=INACTIVE)


def _plain(values: dict[str, Scalar | float]) -> dict[str, Scalar]:
    """Short fractions beside the values, which may be any that satisfy the constraints."""
    return {name: Fraction(float(value)).limit_denominator(1000) for name, value in values.items()}
