"""What an exact or rigorous engine found: accepted as it was taken down for this very form, and not otherwise."""

from __future__ import annotations

from duality.evidence.question import Question
from duality.model.evidence import Evidence, established


def check_engine(question: Question, evidence: Evidence) -> tuple[Evidence, ...] | str:
    """The evidence itself, if the engine that it names established it."""
    if evidence in established(question.form):
        return (evidence,)
    return "no engine established this of the problem"
