"""Slater's condition: a witness that is checked, a proof that there is none, or an honest "unknown"."""

from __future__ import annotations

from fractions import Fraction

import pytest

from duality.algebra.evaluate import exact_value
from duality.algebra.membership import contains_inside
from duality.derivation.curvature import curvature
from duality.derivation.standardize import standardize
from duality.language import parse
from duality.model.report import Slater
from duality.model.solution import Label, Point, Rigor, Solution, Status
from duality.verify.slater import slater
from tests.verify.claims import stated

F = Fraction
NOTHING = Solution(Status.UNKNOWN, None)


def decided(statement: str, candidates: tuple[Point, ...] = (), primal: Solution = NOTHING) -> Slater:
    form = standardize(parse(stated(statement)))
    found = slater(form, curvature(form), primal, candidates)
    if found.verdict == "holds":
        assert found.point is not None
        point = dict(found.point)
        for constraint in form.constraints:
            amount = exact_value(constraint.expression, point)
            if constraint.constraint.kind == "equality":
                assert amount == 0
            else:
                assert amount < 0 or (amount == 0 and constraint.row.is_affine)
        if not form.is_linearly_constrained_quadratic:
            assert contains_inside(form.domain, point)
    return found


HOLDS = [
    "min x^2 + y^2\ns.t. x + y >= 1",
    "min x^2\ns.t. (x - 2)*(x - 4) <= 0",
    "min x + y\ns.t. x^2 + y^2 <= 1\nx + y = 1/2",
    "domain x > 0\ndomain y > 0\nmin x*log(x) + y*log(y)\ns.t. x + y = 1\nx + 2*y >= 8/5",
    "min exp(x)\ns.t. abs(x) <= 1\nnorm(x, y) <= 2",
    "min x\ns.t. x <= 0\nx >= 0",
    "domain x in [0, 1]\nmin x\ns.t. x <= 0",
    "min x\ns.t. (x - 1)^2 + (y - 1000)^2 <= 1/100",
]

FAILS = [
    "min x\ns.t. x^2 <= 0",
    "domain y > 0\nmin exp(-x)\ns.t. x^2/y <= 0",
    "min exp(-y)\ns.t. sqrt(x^2 + y^2) - x <= 0",
    "min x\ns.t. (x - 1)^2 + y^2 <= 1\n(x + 1)^2 + y^2 <= 1",
    "domain x >= 0\ndomain y >= 0\nmin exp(-sqrt(x*y))\ns.t. x <= 0",
    "domain x >= 0\ndomain y >= 0\nmin x*log(x) + y\ns.t. x + y <= 0",
    "min y\ns.t. x^2 + y^2 <= 1\nx >= 1",
    "min x\ns.t. exp(x) + 1 <= 0",
    "min x\ns.t. abs(x) + abs(y) <= 0",
    "domain x in {0, 1}\nmin -x\ns.t. x <= 1/2",
]


@pytest.mark.parametrize("statement", HOLDS)
def test_a_witness_is_found_and_is_one(statement: str) -> None:
    candidates: tuple[Point, ...] = ((("x", F(1)), ("y", F(1000))),) if "1000" in statement else ()
    assert decided(statement, candidates).verdict == "holds"


@pytest.mark.parametrize("statement", FAILS)
def test_a_failure_is_proved(statement: str) -> None:
    found = decided(statement)
    assert found.verdict == "fails"
    assert found.point is None
    assert found.why


@pytest.mark.parametrize("statement", FAILS)
def test_candidates_cannot_talk_a_failure_away(statement: str) -> None:
    candidates = tuple(tuple((name, F(k)) for name in parse(stated(statement)).variables) for k in (0, 1, -1))
    assert decided(statement, candidates).verdict == "fails"


def test_a_wrong_candidate_is_not_believed() -> None:
    statement = "min x\ns.t. (x - 1/3)^2 + (y - 1/7)^2 <= 1/10^12"
    assert decided(statement, ((("x", F(0)), ("y", F(0))),)).verdict == "unknown"
    assert decided(statement, ((("x", F(1, 3)), ("y", F(1, 7))),)).verdict == "holds"


def test_the_optimum_leads_to_a_witness() -> None:
    # No simple point is feasible; from x* one step into the set is enough.
    statement = "min x + y\ns.t. (x - 10)^2 + (y - 20)^2 <= 1/4\nx - y <= -10"
    start = Solution(Status.OPTIMAL, 29.2928932, Rigor.FOUND, point=(("x", 9.646446609), ("y", 19.646446609)))
    assert decided(statement).verdict == "unknown"
    assert decided(statement, primal=start).verdict == "holds"


def test_quadratic_programs_need_a_feasible_point_only() -> None:
    assert decided("domain x >= 0\nmin x^2 - x\ns.t. x <= 0").verdict == "holds"
    # The same constraints under an objective that is not quadratic: the border of X does not count.
    assert decided("domain x >= 0\nmin exp(-x)\ns.t. x <= 0").verdict == "fails"


def test_infeasibility_is_a_failure_only_where_it_is_certified() -> None:
    statement = "min x\ns.t. x^2 + y^2 <= 1\nx + y >= 3"
    certified = Solution(Status.INFEASIBLE, float("inf"), label=Label.EXACT)
    assert decided(statement, primal=certified).why == "there is no feasible x"
    assert decided(statement, primal=Solution(Status.INFEASIBLE, float("inf"))).verdict == "unknown"


def test_the_words_name_the_point() -> None:
    assert decided("min x^2 + y^2\ns.t. budget: x + y >= 1").why == "strictly feasible at (1, 1): c = -1"
    assert "never negative" in decided("min x\ns.t. c: x^2 <= 0").why
