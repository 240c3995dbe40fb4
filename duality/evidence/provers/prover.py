"""What every prover answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.model.evidence import Evidence


class Prover(Protocol):
    """A way to evidence about p* and d*. What it proposes is checked by the kernel; a tolerance of its own can only
    make it find less."""

    @property
    def name(self) -> str:
        """How `--why` names it."""
        ...

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        """Why it has nothing to add, a phrase; ``None`` if it may have."""
        ...

    def evidence(self, question: Question, ledger: Ledger) -> Iterable[Evidence]:
        """Proposals, the cheapest first; the ledger grows while they are taken."""
        ...


class IfConvex:
    """Another prover, asked early where the problem is proved to be convex: its answers spare the dearer ones."""

    def __init__(self, prover: Prover) -> None:
        self.prover = prover
        self.name = prover.name

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        return self.prover.refusal(question, ledger) if question.is_convex else "the problem is not proved to be convex"

    def evidence(self, question: Question, ledger: Ledger) -> Iterable[Evidence]:
        return self.prover.evidence(question, ledger)
