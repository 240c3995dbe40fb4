"""Sums over independent parts, each with a ledger of its own."""

from __future__ import annotations

from collections.abc import Iterator

from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.model.evidence import Components, Evidence


class Parts:
    """Values, bounds and attainment of the parts put together."""

    name = "independent parts"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        return None if question.part_ledgers else "the problem was not split"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        yield Evidence("p", Components(()), source="independent parts")
