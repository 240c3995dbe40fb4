"""One positive variable at 1 where only ratios count; not where a bound, a row or f tells sizes apart."""

from __future__ import annotations

from fractions import Fraction

import pytest

from duality.derivation.standardize import standardize
from duality.language import parse
from duality.model.form import StandardForm
from duality.solving.proofs.homogeneous import degree, with_a_ratio

CONE = "domain x > 0\ndomain y > 0\n"
ROW = "\ns.t. c: x^2 >= x*y"


def form_of(text: str) -> StandardForm:
    return standardize(parse(text))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("x*y/(x + y)", 1),
        ("sqrt(x*y)*log(x/y)", 1),
        ("x^(1/3)*y^2 - y^(7/3)", Fraction(7, 3)),
        ("abs(x - y) + max(x, 2*y) + norm(x, y)", 1),
        ("exp(x/y) + 2", 0),
        ("x + 1", None),
        ("exp(x)", None),
        ("x^2 + y", None),
        ("log(x)", None),
    ],
)
def test_degrees(text: str, right: Fraction | None) -> None:
    assert degree(form_of(f"{CONE}min {text}").objective_expression) == right


def test_the_first_positive_variable_is_one() -> None:
    found = with_a_ratio(form_of(f"{CONE}min (x + 3*y)/(x + y) + exp(y/x){ROW}"))
    assert found is not None
    assert found.domain.bound("x").lower == found.domain.bound("x").upper == 1
    assert found.domain.bound("y").lower == 0
    assert found.objective_expression.variables() == ("y",)


@pytest.mark.parametrize(
    "text",
    [
        f"{CONE}min (x + 3*y)/(x + y) + x{ROW}",
        f"{CONE}min (x + 3*y)/(x + y)\ns.t. c: x^2 >= y",
        f"{CONE}domain x <= 7\nmin (x + 3*y)/(x + y){ROW}",
        f"{CONE}domain x*y >= 1\nmin (x + 3*y)/(x + y){ROW}",
        f"{CONE}domain x in {{1, 2}}\nmin (x + 3*y)/(x + y){ROW}",
        "domain x >= 0\ndomain y >= 0\nmin (x + 3*y)/(x + y + abs(x - y))" + ROW,
    ],
)
def test_sizes_that_count(text: str) -> None:
    assert with_a_ratio(form_of(text)) is None
