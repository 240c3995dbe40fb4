"""KKT residuals: zero where KKT holds, the size of the fault elsewhere, with the normal cone of X projected out."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from duality.derivation.standardize import standardize
from duality.language import parse
from duality.model.scalar import Scalar
from duality.verify.evaluation import Place, place
from duality.verify.nonnegative_least_squares import nonnegative_least_squares
from duality.verify.residuals import residuals, stationarity
from tests.verify.claims import exactly, stated

F = Fraction
Number = Scalar | float


def at(statement: str, **point: int | str | float) -> Place:
    form = standardize(parse(stated(statement)))
    values = tuple((name, F(v) if not isinstance(v, float) else v) for name, v in point.items())
    found = place(form, values)
    assert found is not None
    return found


def test_all_four_vanish_at_a_kkt_point() -> None:
    found = residuals(at("min x^2 + y^2\ns.t. c: x + y >= 1", x="1/2", y="1/2"), exactly(c=1), None)
    assert found.largest == 0


def test_each_fault_shows_in_its_own_residual() -> None:
    here = at("min x^2 + y^2\ns.t. c: x + y >= 1", x="1/2", y="1/2")
    assert residuals(here, exactly(c=2), None).stationarity == pytest.approx(0.5)
    assert residuals(here, exactly(c=-1), None).dual == 1
    inside = at("min x^2 + y^2\ns.t. c: x + y >= 1", x=2, y=2)
    assert residuals(inside, exactly(c=1), None).slackness > 0
    outside = at("min x^2 + y^2\ns.t. c: x + y >= 1", x=0, y=0)
    assert residuals(outside, exactly(c=0), None).primal > 0


def test_the_normal_cone_of_a_bound_absorbs_one_sign_only() -> None:
    # At x = 0 in X = {x >= 0} a slope >= 0 is stationary, a slope < 0 is not.
    assert stationarity(at("domain x >= 0\nmin 3*x", x=0), {}, None) == 0
    assert stationarity(at("domain x >= 0\nmin -3*x", x=0), {}, None) == 1
    assert stationarity(at("domain x <= 0\nmin -3*x", x=0), {}, None) == 0
    assert stationarity(at("domain x in [0, 1]\nmin -3*x", x=1), {}, None) == 0
    assert stationarity(at("domain x in [0, 1]\nmin 3*x", x="1/2"), {}, None) == 1
    assert stationarity(at("domain x = 2\nmin -3*x", x=2), {}, None) == 0


def test_the_normal_cone_of_an_affine_row_of_x() -> None:
    assert stationarity(at("domain x + y >= 1\nmin x + y", x="1/2", y="1/2"), {}, None) == pytest.approx(0, abs=1e-12)
    assert stationarity(at("domain x + y >= 1\nmin x - y", x="1/2", y="1/2"), {}, None) > 0.5
    assert stationarity(at("domain x + y = 1\nmin -x - y", x="1/2", y="1/2"), {}, None) == pytest.approx(0, abs=1e-12)
    assert stationarity(at("domain x + y >= 1\nmin x + y", x=1, y=1), {}, None) == 1


def test_kinks_are_judged_by_the_saddle_value() -> None:
    here = at("min abs(x) + abs(y)\ns.t. c: x + 2*y >= 2", x=0, y=1)
    assert stationarity(here, exactly(c="1/2"), lambda multipliers: F(1)) == 0
    assert stationarity(here, exactly(c="1/2"), lambda multipliers: F(1, 2)) == pytest.approx(0.5)


def test_floats_give_small_residuals_not_zero() -> None:
    here = at("min exp(x) - x", x=1e-9)
    assert 0 < stationarity(here, {}, None) < 1e-8


def test_an_undefined_gradient_is_no_zero() -> None:
    here = at("min sqrt(x)", x=0)
    assert math.isnan(stationarity(here, {}, None))


@given(st.integers(0, 10**6))
def test_least_squares_satisfies_its_optimality_conditions(seed: int) -> None:
    source = np.random.default_rng(seed)
    rows, columns = int(source.integers(1, 6)), int(source.integers(1, 8))
    matrix = source.integers(-3, 4, size=(rows, columns)).astype(float)
    target = source.integers(-3, 4, size=rows).astype(float)
    z, left = nonnegative_least_squares(matrix, target)
    assert (z >= 0).all()
    assert left == pytest.approx(target - matrix @ z, abs=1e-9)
    gradient = matrix.T @ left
    assert (gradient <= 1e-7).all()
    assert abs(gradient[z > 0]).max(initial=0) <= 1e-7
