"""Every route gives multipliers of L = f + sum alpha c + sum beta h: grad L = 0, alpha >= 0, alpha c = 0."""

from __future__ import annotations

import pytest

from duality.algebra.differentiate import derivative
from duality.algebra.evaluate import value
from duality.model.solution import Solution
from duality.solving.backends.clarabel_ import Clarabel
from duality.solving.backends.cvxpy_ import Cvxpy
from duality.solving.backends.highs import Highs
from duality.solving.backends.order import BACKENDS
from duality.solving.backends.pivoting_ import Pivoting
from duality.solving.backends.protocol import Backend
from duality.solving.backends.scipy_ import Scipy
from duality.solving.task import Task
from tests.solve.forms import form

LINEAR = "var x, y\nmin 3x + 2y\ns.t.\n floor: x + y >= 2\n cap: x <= 3/2\n tie: 2x - y = 1"
QUADRATIC = "min x^2 + x*y + y^2 - 3x\ns.t.\n floor: x + y >= 7/4\n cap: x <= 3/4\n tie: x + 2y = 3"
CURVED = "min exp(x) + y^2\ns.t.\n disc: x^2 + y^2 <= 1\n floor: x + y >= 1/3\n tie: x - 2y = -1"


def check(text: str, solution: Solution) -> None:
    stated = form(text)
    assert solution.point is not None
    assert solution.multipliers is not None
    point = {name: float(v) for name, v in solution.point}
    multipliers = {name: float(v) for name, v in solution.multipliers}
    assert set(multipliers) == {c.name for c in stated.constraints}
    for name in stated.variables:
        slope = value(derivative(stated.objective_expression, name), point)
        for c in stated.constraints:
            slope += multipliers[c.name] * value(derivative(c.expression, name), point)
        assert slope == pytest.approx(0, abs=1e-5)
    for c in stated.inequalities:
        assert multipliers[c.name] >= -1e-7
        assert multipliers[c.name] * value(c.expression, point) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("backend", [Pivoting(), Highs(), Cvxpy(), Scipy()], ids=lambda b: b.name)
def test_linear(backend: Backend) -> None:
    check(LINEAR, backend.solve(Task(form(LINEAR), "proved")))


@pytest.mark.parametrize("backend", [Pivoting(), Clarabel(), Cvxpy(), Scipy()], ids=lambda b: b.name)
def test_quadratic(backend: Backend) -> None:
    check(QUADRATIC, backend.solve(Task(form(QUADRATIC), "proved")))


@pytest.mark.parametrize("backend", [Cvxpy(), Scipy()], ids=lambda b: b.name)
def test_curved(backend: Backend) -> None:
    check(CURVED, backend.solve(Task(form(CURVED), "proved")))


def test_each_backend_says_why_it_refuses() -> None:
    exponential = Task(form("min exp(x) + y"), "proved")
    bilinear = Task(form("min x*y"), "refuted")
    discrete = Task(form("domain x in {0, 1}\nmin x + y^2"))
    for backend in (Pivoting(), Highs(), Clarabel()):
        assert backend.refusal(exponential)
        assert backend.refusal(bilinear)
    assert Cvxpy().refusal(bilinear)
    assert Scipy().refusal(discrete)
    assert Scipy().refusal(exponential) is None


def test_local_searches_are_asked_last() -> None:
    assert isinstance(BACKENDS[-1], Scipy)
