"""d* as the optimal value of the explicit dual, a convex problem with a ledger of its own."""

from __future__ import annotations

from collections.abc import Iterator

from duality import solving
from duality.evidence.attainment import is_settled
from duality.evidence.explicit_dual import dual_form
from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.model.evidence import Evidence, ExplicitDual
from duality.model.solution import claim, claims_of

SHARE = 0.1
"""Of the usual work, where nobody has solved it yet."""


class SolvedDual:
    """What was proved of the explicit dual while it was solved."""

    name = "explicit dual"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if is_settled(ledger, "d"):
            return "d* is known"
        if question.derived is None:
            return "only the statement's own dual is asked"
        form = dual_form(question.derivation)
        if form is None:
            return "there is no explicit dual"
        return None if claims_of(form) or question.asked == "dual" else "the explicit dual was not solved"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        form = dual_form(question.derivation)
        if form is not None and not claims_of(form):
            # theta_D is concave, so the explicit dual is a convex problem.
            claim(form, solving.solve(form, budget=question.budget.aside(SHARE), convex="proved"))
        yield Evidence("d", ExplicitDual(), source="explicit dual")
