"""Constraints that do not matter, as evidence: accepted with all premises, refused without one of them."""

from __future__ import annotations

from fractions import Fraction

import pytest

import duality as du
from duality.derivation.standardize import standardize
from duality.evidence.attainment import attainment
from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.language import parse
from duality.model.evidence import Evidence, Theorem
from duality.model.solution import Point

HONEST = "var y\nmin (exp(x) - 1)^2 + (x - 1/2)^2\ns.t. c: x*y <= 3"
AT_ZERO: Point = (("y", Fraction(0)),)


def ledger_of(text: str, point: Point = AT_ZERO) -> Ledger:
    """After the theorem was stated with values of the variables that f does not depend on."""
    ledger = Ledger(Question(standardize(parse(text))))
    ledger.add(Evidence("p", Theorem("inactive constraints", "stated"), point=point))
    return ledger


def test_it_is_accepted_and_both_values_are_attained() -> None:
    ledger = ledger_of(HONEST)
    assert ledger.equal is not None
    assert attainment(ledger, "p")[0] and attainment(ledger, "d")[0]
    assert ledger.p.lower.value == pytest.approx(0.1387043876, abs=1e-9)


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("var y\nmin (exp(x) - 1)^2 + (x - 1/2)^2\ns.t. c: x*y <= 1/10", (("y", Fraction(1)),)),
        ("var y\nmin (exp(x) - 1)^2 + (x - 1/2)^2\ns.t. c: x*y = 3", AT_ZERO),
        ("var y\nmin exp(x)\ns.t. c: x*y <= 3", AT_ZERO),
        ("domain y >= 1\nmin (exp(x) - 1)^2 + (x - 1/2)^2\ns.t. c: x*y <= 3", AT_ZERO),
        ("domain x <= 2\nvar y\nmin x^2\ns.t. c: y - x <= 0", AT_ZERO),
    ],
    ids=["violated at the minimizer", "an equation", "no minimizer", "outside of D", "met with equality"],
)
def test_it_is_refused(text: str, point: Point) -> None:
    ledger = ledger_of(text, point)
    assert ledger.equal is None
    assert ledger.refused


@pytest.mark.parametrize("row", ["1e30 >= 9", "x*y <= 3", "norm(x, y) <= 9"])
def test_rows_without_variables_are_violated_everywhere_or_nowhere(row: str) -> None:
    """With x fixed at -4, c: x*y <= 3 is a bound of y, and a row of numbers stands for itself."""
    report = du.solve(f"var x, y\ndomain x in [-4, -4]\ndomain y in [-1/2, 3]\nmax norm(x, y - 1)\ns.t.\n c: {row}")
    assert (report.primal.label, report.primal.value) == ("exact", pytest.approx(20**0.5))
