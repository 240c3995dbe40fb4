"""Slopes with a common factor have a sign, and parts in one variable a range of their own."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

import duality as du
from duality.algebra import evaluate
from duality.algebra.monomials import factored
from duality.evidence.ledger import Ledger
from duality.evidence.provers.pieces_of_one import PiecesOfOne
from duality.evidence.question import Question
from duality.model.budget import USUAL, Budget
from duality.solving.globally.bound import Request
from duality.solving.globally.solvers.intervals_ import Intervals
from duality.solving.proofs.one_variable import least
from tests.solve.forms import form


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("max x*exp(-x)\ndomain x >= 0", Fraction(1)),
        ("max 3*x*exp(-2*x)\ndomain x >= 0", Fraction(1, 2)),
        ("min -x*exp(-x) + 2\ndomain x >= -1", Fraction(1)),
    ],
)
def test_a_maximum_before_a_falling_tail_is_exact(text: str, at: Fraction) -> None:
    found = least(form(text), (), Budget.of(USUAL))
    assert found is not None
    assert (found.point, found.is_exact, found.is_attained) == (at, True, True)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("min -x*exp(-x)*y\ndomain 0 <= y <= 3\ndomain x >= 0", -3 * math.exp(-1)),
        ("min (x^2 - 2*x + 3)*(y^4 - y^2 + 1)", 1.5),
        ("min x^3*exp(-x) + y^2*(x^2 + 1)\ndomain x >= 0", 0.0),
    ],
)
def test_a_function_of_functions_of_one_variable_has_a_bound(text: str, value: float) -> None:
    question = Question(form(text))
    bounds = {evidence.side: evidence.lower for evidence in PiecesOfOne().evidence(question, Ledger(question))}
    for side in ("p", "d"):
        assert value - 1e-12 <= bounds[side].value <= value + 1e-15


@pytest.mark.parametrize("text", ["x*exp(-x) - exp(-x)", "2*x^2*y - 3*x*y^2 + x*y", "x + y", "exp(x)*x^3 - exp(x)^2*x"])
def test_common_factors_change_no_value(text: str) -> None:
    tree = du.parse(f"min {text}").objective
    for x, y in ((0.3, -1.2), (-2.0, 0.7)):
        point = {"x": x, "y": y}
        assert evaluate.value(factored(tree), point) == pytest.approx(evaluate.value(tree, point), rel=1e-12)


def test_an_overflowing_hessian_is_no_defect() -> None:
    stated = form("min x*exp(x)*cos(y) + z^2 s.t. x + y + z = 1, x >= -5")
    assert Intervals().bound(stated, Request(budget=Budget.of(0.5))).lower == -math.inf
