"""Formulas whose variables cancel: the rows hold constants, and whole problems of them are answered."""

from __future__ import annotations

import pytest

from duality import api
from duality.algebra.rows import decompose
from duality.language import parse

CANCELLED = [
    ("(1 + x/x)*log(1 + x/x)", "log(4)"),
    ("exp(x/x)", "e"),
    ("abs(x/x - 3)", "2"),
    ("max(x/x, 2)", "2"),
    ("(x/x)^(x/x)", "1"),
    ("2^(x - x)", "1"),
    ("(x - x)*exp(y)", "0"),
    ("exp((x - x)*y^3)", "1"),
]


@pytest.mark.parametrize(("formula", "constant"), CANCELLED)
def test_a_part_whose_variables_cancel_is_a_constant(formula: str, constant: str) -> None:
    objective = parse(f"min {formula} + x + y").objective
    row = decompose(objective, ("x", "y"))
    assert row.is_affine
    assert float(row.constant) == pytest.approx(float(decompose(parse(f"min {constant} + 0*x").objective, ()).constant))


def test_what_does_not_cancel_stays() -> None:
    objective = parse("min (x - y)*exp(x) + x*log(x)").objective
    assert not decompose(objective, ("x", "y")).is_quadratic


@pytest.mark.parametrize(("formula", "constant"), CANCELLED)
def test_a_problem_with_such_a_part_is_answered(formula: str, constant: str) -> None:
    report = api.solve(parse(f"min {formula} + x^2 + y^2\ns.t. x >= 1\n y >= 2"))
    shift = float(decompose(parse(f"min {constant} + 0*x").objective, ()).constant)
    assert report.primal.value == pytest.approx(5 + shift)


@pytest.mark.parametrize(
    "formula",
    [
        "sqrt(log(3)^2 - 2*log(3) + 1) - log(3) + 1",
        "sqrt(pi^2 - 8*pi + 16) + pi - 4",
        "sqrt((1 - log(2)/10^7)^2) + log(2)/10^7 - 1",
    ],
)
def test_roots_of_squares_of_logarithms_cancel_at_once(formula: str) -> None:
    """Else the proof that such a number is 0 takes minutes."""
    report = api.solve(f"min x^2 + {formula}")
    assert report.primal.value == 0 and report.primal.label == "exact"
