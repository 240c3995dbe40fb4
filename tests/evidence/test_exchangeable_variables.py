"""Where two variables may be exchanged, the part of X with x <= y tells p*, d* and the verdict."""

from __future__ import annotations

import pytest

from duality.algebra.exchange import is_exchangeable
from duality.derivation import standardize
from duality.language import parse
from duality.solving.proofs.ordered import exchangeable, with_exchangeable_variables_ordered
from tests.evidence.judgement import assert_saddle

HOLDS = {
    "two minima on a circle": ("min x^2*y^2 + x + y\ns.t. x^2 + y^2 <= 1", -1.1822578844952327),
    "an exponential of the product": ("min 3*exp(x*y) + x + y\ns.t. x^2 + y^2 <= 2", 0.7099918968713782),
}


@pytest.mark.parametrize("name", [*list(HOLDS)[1:], pytest.param(next(iter(HOLDS)), marks=pytest.mark.slow)])
def test_it_holds(name: str) -> None:
    assert_saddle(*HOLDS[name])


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("min x*y + exp(z)\ns.t. sin(x) + sin(y) <= 1", [["x", "y"]]),
        ("min log(1 + x^2 + y^2 + z^2)\ns.t. max(x, y, z) <= 4", [["x", "y", "z"]]),
        ("min x*y + z*w\ns.t. x + y + z + w <= 1", [["w", "z"], ["x", "y"]]),
        ("min x + y\ns.t. x <= 1\ny <= 1", []),
        ("min x*y\ndomain x in [0, 1]\ndomain y in [0, 2]", []),
        ("min x^2*y\ns.t. x + y <= 1", []),
        ("min x*y\ns.t. x + y <= 1\ndomain x in {0, 1}\ndomain y in {0, 1}", []),
        ("min exp(x - y)\ns.t. x^2 + y^2 <= 1", []),
        ("min cosh(x - y)\ns.t. x + y = 1\ndomain x - y <= 1", []),
    ],
)
def test_which_variables(text: str, groups: list[list[str]]) -> None:
    form = standardize(parse(text))
    assert sorted(sorted(group) for group in exchangeable(form)) == groups
    ordered = with_exchangeable_variables_ordered(form)
    rows = [] if ordered is None else ordered.domain.conditions[len(form.domain.conditions) :]
    assert len(rows) == sum(len(group) - 1 for group in groups)
    assert ordered is None or with_exchangeable_variables_ordered(ordered) is None


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("(x - y)^2 + sin(x)*sin(y)", True),
        ("norm(x, z, y) + x/(1 + z) + y/(1 + z)", True),
        ("log(x^2 + 2*x*y + y^2)", True),
        ("(x - y)^3", False),
        ("x^y + y^x", True),
        ("x^y", False),
        ("sin(x) + 2*sin(y)", False),
        ("x/y + y/x", True),
        ("x/y", False),
    ],
)
def test_functions_that_two_variables_may_change_places_in(text: str, same: bool) -> None:
    assert is_exchangeable(parse(f"min {text}").objective, "x", "y") is same
