"""theta_D(0) = inf f over D <= d*: often the best multipliers where constraints hold only in a limit."""

from __future__ import annotations

from collections.abc import Iterator

from duality.evidence.attainment import is_settled
from duality.evidence.ledger import Ledger
from duality.evidence.provers.inner import at_multipliers
from duality.evidence.question import Question
from duality.model.evidence import AtMultipliers, Evidence


class ZeroMultipliers:
    """The constraints are left out."""

    name = "multipliers 0"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if is_settled(ledger, "d"):
            return "d* is known"
        if question.derived is None:
            return "theta_D of a restatement is not asked"
        return None if question.form.constraints else "there are no constraints"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        yield Evidence("d", AtMultipliers(tuple(question.zeros().items())), source="all multipliers 0")
        if not ledger.d.is_narrow:
            yield from at_multipliers(question, question.zeros())
