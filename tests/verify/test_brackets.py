"""Rigorous brackets theta_D <= d* <= p* <= f: narrow where both sides are at hand, silent elsewhere."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duality.model.solution import Label, Solution, Status
from duality.verify.bracket import least_feasible_value
from duality.verify.dual_bounds import dual_bounds
from tests.verify.claims import Case, case, optimal

F = Fraction

TRUST = "min -2*x^2 + y^2 + 2*x + 2*y\ns.t. ball: x^2 + y^2 <= 1"


TRUE_VALUE = Fraction("-4.249008064413951478743229689556")
"""max of -1/(alpha - 2) - 1/(alpha + 1) - alpha, to 30 digits."""


def trust_region() -> Case:
    """Nonconvex without a gap, irrational: known in floating point only."""
    point = {"x": -0.968759866673544, "y": -0.24800064661741755}
    return case(TRUST, -4.249008064413951, point, -4.249008064413951, {"ball": 3.03224755112299})


def test_a_numerical_pair_becomes_a_rigorous_enclosure() -> None:
    found = trust_region().judged()
    for side in (found.primal, found.dual):
        assert side.label is Label.ENCLOSED
        assert side.value is not None
        assert side.lower <= side.value <= side.upper
        assert side.upper - side.lower < 1e-5
        assert Fraction(side.lower) <= TRUE_VALUE <= Fraction(side.upper)
    assert found.strong_duality.verdict == "holds"
    assert found.strong_duality.theorem == "certificate"


def test_wrong_multipliers_give_no_enclosure() -> None:
    right = trust_region()
    found = right.judged(dual=Solution(Status.UNKNOWN, None, point=(("ball", 4.0),)))
    assert found.primal.label is Label.NUMERICAL
    assert found.strong_duality.verdict == "unknown"


def test_without_an_exactly_feasible_point_there_is_no_enclosure() -> None:
    # No rational point of the circle x^2 + y^2 = 1 lies near enough to x*, so f is bounded by nothing.
    right = case(
        "min 2*x^2 + 2*x*y + 2*y^2\ns.t. unit: x^2 + y^2 = 1",
        1.0000000000000002,
        {"x": -0.7071067811865476, "y": 0.7071067811865476},
        1.0,
        {"unit": -1.0},
    )
    form = right.derivation.form
    point = dict(right.primal.point or ())
    assert least_feasible_value(form, point, None) == math.inf
    found = right.judged()
    assert (found.primal.label, found.dual.label) == (Label.NUMERICAL, Label.NUMERICAL)


def test_the_entropy_is_enclosed() -> None:
    weights = (0.24391517903987006, 0.31216964192025987, 0.44391517903987004)
    statement = (
        "var x, y, z\nmin x*log(x/0.5) + y*log(y/0.3) + z*log(z/0.2)\ns.t. total: x + y + z = 1\nmean: y + 2*z = 1.2"
    )
    right = case(
        statement,
        0.1912746594809453,
        dict(zip("xyz", weights, strict=True)),
        0.19127465948094535,
        {"total": -0.28221243954899916, "mean": -0.7575518499432886},
    )
    found = right.judged()
    assert found.primal.label is Label.ENCLOSED
    assert found.primal.upper - found.primal.lower < 1e-8
    assert found.exact_gap == 0


@given(st.fractions(min_value=0, max_value=9, max_denominator=30))
def test_dual_bounds_contain_theta(alpha: Fraction) -> None:
    right = _parabola()
    bounds = dual_bounds(right.derivation.dual_function, {"c": alpha})
    assert bounds is not None
    # inf of x^2 + 1 + alpha (x - 2)(x - 4) is 1 + 8 alpha - 9 alpha^2/(1 + alpha).
    assert bounds[0] <= 1 + 8 * alpha - 9 * alpha**2 / (1 + alpha) <= bounds[1]


def _parabola() -> Case:
    global _PARABOLA
    if _PARABOLA is None:
        _PARABOLA = case("min x^2 + 1\ns.t. c: (x - 2)*(x - 4) <= 0", F(5), {"x": F(2)}, F(5), {"c": F(2)})
    return _PARABOLA


_PARABOLA: Case | None = None


def test_dual_bounds_stay_inside_the_effective_domain() -> None:
    right = trust_region()
    theta = right.derivation.dual_function
    assert dual_bounds(theta, {"ball": F(1)}) is None
    assert dual_bounds(theta, {"ball": F(-1)}) is None
    inside = dual_bounds(theta, {"ball": F(3)})
    assert inside is not None
    assert float(inside[0]) == pytest.approx(-1 / 1 - 1 / 4 - 3)


def test_a_wrong_theta_is_a_defect_not_a_bracket() -> None:
    right = trust_region()
    lower = case(TRUST.replace("2*x + 2*y", "2*x + 2*y + 1"), -3.2, None, -3.2, None)
    forged = Case(lower.derivation, right.convexity, right.primal, right.dual)
    from duality.verify import verify

    found = verify(
        right.derivation.form, right.convexity, None, right.primal, right.dual, (), forged.derivation.dual_function
    )
    assert found.primal.label is Label.NUMERICAL
    assert found.strong_duality.verdict == "unknown"


def test_an_exact_claim_is_left_alone() -> None:
    right = _parabola()
    assert right.judged().primal == optimal(F(5), {"x": F(2)})
