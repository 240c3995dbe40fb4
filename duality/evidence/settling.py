"""From claims to a ledger: every prover in its order, until both values and their attainment are known."""

from __future__ import annotations

from duality.evidence.ledger import Ledger
from duality.evidence.provers.order import AT_ONCE, PROVERS
from duality.evidence.question import Question


def settled(question: Question, *, hurried: bool = False) -> Ledger:
    """The ledger after all provers that still had something to add and the time to do so.

    ``hurried``, or where the time is up, only those are asked that look at what is there.
    """
    ledger = Ledger(question)
    for prover in PROVERS:
        if ledger.contradiction is not None:
            break
        if (hurried or question.deadline.passed) and prover not in AT_ONCE:
            continue
        if prover.refusal(question, ledger) is None:
            for evidence in prover.evidence(question, ledger):
                ledger.add(evidence)
    return ledger
