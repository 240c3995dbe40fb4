"""p* = d* by Theorem 2, by the duality of linear programs, or because there are no constraints."""

from __future__ import annotations

from collections.abc import Iterator

from duality.evidence.checks.theorems import LINEAR, NO_CONSTRAINTS, SLATER
from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.model.evidence import Evidence, Theorem


class Slater:
    """p* = d* by Theorem 2, or by the duality of linear programs."""

    name = "Theorem 2"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if question.depth > 0 and ledger.p.is_closed:
            return "p* is known"
        return None if question.is_convex else "the problem is not proved to be convex"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        yield Evidence("p", Theorem(SLATER, "convex and Slater"), source=SLATER)
        if ledger.equal is None and question.form.is_linear:
            yield Evidence("p", Theorem(LINEAR, "the value of a feasible linear program is finite"), source=LINEAR)


class NoConstraints:
    """theta_D has no multipliers: its value is p*, whatever that is."""

    name = "no constraints"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if ledger.equal is not None or ledger.is_closed:
            return "p* = d* is known, or both are"
        return "there are constraints" if question.form.constraints else None

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        why = "there are no constraints, and theta_D is its one value p*"
        yield Evidence("p", Theorem(NO_CONSTRAINTS, why), source=NO_CONSTRAINTS)
