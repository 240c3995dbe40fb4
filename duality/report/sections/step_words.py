"""Sentences of the worked solution as phrases: formulas in their places, fixed pieces of mathematics as such."""

from __future__ import annotations

import re
from collections.abc import Sequence

from duality.model.derivation import BranchCondition, Formula, InRange, PositiveSemidefinite, Step
from duality.model.expression import Comparison
from duality.report.document import EQUALS, Display, Inline, Phrase, Row, Symbol
from duality.report.notation import Letters
from duality.report.phrases import QUADRATIC, condition_formula
from duality.report.sections.statement import joined

_PLACE = re.compile(r"\{(\d+)\}")

L = Symbol("L", "L")
Q, Q_VECTOR = Symbol("Q", "Q"), Symbol("q", "q")
MINUS_INFINITY = Symbol("-inf", r"-\infty")

SYMBOLS = {
    "L": L,
    "f": Symbol("f", "f"),
    "p*": Symbol("p*", "p^{*}"),
    "+infinity": Symbol("+infinity", r"+\infty"),
    "-infinity": Symbol("-infinity", r"-\infty"),
    "-inf": MINUS_INFINITY,
    "0*log(0) = 0": Symbol("0*log(0) = 0", r"0 \log 0 = 0"),
    "1/2 x'Qx + q'x": Symbol("1/2 x'Qx + q'x", r"\tfrac{1}{2}\, x^{\top} Q x + q^{\top} x"),
    "-1/2 q'Q^+ q": QUADRATIC,
    "Qx + q = 0": Symbol("Qx + q = 0", "Q x + q = 0"),
    "t^2": Symbol("t^2", "t^{2}"),
    "Q": Q,
    "q": Q_VECTOR,
}

_MATHEMATICS = re.compile(
    r"(?<![\w*'])(" + "|".join(re.escape(known) for known in sorted(SYMBOLS, key=len, reverse=True)) + r")(?![\w*'])"
)


def words(sentence: str) -> Phrase:
    """The sentence with its fixed pieces of mathematics as such."""
    return tuple(SYMBOLS.get(part, part) for part in _MATHEMATICS.split(sentence) if part)


def told(steps: Sequence[Step], letters: Letters) -> Phrase:
    """The sentences of the steps, one after the other."""
    parts: list[Inline] = []
    for step in steps:
        if parts and not isinstance(parts[-1], Display):
            parts.append(" ")
        parts += step_phrase(step, letters)
    return tuple(parts)


def step_phrase(step: Step, letters: Letters) -> Phrase:
    """The sentence of a step with its formulas in their places, then its displayed formulas."""
    parts: list[Inline] = []
    end = 0
    for place in _PLACE.finditer(step.reason):
        parts += words(step.reason[end : place.start()])
        parts.append(letters.formula(step.formulas[int(place[1])]))
        end = place.end()
    parts += words(step.reason[end:])
    if step.display:
        parts.append(Display(tuple(_row(formula, letters) for formula in step.display)))
    return tuple(parts)


def _row(formula: Formula, letters: Letters) -> Row:
    """An equation is aligned at its sign."""
    renamed = letters.formula(formula)
    if isinstance(renamed, Comparison) and renamed.relations == ("=",):
        left, right = renamed.expressions
        return Row((left,), (EQUALS, right))
    return Row((renamed,))


def where(word: str, conditions: Sequence[BranchCondition], letters: Letters) -> Phrase:
    shown = [_condition(condition, letters) for condition in conditions]
    return (word, *joined(shown)) if shown else ("For every multiplier",)


def _condition(condition: BranchCondition, letters: Letters) -> Phrase:
    """The steps show the matrix of several variables; the conditions call it by its name."""
    match condition:
        case PositiveSemidefinite(matrix, strict) if len(matrix) > 1:
            return (Q, f" is positive {'definite' if strict else 'semidefinite'}")
        case InRange(matrix, _) if len(matrix) > 1:
            return (Q_VECTOR, " is in the range of ", Q)
        case _:
            return (letters.formula(condition_formula(condition)),)
