"""Rows in the words of cvxpy: the same functions, convex only where they are, refused where cvxpy narrows a domain."""

from __future__ import annotations

import cvxpy as cp
import numpy as np
import pytest

from duality.algebra.evaluate import value
from duality.errors import BackendRefused
from duality.solving.task import Limits
from duality.solving.translation.curved import Signs
from duality.solving.translation.model import ConvexModel
from duality.solving.translation.rows import Rows
from tests.solve.forms import form

CONVEX = [
    "exp(x - 2y)",
    "-log(x + y)",
    "abs(x - y)",
    "x*log(x)",
    "cosh(x)",
    "huber(x - y, 1/2)",
    "(x - y)^4",
    "-sqrt(x)",
    "x^(3/2)",
    "max(x, y, 1 - x)",
    "norm(x, 2y, 1)",
    "norminf(x, y)",
    "norm1(x, y)",
    "log(exp(x) + 3*exp(y))",
    "log(1 + exp(x))",
    "sqrt(1 + x^2)",
    "x^2 + x*y + y^2",
    "(x - y)^2 + exp(x)",
    "1/x + 2/y^2",
    "x^2/y",
    "x^3 + y^3",
    "x*log(x/y)",
    "-x^(1/2)*y^(1/3)",
]


@pytest.mark.parametrize("text", CONVEX)
def test_the_translation_is_the_same_function(text: str) -> None:
    stated = form(f"domain x > 0\ndomain y > 0\nmin {text} + 0*x + 0*y")
    x = cp.Variable(2)
    rows = Rows(stated.variables, Signs(dict(stated.domain.bounds), stated.domain.conditions), x)
    translated = rows.expression(stated.objective)
    assert translated.is_convex()
    for point in ([0.5, 1.25], [2.0, 0.75], [1.0, 1.0]):
        x.value = np.array(point)
        expected = value(stated.objective_expression, dict(zip(stated.variables, point, strict=True)))
        assert float(translated.value) == pytest.approx(expected, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    "text",
    [
        "min x^3",  # convex on x >= 0 only, and nothing says x >= 0
        "min 1/x",
        "min x^2/y",
        "min -x^2",
        "min x^2 - 3*x*y + y^2",
        "min log(x)",
        "min sin(x)",
        "min -abs(x)",
        "min x^(1/997) + 0*x",
    ],
)
def test_what_is_not_convex_by_the_statement_is_refused(text: str) -> None:
    with pytest.raises(BackendRefused):
        ConvexModel(form(text))


def test_a_negative_half_line_turns_an_odd_power_round() -> None:
    # On x <= 0, -x^3 and -1/x are convex.
    model = ConvexModel(form("domain x < 0\nmin -x^3 - 1/x"))
    answer = model.optimum(Limits())
    assert answer.x is not None
    assert answer.x[0] == pytest.approx(-(3**-0.25), abs=1e-3)


def test_a_domain_row_is_used_for_the_sign_of_a_form() -> None:
    model = ConvexModel(form("domain x + y >= 1\nmin (x + y)^3 + x^2"))
    answer = model.optimum(Limits())
    assert answer.value == pytest.approx(1, abs=1e-6)


def test_rows_of_x_are_kept_without_a_multiplier() -> None:
    answer = ConvexModel(form("domain x >= 2\nmin exp(x)\ns.t. a: x >= 1")).optimum(Limits())
    assert answer.x is not None
    assert answer.duals is not None
    assert answer.x[0] == pytest.approx(2, abs=1e-6)
    assert answer.duals == [pytest.approx(0, abs=1e-6)]
