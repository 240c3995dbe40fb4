"""p* of a problem in one variable: exact ends and signs of derivatives on ever smaller intervals that cover D."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import inf, isfinite

from duality.algebra.evaluate import exact_value
from duality.algebra.nearby_rationals import nearby_rationals
from duality.evidence.attainment import is_settled
from duality.evidence.comparison import float_below
from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.model.budget import Budget
from duality.model.evidence import AtPoint, End, Engine, Evidence, establish
from duality.model.form import StandardForm
from duality.solving import proofs
from duality.verify.evaluation import as_values

SHARE = 0.05
"""Of the usual work."""

SEARCHED = "intervals that cover D, each bounded by signs of derivatives or without a feasible point"


class OneVariable:
    """Relative precision of 14 digits, and the exact value where the minimizer is a fraction."""

    name = "one variable"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if is_settled(ledger, "p"):
            return "p* is known"
        if len(question.form.variables) != 1 or question.form.domain.discrete:
            return "more than one variable, or a finite set"
        return None

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        yield from searched(question.form, _hints(question), question.budget.aside(SHARE))


def searched(form: StandardForm, hints: list[Fraction], budget: Budget) -> Iterator[Evidence]:
    """What the search establishes of a form of one variable."""
    found = proofs.one_variable.least(form, hints, budget)
    if found is None:
        return
    witness, source = Engine("one variable", SEARCHED), "intervals in one variable"
    if found.is_empty:
        yield establish(form, Evidence("p", witness, lower=End(inf), attained=False, source=source))
        return
    if found.point is not None:
        yield Evidence("p", AtPoint(((form.variables[0], found.point),)), source=source)
    lower = None if found.lower is None else End(float_below(found.lower))
    if found.is_exact and found.point is not None:
        lower = End.of(exact_value(form.objective_expression, {form.variables[0]: found.point}))
    if found.is_beyond and found.lower is not None:
        lower = End.of(found.lower)
    attained = True if found.is_attained else None
    attains = False if found.is_beyond else None
    if attained or (lower is not None and lower.is_finite):
        yield establish(form, Evidence("p", witness, lower, attains=attains, attained=attained, source=source))


def _hints(question: Question) -> list[Fraction]:
    """Fractions beside the solvers' points."""
    (name,), found = question.form.variables, []
    for claim in question.claims:
        given = as_values(claim.point or ()).get(name)
        if given is not None and isfinite(float(given)):
            found += nearby_rationals(float(given), largest=1000, distance=1e-6)
    return list(dict.fromkeys(found))
