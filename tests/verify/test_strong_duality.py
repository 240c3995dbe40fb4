"""Which theorem tells, on problems whose p* and d* are known."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

import duality as du
from duality.model.solution import Label, Ray, Rigor, Solution, Status
from tests.verify.claims import Case, case, double_well, exactly, min_norm, optimal

F = Fraction
UP, DOWN = math.inf, -math.inf


def with_dual(statement: str, primal: Solution, dual: Solution) -> Case:
    built = case(statement, F(0), None, F(0), None)
    return Case(built.derivation, built.convexity, primal, dual)


def test_theorem_two_and_three() -> None:
    found = min_norm().judged().strong_duality
    assert (found.verdict, found.theorem) == ("holds", "Theorem 2")
    assert found.why == "convex and Slater; KKT necessary and sufficient (Theorem 3)"


def test_theorem_three_is_not_claimed_for_kinks() -> None:
    lasso = case("min (x - 3)^2/2\ns.t. size: abs(x) <= 1", F(2), exactly(x=1), F(2), exactly(size=2)).judged()
    assert lasso.strong_duality.theorem == "Theorem 2"
    assert "(Theorem 3)" not in lasso.strong_duality.why
    assert "KKT with subgradients necessary and sufficient" in lasso.strong_duality.why
    assert "subgradients" in lasso.strong_duality.why


def test_a_gap_under_nonconvexity() -> None:
    found = du.solve(du.parse("min x^4 - 3*x^2 + x\ns.t. right: x >= 0")).strong_duality
    assert (found.verdict, found.theorem) == ("fails", "Theorem 1")
    assert found.why == ("Theorem 2 does not apply: f is not convex (f'' = -6 at x = 0). Slater holds and cannot help")


def test_a_gap_of_a_convex_problem() -> None:
    found = du.solve(du.parse("var x\ndomain y > 0\nmin exp(-x)\ns.t. c: x^2/y <= 0"))
    assert found.strong_duality.verdict == "fails"
    assert found.strong_duality.why.startswith("Theorem 2 does not apply: Slater's condition fails")
    assert (found.gap, found.data.exact_gap) == (1, 1)


def test_a_gap_at_the_border_of_the_domain() -> None:
    found = du.solve(du.parse("domain x >= 0\ndomain y >= 0\nmin exp(-sqrt(x*y))\ns.t. c: x <= 0"))
    assert found.strong_duality.verdict == "fails"
    assert "border of D" in found.strong_duality.why


def test_numbers_without_a_certificate_decide_nothing() -> None:
    weak = double_well()
    found = weak.judged(
        primal=Solution(Status.OPTIMAL, -1.0702301817761541, point=weak.primal.point, attained=True),
        dual=Solution(Status.OPTIMAL, -2.25, point=weak.dual.point, attained=True),
    )
    assert found.strong_duality.verdict == "unknown"
    # Two equal numbers prove as little.
    same = Solution(Status.OPTIMAL, -2.25, attained=False)
    assert weak.judged(primal=same, dual=same).strong_duality.verdict == "unknown"


def test_a_certificate_without_convexity() -> None:
    # min x*y over the unit box corner: nonconvex, and x* = (0, 0) with alpha = 0 are a saddle point.
    found = case(
        "domain x in [0, 1]\ndomain y in [0, 1]\nmin x*y\ns.t. c: x + y <= 2",
        F(0),
        exactly(x=0, y=0),
        F(0),
        exactly(c=0),
    ).judged()
    assert (found.strong_duality.verdict, found.strong_duality.theorem) == ("holds", "certificate")
    assert "Theorem 2 does not apply" in found.strong_duality.why


def test_equal_values_without_a_dual_optimum() -> None:
    found = case("min x\ns.t. c: x^2 <= 0", F(0), exactly(x=0), F(0), None).judged()
    assert found.strong_duality.verdict == "holds"
    # The feasible set is bounded: the third theorem tells why, where equal numbers tell only that.
    assert found.strong_duality.theorem == "compact level sets"
    assert found.slater.verdict == "fails"


def test_an_unproved_convexity_is_told() -> None:
    found = with_dual("min x\ns.t. c: sin(x)*cos(x) + x^2 <= 5", optimal(-2.0, None), optimal(-2.0, None)).judged()
    assert found.strong_duality.verdict in ("unknown", "holds")


@pytest.mark.parametrize(("objective", "d", "verdict"), [("x^2", UP, "holds"), ("x^3", DOWN, "fails")])
def test_infinite_values_of_infeasible_problems(objective: str, d: float, verdict: str) -> None:
    found = du.solve(du.parse(f"min {objective}\ns.t. low: x >= 1\nhigh: x <= -1"))
    assert (found.primal.value, found.dual.value) == (UP, d)
    assert found.strong_duality.verdict == verdict
    assert found.gap == (0 if verdict == "holds" else UP)


def test_an_unbounded_problem() -> None:
    ray = Ray((("x", F(0)),), (("x", F(1)),))
    primal = Solution(Status.UNBOUNDED, DOWN, Rigor.PROVED, certificate=ray)
    found = with_dual("min -x\ns.t. c: x >= 0", primal, Solution(Status.INFEASIBLE, DOWN, Rigor.PROVED)).judged()
    assert found.strong_duality.verdict == "holds"
    assert found.gap == 0


def test_a_finite_value_against_a_dual_that_is_never_finite() -> None:
    cusp = du.solve(du.parse("var x, y\nmin -x\ns.t. roof: y <= (1 - x)^3\nfloor: y >= 0"))
    assert cusp.strong_duality.verdict == "fails"
    assert cusp.gap == UP


def test_a_finite_value_that_is_not_certified_leaves_it_open() -> None:
    cusp = with_dual(
        "min -x\ns.t. roof: y <= (1 - x)^3 + sin(x - 1)^5\nfloor: y >= 0",
        optimal(-1.0, {"x": 1.0, "y": 0.0}),
        Solution(Status.INFEASIBLE, DOWN, Rigor.PROVED),
    ).judged()
    assert cusp.strong_duality.verdict == "unknown"


def test_a_cusp_without_multipliers_is_certified_by_its_fritz_john_point() -> None:
    cusp = with_dual(
        "min -x\ns.t. roof: y <= (1 - x)^3\nfloor: y >= 0",
        optimal(-1.0, {"x": 1.0, "y": 0.0}),
        Solution(Status.INFEASIBLE, DOWN, Rigor.PROVED),
    ).judged()
    assert (cusp.primal.label, cusp.strong_duality.verdict) == (Label.EXACT, "fails")


def test_theorem_two_speaks_before_the_numbers_do() -> None:
    # The dual solve failed; p* = d* is known all the same, and so is d*.
    found = min_norm().judged(dual=Solution(Status.UNKNOWN, None))
    assert found.strong_duality.verdict == "holds"
    assert (found.gap, found.dual.value) == (0, 0.5)


def test_a_proved_equality_hands_labels_over() -> None:
    right = min_norm()
    loose = Solution(Status.OPTIMAL, 0.5 + 1e-9, Rigor.FOUND, attained=False)
    found = right.judged(primal=right.primal, dual=loose)
    assert found.dual.label is Label.EXACT
    assert found.dual.value == 0.5
    assert found.exact_gap == 0


def test_a_maximum_is_judged_in_min_form() -> None:
    found = case("max -x^2\ns.t. c: x >= 1", F(1), exactly(x=1), F(1), exactly(c=2)).judged()
    assert found.defects == ()
    assert found.primal.value == 1
