"""No proof of convexity is contradicted by a chord, and every counterexample is one, over random expressions."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duality.algebra.evaluate import value
from duality.algebra.membership import contains
from duality.derivation.curvature import curvature
from duality.derivation.standardize import standardize
from duality.errors import ProblemError
from duality.model.expression import Call, Comparison, Expression, Number, Power, Variable, number
from duality.model.form import Domain, StandardForm
from duality.model.problem import Problem, Sense

x, y = Variable("x"), Variable("y")
ONE_ARGUMENT = ("exp", "log", "sqrt", "abs", "sin", "cosh", "sinh", "tanh")
SEVERAL_ARGUMENTS = ("max", "min", "norm", "norm1", "norminf")


def expressions(depth: int) -> st.SearchStrategy[Expression]:
    leaves = st.one_of(st.sampled_from([x, y]), st.sampled_from([1, 2, 3]).map(number))
    if depth == 0:
        return leaves
    inner = expressions(depth - 1)
    exponents = st.sampled_from(["2", "3", "4", "1/2", "3/2", "-1", "-2"])
    return st.one_of(
        leaves,
        st.builds(lambda a, b: a + b, inner, inner),
        st.tuples(inner, inner).filter(lambda pair: pair[0] != pair[1]).map(lambda pair: pair[0] - pair[1]),
        st.builds(lambda a, b: a * b, inner, inner),
        st.builds(lambda a, b: a / b, inner, inner),
        st.builds(lambda a, p: Power(a, number(_fraction(p))), inner, exponents),
        st.builds(lambda f, a: Call(f, (a,)), st.sampled_from(ONE_ARGUMENT), inner),
        st.builds(lambda f, a, b: Call(f, (a, b)), st.sampled_from(SEVERAL_ARGUMENTS), inner, inner),
        st.builds(lambda a: Call("huber", (a, Number(_fraction("1")))), inner),
        st.builds(lambda a: a * Call("log", (a,)), inner),
    )


def _fraction(text: str):
    from fractions import Fraction

    return Fraction(text)


domains = st.lists(
    st.sampled_from([x >= 0, x >= 1, x > 0, x <= 2, y >= 0, y > 1, y <= 3, y >= -1, x - y >= 0, x + y >= 1]), max_size=3
)


def stated(objective: Expression, domain: list[Comparison]) -> StandardForm | None:
    try:
        return standardize(Problem(objective, Sense.MIN, ("x", "y"), (), tuple(domain)))
    except ProblemError:
        return None


def points(form: StandardForm, count: int) -> Iterator[dict[str, float]]:
    source = random.Random(7)
    for _ in range(count):
        point = {"x": source.uniform(-3, 4), "y": source.uniform(-3, 4)}
        if source.random() < 0.3:
            point = {name: float(round(entry)) for name, entry in point.items()}
        if inside(form.domain, point):
            yield point


def inside(domain: Domain, point: dict[str, float]) -> bool:
    for name, bounds in domain.bounds:
        low = -math.inf if bounds.lower is None else float(bounds.lower)
        high = math.inf if bounds.upper is None else float(bounds.upper)
        if not low <= point[name] <= high or (
            point[name] in (low, high) and not (bounds.lower_closed and bounds.upper_closed)
        ):
            return False
    for condition in domain.conditions:
        amount = value(condition.expression, point)
        if condition.nonzero:
            if not abs(amount) > 1e-9:
                return False
        elif not amount > 1e-9:
            return False
    return True


@given(expressions(3), domains)
def test_a_proof_of_convexity_survives_every_chord(objective: Expression, domain: list[Comparison]) -> None:
    form = stated(objective, domain)
    if form is None:
        return
    found = curvature(form)
    if found.verdict != "proved":
        return
    known = list(points(form, 24))
    for i, a in enumerate(known):
        for b in known[:i]:
            middle = {name: (a[name] + b[name]) / 2 for name in a}
            heights = [value(objective, p) for p in (a, b, middle)]
            if not all(map(math.isfinite, heights)):
                continue
            slack = 1e-8 * (1 + sum(map(abs, heights)))
            assert heights[2] <= (heights[0] + heights[1]) / 2 + slack, (objective, domain, found.why, a, b)


@given(expressions(3), domains)
def test_a_counterexample_lies_in_the_domain_and_bends_down(objective: Expression, domain: list[Comparison]) -> None:
    form = stated(objective, domain)
    if form is None:
        return
    function = curvature(form).functions[0]
    if function.curvature != "nonconvex":
        return
    assert function.point is not None
    assert function.direction is not None
    point = dict(function.point)
    assert contains(form.domain, point)
    direction = dict(function.direction)
    center = {name: float(entry) for name, entry in point.items()}
    bends = []
    for step in (1.0, 0.1, 1e-2, 1e-3, 1e-4):
        ends = [{n: c + sign * step * float(direction.get(n, 0)) for n, c in center.items()} for sign in (1, -1)]
        heights = [value(objective, p) for p in (*ends, center)]
        bends.append(heights[0] + heights[1] - 2 * heights[2])
    assert min((bend for bend in bends if math.isfinite(bend)), default=-1.0) < 1e-7, (objective, function)


@pytest.mark.parametrize("text", ["1/x + 1", "x - 1/x^2", "x^3 - 1", "1 - 1/x"])
def test_conditions_with_poles_do_not_make_a_domain_convex(text: str) -> None:
    from duality.language import parse

    found = curvature(standardize(parse(f"var x\ndomain {text} >= 0\nmin x")))
    # {1/x + 1 >= 0} is x > 0 or x <= -1: only a domain that is an interval may be called convex.
    expected = {"x^3 - 1": "proved"}.get(text)
    if expected is not None:
        assert found.verdict == expected
    else:
        assert found.verdict != "proved"
