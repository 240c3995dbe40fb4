"""inf f from below by branch and bound with interval arithmetic, where no solver was asked before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import inf, isfinite

from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.model.evidence import Evidence, established
from duality.verify.evaluation import as_values, floats

LARGEST = 6
SECONDS = 1.0


class Boxes:
    """Boxes that cover D, beginning at the best point that is known."""

    name = "boxes over D"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if ledger.p.is_narrow or not question.form.variables:
            return "p* is known"
        return None if len(question.form.variables) <= LARGEST else f"more than {LARGEST} variables"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        from duality.errors import BackendError
        from duality.solve.globally.bound import Request
        from duality.solve.globally.solvers.intervals_ import Intervals

        solver, form = Intervals(), question.form
        start, value = _best(question)
        limit = question.deadline.limit
        seconds = SECONDS if limit is None else min(SECONDS, limit)
        if solver.refusal(form) is not None or seconds <= 0:
            return
        try:
            solver.bound(form, Request(time_limit=seconds, start=start, value=value))
        except BackendError:
            return
        yield from established(form)


def _best(question: Question) -> tuple[Mapping[str, float] | None, float]:
    """The claimed point with the least f, and f there."""
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
                if isfinite(found) and found < least:
                    best, least = here, found
    return best, least
