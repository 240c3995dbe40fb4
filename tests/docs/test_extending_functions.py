"""The recipe of docs/extending.md for a function: a file and a line, and every room takes it."""

from __future__ import annotations

import math
import sys
from fractions import Fraction
from types import ModuleType

import numpy as np
import pytest

import duality as du
from duality.algebra.differentiate import derivative
from duality.algebra.evaluate import exact_value, value, values
from duality.algebra.function_record.one_variable import LINE, ZERO, OneVariable
from duality.algebra.functions import function
from duality.algebra.intervals import enclose
from duality.model.expression import Call, Expression, Variable
from duality.model.form import Bounds
from duality.model.functions import FUNCTIONS, Notation

X = Variable("x")


def _slope(u: Expression) -> Expression:
    return 1 / (1 + Call("exp", (-u,))) ** 2 * Call("exp", (-u,))


@pytest.fixture
def logistic(monkeypatch: pytest.MonkeyPatch) -> None:
    """logistic(u) = 1/(1 + exp(-u)), as a file and a line would add it."""
    module = ModuleType("duality.algebra.functions.logistic")
    module.__dict__["FUNCTION"] = OneVariable(
        name="logistic",
        at=lambda x: 1 / (1 + math.exp(-x)),
        array=lambda np, u: 1 / (1 + np.exp(-u)),
        derived=lambda np, u: (
            np.exp(-u) / (1 + np.exp(-u)) ** 2,
            np.exp(-u) * (np.exp(-u) - 1) / (1 + np.exp(-u)) ** 3,
        ),
        slope=_slope,
        image=Bounds(ZERO, Fraction(1), False, False),
        fixed={ZERO: Fraction(1, 2)},
        rises=LINE,
        convex=(Bounds(upper=ZERO),),
        concave=(Bounds(lower=ZERO),),
        ball=lambda t: 1 / (1 + (-t).exp()),
        others=lambda u: 1 / (1 + Call("exp", (-u,))),
    )
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setitem(FUNCTIONS, "logistic", Notation(sympy=lambda s, u: 1 / (1 + s.exp(-u))))
    yield
    function.cache_clear()


@pytest.mark.usefixtures("logistic")
def test_a_new_function_is_taken_by_every_algebra() -> None:
    node = Call("logistic", (X,))
    assert value(node, {"x": 1.0}) == pytest.approx(1 / (1 + math.exp(-1)))
    assert values(node, {"x": np.array([0.0, 1.0])})[0] == 0.5
    assert exact_value(node, {"x": ZERO}) == Fraction(1, 2)
    assert value(derivative(node, "x"), {"x": 0.0}) == pytest.approx(0.25)
    assert enclose(node, {"x": (None, None)}) == (0, 1)
    assert node.latex() == r"\operatorname{logistic}\left(x\right)"
    assert float(node.sympy().subs(dict.fromkeys(node.sympy().free_symbols, 0))) == 0.5


@pytest.mark.usefixtures("logistic")
def test_a_problem_with_it_is_solved() -> None:
    report = du.solve(du.minimize(Call("logistic", (X,)), domain=[X >= 1, X <= 2]))
    assert report.primal.value == pytest.approx(1 / (1 + math.exp(-1)))
    assert report.primal.label != "numerical"
