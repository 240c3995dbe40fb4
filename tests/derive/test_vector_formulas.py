"""Vector conjugates as they are written, on problems whose dual functions are in the textbooks."""

from __future__ import annotations

import pytest

from duality.derivation import derive, standardize
from duality.derivation.blocks import split
from duality.derivation.lagrangian import lagrangian_rows
from duality.derivation.rules.directions import directions
from duality.derivation.rules.rule import Refusal
from duality.language import parse
from duality.model.derivation import Block


def block(text: str) -> Block:
    """The one block of theta_D."""
    form = standardize(parse(text))
    (part,) = split(lagrangian_rows(form), form)
    found = directions(part)
    assert not isinstance(found, Refusal), found
    (one,) = found
    return one


def written(found: Block) -> list[tuple[str, list[str], bool | None]]:
    return [(str(b.value), [str(c.comparison) for c in b.conditions], b.attained) for b in found.branches]


ONE_BRANCH = [
    # A norm under an equation: the dual norm of the slopes is at most 1.
    ("var x, y\nmin norm(x, y)\ns.t.\n x + 2*y = 3", "norm2", "0", ["1 - sqrt(5)*abs(beta_1) >= 0"], True),
    (
        "var x, y\nmin norm(x, y)\ns.t.\n x + y = 3\n x - y = 1",
        "norm2",
        "0",
        ["1 - norm(beta_1 + beta_2, beta_1 - beta_2) >= 0"],
        True,
    ),
    ("var x, y\nmin norm(2*x, y)\ns.t.\n 2*x = 3", "norm2", "0", ["1 - beta_1 >= 0", "beta_1 + 1 >= 0"], True),
    (
        "var x, y\nmin sqrt(x^2 + y^2 + 4)\ns.t.\n x + y >= 1",
        "norm2",
        "2*sqrt(1 - 2*alpha_1^2)",
        ["1 - sqrt(2)*alpha_1 >= 0"],
        None,
    ),
    # The projection onto a ball: squares and a norm with one center.
    (
        "var x, y\nmin x^2 + y^2 - 6*x - 8*y\ns.t.\n norm(x, y) <= 1",
        "norm2",
        "-max(0, 10 - alpha_1)^2/4",
        [],
        True,
    ),
    ("var x, y\nmin norminf(x - 1, y)\ns.t.\n x + y >= 3", "norminf", "-alpha_1", ["1 - 2*alpha_1 >= 0"], True),
    (
        "var x, y\nmin norminf(x, y)\ns.t.\n x + y = 3\n x - 2*y = 1",
        "norminf",
        "0",
        ["1 - abs(beta_1 + beta_2) - abs(beta_1 - 2*beta_2) >= 0"],
        True,
    ),
    ("var x, y\nmin max(x, y)\ns.t.\n x + 2*y >= 3", "max", "0", ["1 - 3*alpha_1 = 0"], True),
    ("var x, y\nmin max(x, y, 2)\ns.t.\n x + 2*y >= 3", "max", "2 - 6*alpha_1", ["1 - 3*alpha_1 >= 0"], True),
    (
        "var x, y\nmin log(exp(x) + exp(y))\ns.t.\n x = 1\n y = 2",
        "logsumexp",
        "beta_1*log(-beta_1) + beta_2*log(-beta_2)",
        ["-beta_1 >= 0", "-beta_2 >= 0", "beta_1 + beta_2 + 1 = 0"],
        None,
    ),
    (
        "var x, y\nmin log(exp(x) + exp(y) + 1)\ns.t.\n x >= 1\n y >= 2",
        "logsumexp",
        "-(1 - alpha_1 - alpha_2)*log(1 - alpha_1 - alpha_2) - alpha_1*log(alpha_1) - alpha_2*log(alpha_2)",
        ["1 - alpha_1 - alpha_2 >= 0"],
        None,
    ),
    (
        "var x, y\ndomain y > 0\nmin x^2/y + y\ns.t.\n x >= 1",
        "quad_over_lin",
        "0",
        ["1 - alpha_1^2/4 >= 0"],
        None,
    ),
    (
        "var x, y\ndomain x >= 0\ndomain y > 0\nmin x*log(x/y)\ns.t.\n x + 2*y = 3",
        "rel_entr",
        "0",
        ["2*beta_1 - exp(-1 - beta_1) >= 0"],
        None,
    ),
    (
        "var x, y\ndomain x >= 0\ndomain y >= 0\nmin x + y\ns.t.\n sqrt(x*y) >= 1",
        "geo_mean",
        "0",
        ["2 - alpha_1 >= 0"],
        True,
    ),
    (
        "var x, y\ndomain x >= 0\ndomain y >= 0\nmin -sqrt(x*y)\ns.t.\n x <= 2\n y <= 3",
        "geo_mean",
        "0",
        ["2*sqrt(alpha_1)*sqrt(alpha_2) - 1 >= 0"],
        True,
    ),
    # Pieces of a maximum or a sum of exponentials that are affinely, but not linearly, independent.
    ("var x, y\nmin max(-x, 2 - y, x + y)\ns.t.\n x <= 1", "max", "2/3 - 2*alpha_1/3", ["1 - alpha_1 >= 0"], True),
    # More residuals than variables: the square sum is completed to independent squares first.
    (
        "var x, y\nmin norm(x - 1, y - 2, x + y - 4)\ns.t.\n x - y <= -3",
        "norm2",
        "sqrt(3)*sqrt(1 - 2*alpha_1^2)/3 - alpha_1",
        ["1 - sqrt(2)*alpha_1 >= 0"],
        None,
    ),
]


