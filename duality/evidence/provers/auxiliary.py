"""d* from below by the dual of the auxiliary form, where theta_D has no closed form of its own."""

from __future__ import annotations

from collections.abc import Iterator

from duality.evidence.checks.composites import AUXILIARY
from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.model.evidence import Evidence, Restated


class AuxiliaryDual:
    """Its explicit dual is solved; more multipliers can only lower the dual function."""

    name = "dual of the auxiliary form"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if ledger.d.is_narrow:
            return "d* is known"
        if question.derived is None or question.derived.auxiliary is None:
            return "there is no auxiliary form"
        return None

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        yield Evidence("d", Restated(AUXILIARY), source="dual of the auxiliary form")
