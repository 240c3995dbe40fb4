"""inf f from below by branch and bound with interval arithmetic, where no solver was asked before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import inf, isfinite

from duality.algebra.membership import contains
from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.model.evidence import Evidence, established
from duality.solving import globally
from duality.solving.globally import solvers
from duality.verify.evaluation import as_values, floats, rational_only

LARGEST = 6
SHARE = 0.05
"""Of the usual work."""


class Boxes:
    """Boxes that cover D, beginning at the best point that is known."""

    name = "boxes over D"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if ledger.p.is_narrow or not question.form.variables:
            return "p* is known"
        return None if len(question.form.variables) <= LARGEST else f"more than {LARGEST} variables"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        from duality.errors import BackendError

        solver, form = solvers.intervals_.Intervals(), question.form
        start, value = _best(question)
        budget = question.budget.aside(SHARE)
        if solver.refusal(form) is not None or budget.is_over:
            return
        try:
            solver.bound(form, globally.bound.Request(budget=budget, start=start, value=value))
        except BackendError:
            return
        yield from established(form)


def _best(question: Question) -> tuple[Mapping[str, float] | None, float]:
    """The claimed point of D with the least f, and f there."""
    from duality.algebra.evaluate import value

    form = question.form
    best, least = None, inf
    for claim in question.claims:
        given = floats(as_values(claim.point or ()))
        points = [given, *(floats(as_values(entry.point)) for entry in claim.combination)]
        for point in points:
            if set(point) >= set(form.variables):
                here = {name: point[name] for name in form.variables}
                found = value(form.objective_expression, here)
                if isfinite(found) and found < least and contains(form.domain, rational_only(here)):
                    best, least = here, found
    return best, least
