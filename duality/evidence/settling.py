"""From claims to a ledger: every prover in its order, until both values and their attainment are known."""

from __future__ import annotations

from duality.evidence.ledger import Ledger
from duality.evidence.provers.order import PROVERS
from duality.evidence.question import Question


def settled(question: Question) -> Ledger:
    """The ledger after all provers that still had something to add and the time to do so."""
    ledger = Ledger(question)
    for prover in PROVERS:
        if question.deadline.passed or ledger.contradiction is not None:
            break
        if prover.refusal(question, ledger) is None:
            for evidence in prover.evidence(question, ledger):
                ledger.add(evidence)
    return ledger
