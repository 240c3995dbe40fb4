"""p* of equivalent forms: fixed variables put in, constraints that hold only with equality as equations."""

from __future__ import annotations

from collections.abc import Iterator

from duality.evidence.attainment import attainment, is_settled
from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.evidence.restatements import RESTATEMENTS, SAME_DUAL, restated
from duality.model.evidence import Combinations, Evidence, Restated
from duality.solving.finite.combinations import count, is_discrete
from duality.solving.finite.mixed import MOST_SOLVES


class RestatedForms:
    """The first restatement that settles p* ends it."""

    name = "restatements"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        return "p* is known" if is_settled(ledger, "p") else None

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        for how in RESTATEMENTS:
            if how not in SAME_DUAL and not is_settled(ledger, "p") and restated(question.form, how) is not None:
                yield Evidence("p", Restated(how), source=how)


class SameDualFunctions:
    """p* and d* of forms that have the same theta_D: half of a D in which nothing changes with a sign."""

    name = "restatements with the same theta_D"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        is_equal = ledger.equal is not None or ledger.is_closed
        told = is_equal and all(attainment(ledger, side)[0] is not None for side in ("p", "d"))
        return "p* and d* are known" if told else None

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        for how in sorted(SAME_DUAL):
            if restated(question.form, how) is not None:
                yield Evidence("p", Restated(how), source=how)


class FiniteSets:
    """p* as the least over the combinations of finite sets, each with a ledger of its own."""

    name = "combinations of the finite sets"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if is_settled(ledger, "p"):
            return "p* is known"
        if not question.form.domain.discrete:
            return "there are no finite sets"
        if is_discrete(question.form):
            return "every variable lies in a finite set"
        return "there are too many combinations" if count(question.form) > MOST_SOLVES else None

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        yield Evidence("p", Combinations(count(question.form)), source="enumeration of the finite sets")
