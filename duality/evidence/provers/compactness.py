"""p* is attained where the level sets are closed and bounded (Weierstrass)."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from duality.evidence.attainment import attainment
from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.model.evidence import Engine, Evidence, establish
from duality.solving import globally


class Compactness:
    """{x feasible: f(x) <= v} for a v >= p* is closed and bounded, by contraction of boxes with outward rounding."""

    name = "compact level sets of f"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if not isfinite(ledger.p.upper.value) or ledger.p.lower.value == float("inf"):
            return "no feasible point is known"
        return "attainment is known" if attainment(ledger, "p")[0] is not None else None

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        if globally.attainment.has_compact_level_set(question.form, ledger.p.upper.value):
            witness = Engine("intervals", "the level set of f at a feasible point is closed and bounded")
            yield establish(question.form, Evidence("p", witness, attained=True, source="compact level set"))
