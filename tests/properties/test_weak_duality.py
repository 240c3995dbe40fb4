"""theta_D(alpha, beta) <= L(x, alpha, beta) for every x in D: what "infimum" means, at random x and multipliers."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

import duality as du
from duality.algebra.evaluate import value
from tests.properties.programs import Program, mixtures, programs

numbers = st.integers(-16, 16).map(lambda k: k / 4)


def _lagrangian(derivation: du.Derivation, point: dict[str, float], multipliers: dict[str, float]) -> float:
    named = {c.multiplier: multipliers[c.name] for c in derivation.form.constraints}
    return value(derivation.lagrangian.expression, point | named)


def _draw_multipliers(derivation: du.Derivation, data: st.DataObject) -> dict[str, float]:
    return {
        c.name: abs(data.draw(numbers)) if c.constraint.kind == "inequality" else data.draw(numbers)
        for c in derivation.form.constraints
    }


def _assert_below(derivation: du.Derivation, data: st.DataObject, bound: float) -> None:
    multipliers = _draw_multipliers(derivation, data)
    theta = derivation.dual_function(multipliers)
    points = [{name: data.draw(numbers) for name in derivation.form.variables} for _ in range(5)]
    for point in points:
        clipped = {name: max(-bound, min(bound, v)) for name, v in point.items()}
        lagrangian = _lagrangian(derivation, clipped, multipliers)
        if not math.isnan(lagrangian):
            assert theta <= lagrangian + 1e-9 * max(1.0, abs(lagrangian)), (clipped, multipliers)


@given(programs(convex=False), st.data())
def test_quadratics_on_a_box(program: Program, data: st.DataObject) -> None:
    derivation = du.derive(du.parse(program.text()))
    _assert_below(derivation, data, 5)


@given(programs(convex=False, boxed=False), st.data())
def test_quadratics_on_the_whole_space(program: Program, data: st.DataObject) -> None:
    derivation = du.derive(du.parse(program.text()))
    _assert_below(derivation, data, math.inf)


@given(mixtures(), st.data())
def test_mixtures_of_atoms(text: str, data: st.DataObject) -> None:
    derivation = du.derive(du.parse(text))
    if derivation.dual_function.form in ("closed", "implicit", "conic"):
        _assert_below(derivation, data, math.inf)


@pytest.mark.parametrize("multiplier", [-1.0, -1e-9])
def test_a_negative_multiplier_of_an_inequality_gives_minus_infinity(multiplier: float) -> None:
    derivation = du.derive(du.parse("min x^2\ns.t. c: x >= 1"))
    assert derivation.dual_function({"c": multiplier}) == -math.inf