@pytest.mark.parametrize(("text", "rule", "value", "conditions", "attained"), ONE_BRANCH)
def test_one_formula(text: str, rule: str, value: str, conditions: list[str], attained: bool | None) -> None:
    found = block(text)
    assert found.rule == rule
    assert written(found) == [(value, conditions, attained)]


def test_a_reciprocal_product() -> None:
    found = block("var x, y\ndomain x > 0\ndomain y > 0\nmin 1/(x*y)\ns.t.\n x + 2*y <= 2")
    assert written(found) == [
        ("3*2^(1/3)*alpha_1^(2/3)", ["alpha_1 > 0"], True),
        ("0", ["alpha_1 = 0"], False),
    ]


def test_a_quotient_whose_multiplier_may_vanish() -> None:
    found = block("var x, y\ndomain y > 0\nmin y - x\ns.t.\n x^2/y <= 1\n x + y <= 2")
    assert written(found) == [
        ("0", ["alpha_1 > 0", "alpha_2 + 1 - (alpha_2 - 1)^2/(4*alpha_1) >= 0"], None),
        ("0", ["alpha_1 = 0", "alpha_2 - 1 = 0"], False),
    ]


def test_a_determinant_on_the_semidefinite_cone() -> None:
    found = block("var x, y, z\ndomain x > 0\nmin -log(x*z - y^2)\ns.t.\n 2*x + z <= 3\n y >= 1")
    assert written(found) == [
        ("2 + log(2*alpha_1^2 - alpha_2^2/4)", ["alpha_1 > 0", "2*alpha_1^2 - alpha_2^2/4 > 0"], True)
    ]


@pytest.mark.parametrize("text", [ONE_BRANCH[0][0], ONE_BRANCH[5][0], ONE_BRANCH[-2][0]])
def test_the_derivation_is_certified(text: str) -> None:
    theta = derive(standardize(parse(text))).dual_function
    assert theta.form == "closed", theta.reason
    assert theta.checked_at > 0


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("var x, y\nmin norm(x, y) + exp(x)", "shares a direction with another function"),
        ("var x, y\ndomain x >= 1\nmin norm(x, y)", "the domain bounds an argument"),
        ("var x, y\ndomain y >= 1\nmin x^2/y", "the domain bounds an argument"),
        ("var x, y\nmin norm(x, y, 1) + x^2 + y^2", "meets squares of its arguments"),
        ("var x, y\nmin norm(x, y) + x^2", "shares a direction with another function"),
        ("var x, y\nmin norm(x, y) + max(x, y)", "two vector atoms share a direction"),
        ("var x, y\nmin max(x, y, -x, 1)", "run along one direction"),
        ("var x, y\nmin log(exp(x) + exp(y) + exp(2*x) + exp(x + y))", "linearly dependent"),
    ],
)
def test_what_it_refuses(text: str, reason: str) -> None:
    form = standardize(parse(text))
    found = [directions(part) for part in split(lagrangian_rows(form), form)]
    refusals = [one.reason for one in found if isinstance(one, Refusal)]
    assert any(reason in stated for stated in refusals), refusals
