"""No feasible x: a solver's point that no check confirms is forgotten, and boxes are searched without it."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from duality.errors import BackendError
from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.model.evidence import Evidence, established
from duality.solving.globally import solvers
from duality.solving.globally.bound import Request

LARGEST = 4
SHARE = 0.05
"""Of the usual work."""


class Emptiness:
    """p* = +inf where boxes that cover D hold no feasible point, however little the constraints are violated."""

    name = "empty feasible set"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if ledger.p.upper.value < inf or ledger.p.lower.value == inf:
            return "a feasible point or the contrary is known"
        if len(question.form.variables) > LARGEST or not question.form.constraints:
            return f"more than {LARGEST} variables, or no constraints"
        return "there is no time left" if question.budget.is_over else None

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        solver = solvers.intervals_.Intervals()
        if solver.refusal(question.form) is None:
            try:
                solver.bound(question.form, Request(budget=question.budget.aside(SHARE)))
            except BackendError:
                return
            yield from established(question.form)
