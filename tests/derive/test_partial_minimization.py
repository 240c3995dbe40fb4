"""Infima over one variable after the other, against known answers and against numerical minimization."""

from __future__ import annotations

import math
import subprocess
import sys
from fractions import Fraction

import numpy as np
import pytest
from scipy.optimize import minimize

from duality.algebra.evaluate import value
from duality.derivation import derive, dual_value, standardize
from duality.derivation.blocks import split
from duality.derivation.lagrangian import lagrangian_rows
from duality.derivation.rules.partial import partial
from duality.derivation.rules.rule import Refusal
from duality.language import parse
from duality.model.derivation import Block, Derivation

F = Fraction


def derived(text: str) -> Derivation:
    """The derivation, certified against L as stated; partial minimization must have done it."""
    derivation = derive(standardize(parse(text)))
    theta = derivation.dual_function
    assert theta.form == "closed", theta.reason
    assert any(block.rule == "partial minimization" for block in theta.blocks)
    assert theta.checked_at > 0
    return derivation


def only(text: str) -> Block:
    (block,) = derived(text).dual_function.blocks
    return block


def refusal(text: str) -> str:
    """Why partial minimization refuses the only block of a problem."""
    form = standardize(parse(text))
    (block,) = split(lagrangian_rows(form), form)
    found = partial(block)
    assert isinstance(found, Refusal)
    return found.reason


def branches(block: Block) -> list[tuple[str, list[str], bool | None]]:
    return [(str(b.value), [str(c.comparison) for c in b.conditions], b.attained) for b in block.branches]


def test_a_square_over_a_variable_that_grows() -> None:
    block = only("var x, y\ndomain y > 0\nmin exp(-x)\ns.t.\n x^2/y <= 0")
    assert branches(block) == [("0", [], False)]


def test_a_curved_valley() -> None:
    block = only("var x, y\nmin (1 - x)^2 + 10*(y - x^2)^2\ns.t.\n x + y <= 1")
    ((_, conditions, attained),) = branches(block)
    assert conditions == []
    assert attained is True
    assert [name for name, _ in block.branches[0].minimizer or ()] == ["x", "y"]


def test_a_quotient_under_a_logarithm() -> None:
    block = only("var x, y\nmin x^2/y - log(y)\ns.t.\n x >= 1\n y <= 3")
    assert branches(block) == [("1 + log(alpha_2 - alpha_1^2/4)", ["4*alpha_2 - alpha_1^2 > 0"], True)]


def test_a_bounded_denominator() -> None:
    block = only("var x, y\ndomain y >= 1\nmin x^2/y\ns.t.\n x >= 1\n y <= 3")
    assert branches(block) == [("alpha_2 - alpha_1^2/4", ["4*alpha_2 - alpha_1^2 >= 0"], True)]


def test_a_reciprocal_on_a_bounded_domain() -> None:
    block = only("var x, y\ndomain 0 < x <= 2\ndomain y > 0\nmin 1/(x*y)\ns.t.\n x + 2*y <= 2")
    assert [(v, c) for v, c, _ in branches(block)] == [
        ("3*alpha_1^(2/3)*2^(1/3)", ["alpha_1 > 0", "sqrt(alpha_1) - 1/2 >= 0"]),
        ("2*sqrt(alpha_1) + 2*alpha_1", ["alpha_1 > 0", "1/2 - sqrt(alpha_1) >= 0"]),
        ("0", ["alpha_1 = 0"]),
    ]


def test_cases_of_one_value_are_one_case() -> None:
    block = only("var x, y, z\ndomain x > 0\ndomain y > 0\ndomain z > 0\nmin y^2*z^2 + x/y + z/x\ns.t.\n x + y <= 1")
    assert branches(block) == [("0", [], False)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("var x, y\nmin sqrt(1 + x^2 + y^4)*exp(x*y)", "minimized out"),
        ("var x, y\ndomain x in [0, 1]\ndomain y in [0, 1]\nmin x*y^3 - x^2*y", "depend on the other variables"),
        ("var a, b, c, d, f, g, h\nmin (a*b*c*d*f*g*h)^2", "more than 6 variables"),
        ("var x, y\ndomain x in {0, 1}\nmin x*y + y^2", "finite set"),
        ("var x, y\nmin (x*y + x + y + 1)^8*(x - y + 2)^8*(x*y - x - y + 3)^8", "too long"),
    ],
)
def test_what_it_refuses(text: str, reason: str) -> None:
    assert reason in refusal(text)


