"""What the exact and rigorous engines took down about the form while they worked on it."""

from __future__ import annotations

from collections.abc import Iterator

from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.model.evidence import Evidence, established


class Engines:
    """Interval searches, complete lists of KKT points, enumerations, limits along curves, ..."""

    name = "engines"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        return None if established(question.form) else "no engine has established anything"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        yield from established(question.form)
