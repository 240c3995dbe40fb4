"""Sums of exponentials as geometric programs, and variables that are kept from 0 by a product that f or a row needs."""

from __future__ import annotations

import math

import pytest

import duality as du
from duality.derivation.standardize import standardize
from duality.evidence.kernel import Refusal, checked
from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.evidence.restatements import POSITIVE, POWERS, restated
from duality.language import parse
from duality.model.evidence import Evidence, Restated

EXPONENTIALS = [
    ("min exp(x + y) + exp(x - y) + exp(-x)", 2 * math.sqrt(2)),
    ("min exp(x + y) + 2*exp(x - y) + exp(-x)\ns.t. x + y <= 0", 2 * 2**0.75),
    ("min exp(2*x) + exp(-3*y) + exp(y - x)", 11 / 6 * 2 ** (3 / 11) * 3 ** (2 / 11)),
    ("min exp(x) + exp(y)\ns.t. x + y = 2\n x <= 5", 2 * math.e),
]

PRODUCTS = [
    ("max x*y*z\ns.t. x*y + y*z + x*z <= 6\ndomain x, y, z >= 0", 2 * math.sqrt(2)),
    ("max x*y*z\ns.t. x*y + y*z + x*z <= 6\n x, y, z >= 0", 2 * math.sqrt(2)),
    ("min 2*x*y + 2*x*z + 2*y*z\ns.t. x*y*z = 27\ndomain x, y, z >= 0", 54),
    ("max sqrt(x*y)\ns.t. x^2 + 3*y <= 4\ndomain x, y >= 0", 4 / 9 * 3**0.75),
    ("min 2*pi*r^2 + 2*pi*r*h\ns.t. pi*r^2*h = 1\ndomain r, h > 0", 3 * (2 * math.pi) ** (1 / 3)),
    ("min 2*x + pi/y + y/x\ndomain x, y > 0", 3 * (2 * math.pi) ** (1 / 3)),
    ("min x + 4*y^2\ns.t. x^2*y >= 2\n x, y >= 0", None),
]


@pytest.mark.parametrize(("text", "value"), EXPONENTIALS + PRODUCTS)
def test_the_value_is_exact_and_attained(text: str, value: float | None) -> None:
    primal = du.solve(text).primal
    assert primal.label == "exact" and primal.attained
    assert value is None or primal.value == pytest.approx(value, rel=1e-14)


@pytest.mark.parametrize(
    "text",
    [
        # 0 is feasible and best, although no positive point is.
        "max x*y\ns.t. x + 1 <= 1\n x + y <= 3\ndomain x, y >= 0",
        "min -x*y^2\ns.t. x^2 <= 0\n y <= 2\ndomain x, y >= 0",
    ],
)
def test_a_product_that_is_0_everywhere(text: str) -> None:
    report = du.solve(text)
    assert report.primal.value == 0 and report.primal.attained


def test_no_claim_rests_on_a_restatement_without_a_point() -> None:
    problem = parse("max x*y\ns.t. x + 1 <= 1\n x + y <= 3\ndomain x, y >= 0")
    form = standardize(problem)
    assert restated(form, POSITIVE) is not None
    ledger = Ledger(Question(form))
    assert isinstance(checked(ledger.question, Evidence("p", Restated(POSITIVE)), ledger), Refusal)


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("min exp(x*y) + exp(-x)", POWERS),
        ("min exp(x) + x", POWERS),
        ("min exp(x)\ns.t. exp(x) + y <= 1", POWERS),
        ("min x + y\ns.t. x + y >= 1\ndomain x, y >= 0", POSITIVE),
        ("min x^2 - x*y\ndomain x, y >= 0", POSITIVE),
        ("min x\ns.t. x*y <= 8\ndomain x, y >= 0", POSITIVE),
    ],
)
def test_other_forms_are_not_restated(text: str, how: str) -> None:
    assert restated(standardize(parse(text)), how) is None
