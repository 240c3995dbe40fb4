"""theta_D(0) = inf f over D <= d*: often the best multipliers where constraints hold only in a limit."""

from __future__ import annotations

from collections.abc import Iterator

from duality.evidence.attainment import is_settled
from duality.evidence.ledger import Ledger
from duality.evidence.provers.inner import at_multipliers
from duality.evidence.question import Question
from duality.model.evidence import AtMultipliers, Evidence

FAR = 1e-3


class ZeroMultipliers:
    """The constraints are left out; where solvers say that they bind, only after their multipliers were tried."""

    name = "multipliers 0"

    def __init__(self, *, binding: bool = False) -> None:
        self.binding = binding

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if is_settled(ledger, "d"):
            return "d* is known"
        if question.derived is None:
            return "theta_D of a restatement is not asked"
        if self.binding is not _binds(question):
            return (
                "the multipliers of a solver are 0, or none are known"
                if self.binding
                else "a solver's multipliers are not 0"
            )
        return None if question.form.constraints else "there are no constraints"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        yield Evidence("d", AtMultipliers(tuple(question.zeros().items())), source="all multipliers 0")
        # Narrowly below p*: solvers stop at an end of the optimal multipliers, where L has another minimizer.
        if question.asked == "both" and (not ledger.d.is_narrow or ledger.p.is_closed):
            yield from at_multipliers(question, question.zeros())


def _binds(question: Question) -> bool:
    """Solvers have multipliers, and none of them has only zeros."""
    found = [s.multipliers for s in question.claims] + [s.point for s in question.dual_claims]
    sizes = [max((abs(float(value)) for _, value in given), default=0.0) for given in found if given]
    return bool(sizes) and min(sizes) > FAR
