"""A right claim is confirmed; every way to tamper with one is caught, one test for each obligation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from duality.model.expression import number
from duality.model.solution import Farkas, Label, Ray, Solution, Status
from tests.verify.claims import RIGHT, Case, case, double_well, exactly, least_norm, min_norm, optimal, parabola

F = Fraction


def rejected(found: Solution) -> bool:
    """Nothing of the claim is left that could be printed as a result."""
    return (
        found.status is Status.UNKNOWN
        and found.value is None
        and found.label is Label.NUMERICAL
        and found.exact is None
    )


@pytest.mark.parametrize("build", RIGHT)
def test_right_claims_are_confirmed_exactly(build: Callable[[], Case]) -> None:
    found = build().judged()
    assert found.defects == ()
    assert (found.primal.label, found.dual.label) == (Label.EXACT, Label.EXACT)
    assert found.gap == 0
    assert found.exact_gap == 0
    assert found.residuals is not None
    assert found.residuals.largest == 0
    assert found.strong_duality.verdict == "holds"
    assert found.strong_duality.theorem == "Theorem 2"
    assert found.saddle_checked > 0


def test_an_infeasible_point_is_rejected() -> None:
    right = min_norm()
    found = right.judged(primal=optimal(F(1, 4) * F(1, 2), exactly(x="1/4", y="1/4")))
    assert rejected(found.primal)
    assert any("violates budget" in defect for defect in found.defects)
    assert found.strong_duality.verdict == "unknown"


def test_a_point_that_violates_an_equation_is_rejected() -> None:
    found = least_norm().judged(primal=optimal(F(0), exactly(x=0, y=0)))
    assert rejected(found.primal)


def test_an_exact_point_is_infeasible_by_any_amount() -> None:
    tiny = F(1, 10**12)
    found = min_norm().judged(primal=optimal(F(1, 2), {"x": F(1, 2) - tiny, "y": F(1, 2)}))
    assert rejected(found.primal)


def test_a_point_outside_the_domain_is_rejected() -> None:
    right = case("domain x in [1, 2]\nmin x\ns.t. c: x <= 5", F(1), exactly(x=1), F(1), exactly(c=0))
    assert right.judged().defects == ()
    assert rejected(right.judged(primal=optimal(F(0), exactly(x=0))).primal)
    assert rejected(right.judged(primal=optimal(0.0, {"x": 0.0})).primal)


def test_a_point_where_a_function_is_undefined_is_rejected() -> None:
    right = case("min x - log(x)", F(1), exactly(x=1), F(1), {})
    assert rejected(right.judged(primal=optimal(-3.0, {"x": -3.0})).primal)


def test_a_missing_coordinate_is_rejected() -> None:
    assert rejected(min_norm().judged(primal=optimal(F(1, 4), exactly(x="1/2"))).primal)


@pytest.mark.parametrize("claimed", [F(1, 4), F(3, 4), F(-1, 2), 0.5001, 0.4999])
def test_a_value_that_is_not_f_at_the_point_is_rejected(claimed: F | float) -> None:
    found = min_norm().judged(primal=optimal(claimed, exactly(x="1/2", y="1/2")))
    assert found.primal.status is Status.UNKNOWN
    assert found.primal.value is None
    # What is true stays: the point is feasible, so f there bounds p* from above.
    assert found.primal.upper == 0.5
    assert found.defects


def test_a_wrong_closed_form_is_rejected() -> None:
    right = min_norm()
    found = right.judged(primal=replace(right.primal, exact=number(F(51, 100))))
    assert found.defects
    assert found.primal.exact is None
    found = right.judged(dual=replace(right.dual, exact=number(F(1, 2) + F(1, 10**30))))
    assert found.defects
    assert found.dual.exact is None


def test_bounds_that_exclude_the_value_are_rejected() -> None:
    right = min_norm()
    assert right.judged(primal=replace(right.primal, lower=0.6, upper=0.7)).defects
    assert right.judged(primal=replace(right.primal, lower=0.7, upper=0.3)).defects
    assert right.judged(dual=replace(right.dual, upper=0.4)).defects


def test_an_attained_optimum_without_a_point_is_demoted() -> None:
    right = min_norm()
    found = right.judged(primal=replace(right.primal, point=None))
    assert found.defects
    assert found.primal.label is Label.NUMERICAL
    found = right.judged(dual=replace(right.dual, point=None))
    assert found.defects
    assert found.dual.label is Label.NUMERICAL


@pytest.mark.parametrize("alpha", [F(-1), -1e-3, F(-1, 10**15)])
def test_a_negative_multiplier_of_an_inequality_is_rejected(alpha: F | float) -> None:
    found = min_norm().judged(dual=optimal(F(1, 2), {"budget": alpha}))
    assert rejected(found.dual)
    assert any("negative" in defect for defect in found.defects)


def test_the_sign_of_an_equality_multiplier_matters() -> None:
    found = least_norm().judged(dual=optimal(F(2, 3), exactly(balance="4/3")))
    assert found.dual.status is Status.UNKNOWN
    assert found.defects


@given(st.fractions(min_value=-3, max_value=4, max_denominator=20))
def test_a_scaled_multiplier_does_not_reach_the_claimed_value(factor: Fraction) -> None:
    assume(factor != 1)
    for build in RIGHT:
        right = build()
        assert right.dual.point is not None
        scaled = {name: entry * factor for name, entry in right.dual.point}
        found = right.judged(dual=replace(right.dual, point=tuple(scaled.items())))
        assert found.defects
        assert found.dual.value is None
        assert found.strong_duality.verdict == "unknown"


@given(st.fractions(min_value=-2, max_value=2, max_denominator=50))
def test_a_dual_value_that_is_not_theta_is_rejected(shift: Fraction) -> None:
    assume(shift != 0)
    for build in RIGHT:
        right = build()
        assert right.dual.value is not None
        wrong = optimal(Fraction(right.dual.value).limit_denominator(100) + shift, dict(right.dual.point or ()))
        found = right.judged(dual=wrong)
        assert found.defects
        assert found.dual.value is None
        # theta_D at the multipliers is a bound all the same.
        assert found.dual.lower == pytest.approx(right.dual.value)


@given(
    st.fractions(min_value=-2, max_value=2, max_denominator=50),
    st.fractions(min_value=-2, max_value=2, max_denominator=50),
)
def test_a_moved_point_is_never_printed_as_the_optimum(dx: Fraction, dy: Fraction) -> None:
    assume((dx, dy) != (0, 0))
    right = min_norm()
    moved = {"x": F(1, 2) + dx, "y": F(1, 2) + dy}
    found = right.judged(primal=replace(right.primal, point=tuple(moved.items())))
    if moved["x"] ** 2 + moved["y"] ** 2 == F(1, 2) and sum(moved.values()) >= 1:
        return
    assert found.defects
    assert found.primal.value is None


def test_missing_multipliers_are_rejected() -> None:
    assert rejected(min_norm().judged(dual=optimal(F(1, 2), exactly(other=1))).dual)


def test_a_dual_function_above_f_is_a_defect_of_both_sides() -> None:
    right = min_norm()
    from duality.verify import verify

    found = verify(
        right.derivation.form,
        right.convexity,
        lambda multipliers: F(3, 4),
        right.primal,
        optimal(F(3, 4), exactly(budget=1)),
    )
    assert any("exceeds f" in defect for defect in found.defects)
    assert found.primal.label is found.dual.label is Label.NUMERICAL
    assert found.primal.exact is None
    assert found.dual.exact is None
    assert found.strong_duality.verdict == "unknown"


def test_a_better_feasible_point_refutes_a_certified_minimum() -> None:
    right = case("domain x in [-2, 2]\nmin x^4 - 3*x^2 + x\ns.t. c: x <= 2", F(0), exactly(x=0), F(0), exactly(c=0))
    found = right.judged(primal=optimal(F(0), exactly(x=0)), candidates=[(("x", F(-1)),)])
    assert any("below the claimed p*" in defect for defect in found.defects)
    assert found.primal.label is Label.NUMERICAL


def test_a_feasible_point_refutes_infeasibility() -> None:
    right = min_norm()
    claim = Solution(Status.INFEASIBLE, float("inf"), Label.EXACT)
    found = right.judged(primal=claim, candidates=[(("x", F(1)), ("y", F(1)))])
    assert found.primal.status is Status.UNKNOWN
    assert found.defects
    assert found.slater.verdict != "fails" or found.strong_duality.verdict == "unknown"


def test_forged_certificates_lose_their_label() -> None:
    empty = case("min x\ns.t. low: x >= 1\nhigh: x <= -1", F(0), None, F(0), None)
    true = Farkas((("low", F(1)), ("high", F(1))))
    proved = empty.judged(
        primal=Solution(Status.INFEASIBLE, float("inf"), Label.EXACT, certificate=true),
        dual=Solution(Status.UNBOUNDED, float("inf"), Label.EXACT),
    )
    assert proved.primal.label is Label.EXACT
    assert isinstance(proved.primal.certificate, Farkas)
    assert proved.primal.certificate.verified
    assert proved.strong_duality.verdict == "holds"
    for multipliers in (
        (("low", F(1)), ("high", F(2))),
        (("low", F(-1)), ("high", F(-1))),
        (("low", F(1)), ("high", F(0))),
    ):
        forged = Solution(Status.INFEASIBLE, float("inf"), Label.EXACT, certificate=Farkas(multipliers, verified=True))
        found = empty.judged(primal=forged, dual=Solution(Status.UNBOUNDED, float("inf"), Label.EXACT))
        assert found.primal.label is Label.NUMERICAL
        assert isinstance(found.primal.certificate, Farkas)
        assert not found.primal.certificate.verified
        assert found.strong_duality.verdict == "unknown"


def test_forged_rays_lose_their_label() -> None:
    falling = case("var x, y\nmin -x\ns.t. cap: y <= 1", F(0), None, F(0), None)
    origin = (("x", F(0)), ("y", F(0)))
    for step, holds in (((1, 0), True), ((1, -1), True), ((-1, 0), False), ((1, 1), False), ((0, 0), False)):
        direction = (("x", F(step[0])), ("y", F(step[1])))
        claim = Solution(
            Status.UNBOUNDED, float("-inf"), Label.EXACT, certificate=Ray(origin, direction, verified=True)
        )
        found = falling.judged(primal=claim, dual=Solution(Status.INFEASIBLE, float("-inf"), Label.EXACT))
        assert (found.primal.label is Label.EXACT) is holds, step
        assert isinstance(found.primal.certificate, Ray)
        assert found.primal.certificate.verified is holds
    infeasible = Ray((("x", F(0)), ("y", F(5))), (("x", F(1)), ("y", F(0))))
    claim = Solution(Status.UNBOUNDED, float("-inf"), Label.EXACT, certificate=infeasible)
    assert (
        falling.judged(primal=claim, dual=Solution(Status.INFEASIBLE, float("-inf"), Label.EXACT)).primal.label
        is Label.NUMERICAL
    )


def test_certified_values_that_break_theorem_two_are_a_defect() -> None:
    right = parabola()
    found = right.judged(
        primal=Solution(Status.OPTIMAL, 5.0, Label.GLOBAL, 5.0, 5.0, attained=False),
        dual=Solution(Status.OPTIMAL, 4.0, Label.GLOBAL, 4.0, 4.0, attained=False),
    )
    assert any("Theorem 2" in defect for defect in found.defects)
    assert found.strong_duality.verdict == "unknown"


def test_a_gap_is_no_defect() -> None:
    found = double_well().judged()
    assert found.defects == ()
    assert found.warnings == ()
    assert found.gap == pytest.approx(1.17976981822386)
