"""Where a sign changes nothing, half of X tells p*, d* and the verdict: minimizers that come in pairs."""

from __future__ import annotations

from math import cos, exp, sin

import pytest

from duality.derivation import standardize
from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.evidence.restatements import EVEN
from duality.language import parse
from duality.model.evidence import Evidence, Restated, Theorem
from duality.model.form import StandardForm
from duality.solving.proofs.halved import with_even_variables_halved
from tests.evidence.judgement import assert_saddle

HOLDS = {
    "a cosine": ("min cos(x)\ns.t. x^2 <= 1", cos(1)),
    "a cosine beside a square": ("min cos(x) + y^2\ns.t. x^2 + y^2 <= 4", cos(2)),
    "a wave that grows": ("min -x*sin(x)\ns.t. x^2 <= 4/9", -2 / 3 * sin(2 / 3)),
    "a bell": ("min exp(-x^2)\ns.t. x^2 <= 1/4", exp(-0.25)),
    "signs that turn together": ("min -sin(x*y)\ns.t. x^2 + y^2 <= 1", -sin(0.5)),
}


@pytest.mark.parametrize("name", HOLDS)
def test_it_holds(name: str) -> None:
    assert_saddle(*HOLDS[name])


def halved(text: str) -> StandardForm | None:
    return with_even_variables_halved(standardize(parse(text)))


@pytest.mark.parametrize(
    "text",
    [
        "min cos(x)\ns.t. x <= 1\nx >= -1",
        "min cos(x) + exp(x)",
        "min cos(x)\ndomain -1 <= x <= 2",
        "min cos(x)\ndomain -1 <= x < 1",
        "min cos(x)\ndomain x in {-1, 0, 1}",
        "min cos(x)\ndomain x^2 + x <= 1",
        "min sin(x*y) + exp(x)",
        "min cos(x + y + 1)",
        "min abs(x)^(1/2) + exp(x^3)",
    ],
)
def test_a_sign_that_counts_is_kept(text: str) -> None:
    assert halved(text) is None


def test_which_variables() -> None:
    form = halved("min cos(x) + exp(y) + sin(z*w)\ns.t. x^2 + z^4 <= 1\ndomain -2 <= x <= 2")
    assert form is not None
    lower = {name: bounds.lower for name, bounds in form.domain.bounds}
    assert lower == {"x": 0, "z": 0}, "w turns with z, of which the sign is taken; that of y counts"


CONCAVE = "min -x^2 + cos(y)\ns.t. 0 <= x\nx <= 1\ny^2 <= 1"
BOUNDS = "bounds among the constraints as bounds of X"


@pytest.mark.parametrize("how", [BOUNDS, EVEN])
def test_equality_that_a_forger_states_is_not_taken_over(how: str) -> None:
    ledger = Ledger(Question(standardize(parse(CONCAVE))))
    forged = Evidence("p", Theorem("Theorem 2", "said the forger"), source="forger")
    ledger.add(Evidence("p", Restated(how, equal=forged), source="forger"))
    assert ledger.accepted
    assert ledger.equal is None
