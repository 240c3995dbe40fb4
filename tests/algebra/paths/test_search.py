"""What proposed paths find: whole classes of behaviour at infinity and at open ends, each with variants."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import islice

import pytest

from duality.algebra.evaluate import exact_value
from duality.algebra.paths import dual_bound
from duality.algebra.paths.proposals import proposals
from duality.algebra.paths.search import MOST_PATHS, falling, lowered
from duality.model.form import StandardForm
from tests.algebra.paths.written import form

INF = math.inf

UNBOUNDED = [
    "min x*sin(x)", "min x*sin(2*x)", "min x*cos(3*x)", "min -x^2*sin(5*x)", "min x*sin(2*x) + cos(3*x)",
    "min x*sin(x/7)", "min x*sin(pi*x)", "min sqrt(x)*sin(x)", "min x + 3*x*sin(4*x)", "min x*y*sin(y)",
    "min log(cos(x))\ndomain x in [0, 3]", "min log(log(x))", "min log(sin(2*x))", "min -1/x", "min 1/(x - 2)",
    "min 2/z\ndomain y in [0, 2]\ns.t. y^3 <= 1", "min x*y\ns.t. x + y = 1", "min x^2 - y^3\ns.t. x >= y",
    "min x - y\ns.t. x*y = 1", "var y\nmin -x\ns.t. y = exp(x)", "min x^2 - x*y", "min x^4 - y\ns.t. x^2 <= y",
    "var y\nmin -log(x)\ns.t. x*y <= 1", "var y\nmin log(x)\ns.t. y >= 1/x",
    "min -sqrt(x)\ndomain y in (0, 1)\ns.t. x*y <= 1",
    "min x*log(x) - x^2", "min tan(x)\ndomain x in [0, 3]",
]  # fmt: skip


@pytest.mark.parametrize("statement", UNBOUNDED)
def test_unbounded(statement) -> None:
    assert falling(form(statement)) is not None


def _least(problem: StandardForm) -> float:
    return float(([INF, *(found.value for found in lowered(problem, INF))])[-1])


NOT_ATTAINED = [
    ("min x^2 + (1 - x*y)^2", 0), ("min x^2 + (2 - x*y)^2 + 3", 3), ("min (x*y - 1)^2 + y^4", 0),
    ("min exp(-x) + y^2 + z^2\ndomain x >= 0", 0), ("min log(1 + exp(-1e7*x))\ns.t. exp(-x) <= 2", 0),
    ("var y\nmin 1e9*sqrt(x)*cosh(y)\ns.t. log(x) + y^2 <= 1", 0), ("min x^2 + exp(x)\ndomain x > 1", 1 + math.e),
    ("min log(exp(x) + exp(y)) - x", 0), ("min sqrt(x^2 + y^2 + 1) - x", 0), ("min exp(-y) + norm(x, y) - x", 0),
    ("min exp(-sqrt(x*y)) + x\ndomain x >= 0\ndomain y >= 0", 0), ("min 3 - tanh(x)", 2), ("min x/(1 + abs(x))", -1),
    ("min exp(x - sqrt(x*y))\ndomain x >= 0\ndomain y >= 0", 0),
    ("min sqrt(x^2 + x) - x\ndomain x >= 1", math.sqrt(2) - 1),
    ("min -x/sqrt(x^2 + 4)", -1), ("min x\ndomain x in (0, 5)\ns.t. x^2 <= 1/4", 0),
    ("min (x + y)^2 + exp(-x)", 0), ("min (x - y^2)^2 + 1/(1 + y^2)", 0),
    ("min 1/x + 1/y\ndomain x > 0\ndomain y > 0\ns.t. x - y <= 3", 0),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "infimum"), NOT_ATTAINED)
def test_infima_at_infinity_and_open_ends(statement, infimum) -> None:
    assert _least(form(statement)) == pytest.approx(infimum, abs=1e-15)


DUAL = [
    ("min log(cos(x))\ndomain x in [0, 3]\ns.t. x <= 1", -INF), ("min exp(-x)\ndomain y > 0\ns.t. x^2/y <= 0", 0),
    ("min exp(-x)\ndomain y > 0\ns.t. x^4/y <= 0", 0), ("min exp(-x)\ndomain y > 0\ns.t. x^2/sqrt(y) <= 0", 0),
    ("min exp(-x)\ndomain y > 0\ns.t. x^6/y^2 <= 0", 0), ("var y\nmin exp(-x)\ns.t. x^2*exp(-y) <= 0", 0),
    ("var x\nmin 3*y\ns.t. sqrt((3*x)^2 + 1) - 3*x <= 0", -INF), ("var x\nmin exp(-y)\ns.t. norm(x, y) <= x", 0),
    ("var x\nmin exp(-y) + z^2 + w^2\ns.t. norm(x, y) <= x", 0), ("var x\nmin exp(-y)\ns.t. norm(x, y^2) <= x", 0),
    ("var x\nmin exp(-y)\ns.t. norm(2*x, y) <= 2*x", 0), ("min log(sin(x))\ndomain x in [0, 3]\ns.t. x >= 1", -INF),
    ("min -y\ndomain x >= 0\ndomain y in [0, 5]\ns.t. 1/(x + y + 1) <= 1", -5),
    ("min 2/z\ndomain y in [0, 2]\ns.t. y^3 <= 1", -INF),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "bound"), DUAL)
def test_bounds_of_the_dual(statement, bound) -> None:
    problem = form(statement)
    found = (dual_bound(problem, path) for path in islice(proposals(problem, feasible=False), MOST_PATHS))
    assert min((b.value for b in found if b is not None), key=float) == bound


@pytest.mark.parametrize(
    ("statement", "point"),
    [
        ("min x^2 + y^2\ns.t. (x - 1)^2 + (y - 1)^2 <= 1\n (x - 1)^2 + (y + 1)^2 <= 1", {"x": 1, "y": 0}),
        ("min x\ns.t. (x - 2)^2 <= 0", {"x": 2}),
        ("min x + y\ns.t. ((x - 1)^2 + y^2)^2 <= 0", {"x": 1, "y": 0}),
        ("var x\nmin y\ns.t. x^2 + (y - 3)^2 <= 0", {"x": 0, "y": 3}),
    ],
)
def test_no_multiplier_reaches_the_value_of_the_only_point(statement, point) -> None:
    """L falls next to the feasible point whatever the multipliers are: theta_D stays below f there."""
    problem = form(statement)
    here = {name: Fraction(v) for name, v in point.items()}
    bounds = [dual_bound(problem, path) for path in proposals(problem, here)]
    level = exact_value(problem.objective_expression, here)
    assert any(b is not None and b.reached is False and b.value == level for b in bounds)


@pytest.mark.parametrize(
    "statement",
    [
        "min x^2*(2 + sin(x))", "min x + 2*sin(x)\ndomain x >= 0", "min x^4 + y^4 - 5*x*y", "min exp(x) - x",
        "min x^2/(y + 1)\ndomain y >= 0", "min x*sin(1/x)\ndomain x >= 1", "min abs(x) + abs(y) - norm(x, y)",
    ],
)  # fmt: skip
def test_nothing_falls_where_f_is_bounded_below(statement) -> None:
    assert falling(form(statement)) is None


def test_the_number_of_paths_is_bounded() -> None:
    problem = form("min x*y*z + exp(x - y) + norm(y, z)\ns.t. x*y <= z")
    paths = list(islice(proposals(problem), MOST_PATHS + 1))
    assert len(set(paths)) == len(paths)
