"""Step functions between affine ones: the bound is below f everywhere, and reached or approached."""

from __future__ import annotations

from fractions import Fraction

import pytest

from duality.algebra.evaluate import value
from duality.derivation.standardize import standardize
from duality.evidence.ledger import Ledger
from duality.evidence.provers.ranges import Ranges
from duality.evidence.question import Question
from duality.language import parse

HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    ("text", "right", "attains"),
    [
        ("ceil(x) - x", Fraction(0), None),
        ("floor(x) - x", Fraction(-1), False),
        ("x - floor(x)", Fraction(0), None),
        ("x - ceil(x)", Fraction(-1), False),
        ("2*ceil(x/2 + 1) - x + 1/2", 2 + HALF, None),
        ("3*floor(x) - 3*x + abs(x)", Fraction(-3), False),
        ("ceil(x) - floor(x) + x^2", Fraction(0), None),
    ],
)
def test_without_its_steps(text: str, right: Fraction, attains: bool | None) -> None:
    form = standardize(parse(f"min {text}"))
    question = Question(form)
    ledger = Ledger(question)
    for evidence in Ranges().evidence(question, ledger):
        ledger.add(evidence)
    assert ledger.p.lower.exact == right
    assert all(value(form.objective_expression, {"x": k / 8}) >= right for k in range(-80, 81))
    told = [e.attains for e in ledger.accepted if e.side == "p" and e.source == "f from below"]
    assert told == [attains]