NUMERIC = [
    ("var x, y\nmin (1 - x)^2 + 10*(y - x^2)^2\ns.t.\n x + y <= 1", {}, ({"alpha_1": F(1, 2)}, {"alpha_1": F(3)})),
    (
        "var x, y\ndomain x > 0\ndomain y > 0\nmin x*log(x/y) + y^2\ns.t.\n x >= 1\n y <= 3",
        {"x": 1, "y": 1},
        ({"alpha_1": F(2), "alpha_2": F(1, 3)}, {"alpha_1": F(1, 2), "alpha_2": F(4)}),
    ),
    (
        "var x, y\ndomain x >= 0\nmin x^2 + y^2 + x*y^2\ns.t.\n x + y >= 1",
        {"x": 1},
        ({"alpha_1": F(3)}, {"alpha_1": F(1, 3)}),
    ),
    (
        "var x, y, z\ndomain y > 0\nmin x^2/y + z^2/y - log(y)\ns.t.\n x + z >= 1\n y <= 3",
        {"y": 1},
        ({"alpha_1": F(1), "alpha_2": F(2)}, {"alpha_1": F(1, 2), "alpha_2": F(1, 7)}),
    ),
    (
        "var x, y\ndomain y >= 2\nmin sqrt(x^2 + 1)*y\ns.t.\n x + y <= 1",
        {"y": 1},
        ({"alpha_1": F(1)}, {"alpha_1": F(7, 4)}),
    ),
]


@pytest.mark.parametrize(("text", "bounded", "points"), NUMERIC, ids=[str(k) for k in range(len(NUMERIC))])
def test_the_value_is_the_infimum(text: str, bounded: dict[str, int], points: tuple[dict[str, Fraction], ...]) -> None:
    derivation = derive(standardize(parse(text)))
    function = derivation.lagrangian.expression
    names = derivation.form.variables
    for point in points:
        numbers = {name: float(v) for name, v in point.items()}

        def level(z: np.ndarray, numbers: dict[str, float] = numbers) -> float:
            x = {name: float(v) for name, v in zip(names, z, strict=True)}
            for name in bounded:
                low = derivation.form.domain.bound(name).lower
                assert low is not None
                x[name] = float(low) + math.exp(min(50.0, max(-50.0, x[name])))
            found = value(function, numbers | x)
            return 1e300 if math.isnan(found) else found

        expected = float(dual_value(derivation.dual_function, point))
        found = min(
            float(minimize(level, start, method="Nelder-Mead", options={"maxiter": 4000, "fatol": 1e-12}).fun)
            for start in (np.zeros(len(names)), np.ones(len(names)), -np.ones(len(names)))
        )
        assert found == pytest.approx(expected, abs=1e-4)


SCRIPT = """
from duality.derivation.derivation import dual_function
from duality.derivation.standardize import standardize
from duality.language import parse
for text in (
    "var x, y\\ndomain 0 < x <= 2\\ndomain y > 0\\nmin 1/(x*y)\\ns.t.\\n x + 2*y <= 2",
    "var x, y\\nmin x^2/y - log(y)\\ns.t.\\n x >= 1\\n y <= 3",
    "var x, y, z\\nmin log(exp(x) + exp(y) + exp(z)) + norm(x - y, z)\\ns.t.\\n x + y >= 1",
    "var x, y, z\\nmin max(x, y, z) \\ns.t.\\n x + y + 2*z >= 1",
):
    theta, _ = dual_function(standardize(parse(text)))
    print(theta.form, theta.reason)
    for block in theta.blocks:
        print([(str(b.value), [str(c) for c in b.conditions]) for b in block.branches])
"""


def test_the_hash_seed_changes_nothing() -> None:
    outputs = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("0", "77")
    ]
    assert outputs[0]
    assert len(set(outputs)) == 1
