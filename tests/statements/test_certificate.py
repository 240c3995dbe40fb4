"""The certificate passes what is right and notices forged values and conditions."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

import duality as du
from duality.errors import DerivationError
from duality.statements.building import add, number
from duality.statements.certificate.certify import certificate
from duality.statements.results import StatementDerivation
from duality.statements.tower import derived
from tests.statements.stated import STATED

SOME = (
    "max-lp",
    "square-root-lasso",
    "entropy-reference",
    "convex-flow-cost",
    "markowitz-target",
    "linear-on-ellipsoid",
)


@pytest.mark.parametrize("name", SOME)
def test_what_is_right_passes_and_a_shifted_value_does_not(name: str) -> None:
    found = derived(du.parse(next(s.text for s in STATED if s.name == name)))
    right = certificate(found)
    assert right.points > 0 and not right.fault
    for shift in (Fraction(1, 2), Fraction(-1)):
        assert certificate(replace(found, value=add(found.value, number(shift)))).fault


@pytest.mark.slow
@pytest.mark.parametrize("stated", STATED, ids=lambda s: s.name)
def test_no_statement_is_refused_by_mistake(stated) -> None:
    assert not certificate(derived(du.parse(stated.text))).fault


def test_a_dropped_condition_is_noticed_and_nothing_is_shown() -> None:
    found = derived(du.parse("param A in R^(m, n), b in R^m, c in R^n\nvar x in R^n\nmin c'x\ns.t. row: A*x <= b"))
    forged = StatementDerivation(replace(found, conditions=()))
    with pytest.raises(DerivationError, match="not shown"):
        str(forged)
    with pytest.raises(DerivationError, match="not shown"):
        forged.dual_function({"row": [1]}, data={"A": [[1]], "b": [1], "c": [1]})
