"""inf f over D for a polynomial in one variable, by all its KKT points: exact where the minimizer is no fraction."""

from __future__ import annotations

from collections.abc import Iterator

from duality.derivation.kkt_points import kkt_points
from duality.evidence.attainment import is_settled
from duality.evidence.ledger import Ledger
from duality.evidence.provers.engines import Engines
from duality.evidence.question import Question
from duality.model.evidence import Evidence

SHARE = 0.02
"""Of the usual work."""


class RealRoots:
    """For the forms that come up on the way; the KKT points of the statement itself are listed before."""

    name = "real roots"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if is_settled(ledger, "p"):
            return "p* is known"
        if question.depth == 0 or len(question.form.variables) != 1:
            return "it is the statement itself, or has more than one variable"
        return None

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        if kkt_points(question.form, budget=question.budget.aside(SHARE)) is not None:
            yield from Engines().evidence(question, ledger)
