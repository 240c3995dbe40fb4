"""From claims to a ledger: every prover in its order, until both values and their attainment are known."""

from __future__ import annotations

from collections.abc import Sequence

from duality.errors import OutOfBudget
from duality.evidence import provers
from duality.evidence.attainment import attainment, is_settled
from duality.evidence.ledger import Ledger
from duality.evidence.provers.order import AT_ONCE, THEOREMS
from duality.evidence.provers.prover import Prover
from duality.evidence.question import Question
from duality.model.budget import UNLIMITED, checkpoint, spending


def settled(question: Question, *, hurried: bool = False) -> Ledger:
    """The ledger after all provers that still had something to add and the time to do so.

    ``hurried``, or where the time is up, only those are asked that look at what is there.
    """
    ledger = Ledger(question)
    if question.asked != "both":
        from duality.evidence.provers.along_paths import FOR_DUAL
        from duality.evidence.provers.searches import PARTIAL, AlongMultipliers, PathCuts

        _ask(ledger, PARTIAL[question.asked])
        if question.asked == "proofs of d*":
            question.tried |= {FOR_DUAL, PathCuts.name, AlongMultipliers.name}
        return ledger
    _ask(ledger, AT_ONCE, always=True)
    if hurried:
        return ledger
    _ask(ledger, THEOREMS)
    if not (is_settled(ledger, "p") and is_settled(ledger, "d")):
        from duality.evidence.provers.searches import SEARCHES

        _ask(ledger, SEARCHES)
    if any(attainment(ledger, side)[0] is False for side in ("p", "d")):
        _ask(ledger, (provers.approaches.Approaches(),))
    return ledger


def _ask(ledger: Ledger, asked: Sequence[Prover], *, always: bool = False) -> None:
    """One after the other, stopped where the budget is over; ``always``: those that take little have what is around."""
    with spending(UNLIMITED if always else ledger.question.budget):
        for prover in asked:
            if ledger.contradiction is not None:
                return
            try:
                _asked(ledger, prover)
            except OutOfBudget:
                continue


def _asked(ledger: Ledger, prover: Prover) -> None:
    checkpoint("looking for evidence")
    question = ledger.question
    if prover.name not in question.tried and prover.refusal(question, ledger) is None:
        for evidence in prover.evidence(question, ledger):
            ledger.add(evidence)
            checkpoint("looking for evidence")
