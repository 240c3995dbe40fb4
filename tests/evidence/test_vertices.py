"""A concave f over a polyhedron without a line is least at a vertex, where it is bounded below."""

from __future__ import annotations

import math

import pytest

import duality as du
from duality.derivation.standardize import standardize
from duality.evidence.ledger import Ledger
from duality.evidence.provers.vertices import Vertices
from duality.evidence.question import Question
from duality.language import parse

AT_VERTICES = [
    ("min sqrt(x) + sqrt(y)\ns.t. x + y >= 1\n x, y >= 0", 1),
    ("min log(1 + x) + log(1 + 2*y)\ns.t. x + y >= 3\n x, y >= 0", 2 * math.log(2)),
    ("max exp(x) + exp(-2*y)\ns.t. x + y <= 2\n x >= -1\n y >= -1", math.exp(3) + math.exp(2)),
    ("min sqrt(x + 1) - exp(y)\ns.t. x + 2*y <= 4\n x - y >= -1\n y >= 0", math.sqrt(15) / 3 - math.exp(5 / 3)),
    ("max norm(x, y)\ns.t. x + y <= 1\n x >= -1\n y >= -3", 5),
    ("min min(x, 2*y) + log(x + y)\ns.t. x >= 1\n y >= 1\n x + y <= 10", 1 + math.log(2)),
]


@pytest.mark.parametrize(("text", "value"), AT_VERTICES)
def test_the_minimum_is_exact(text: str, value: float) -> None:
    primal = du.solve(text).primal
    assert primal.label == "exact" and primal.attained
    assert primal.value == pytest.approx(value, rel=1e-14)


@pytest.mark.parametrize(
    "text",
    [
        # Unbounded below along the edge, whatever the vertices say.
        "min -x\ns.t. x - y <= 1\n x, y >= 0",
        "min log(1 + x) - y\ns.t. x + y >= 1\n x, y >= 0",
        # Lines in the polyhedron, a curved row, a vertex outside the domain.
        "min sqrt(1 + abs(x + y))\ns.t. x + y >= 1",
        "min sqrt(x) + sqrt(y)\ns.t. x*y >= 1\n x, y >= 0",
        "min log(x) + x^0.5\ns.t. x <= 3",
    ],
)
def test_nothing_is_claimed_elsewhere(text: str) -> None:
    ledger = Ledger(Question(standardize(parse(text))))
    prover = Vertices()
    assert prover.refusal(ledger.question, ledger) is not None or not list(prover.evidence(ledger.question, ledger))
