"""Sums over independent parts, each with a ledger of its own."""

from __future__ import annotations

from collections.abc import Iterator

from duality.evidence.checks.theorems import PARTS
from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.model.evidence import Components, Evidence, Theorem


class Parts:
    """Values, bounds and attainment of the parts put together, and p* = d* where each part has it."""

    name = "independent parts"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        return None if question.part_ledgers else "the problem was not split"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        yield Evidence("p", Components(()), source=PARTS)
        yield Evidence("p", Theorem(PARTS, "p* = d* in each of the independent parts"), source=PARTS)
