"""How d* is settled from the primal's claim, and what weak duality adds."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

import duality as du
from duality.api.effort import Effort
from duality.api.pipeline import derivation_of
from duality.api.settlement import meets, settle
from duality.derivation import standardize
from duality.evidence.attainment import attainment
from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.model.evidence import AtMultipliers, AtPoint, Evidence
from duality.model.expression import number
from duality.model.solution import Farkas, Rigor, Solution, Status


def claim(value: float, **more) -> Solution:
    return Solution(Status.OPTIMAL, value, **more)


@pytest.fixture
def projection():
    x, y = du.variables("x y")
    return derivation_of(du.minimize(x**2 + y**2, subject_to={"budget": x + y >= 1}))


def test_multipliers_that_reach_p_star_settle_d_star_exactly(projection):
    primal = claim(
        0.5,
        rigor=Rigor.PROVED,
        lower=0.5,
        upper=0.5,
        exact=number(Fraction(1, 2)),
        multipliers=(("budget", Fraction(1)),),
    )
    dual = settle(projection, primal, Effort())
    assert (dual.rigor, dual.value, dual.lower, dual.upper) == (Rigor.PROVED, 0.5, 0.5, 0.5)
    assert dual.point == (("budget", Fraction(1)),)


def test_numeric_multipliers_give_no_exact_claim(projection):
    primal = claim(0.5, upper=0.5, multipliers=(("budget", 1.0 + 1e-9),))
    dual = settle(projection, primal, Effort())
    assert dual.rigor is Rigor.FOUND
    assert dual.lower <= 0.5 <= dual.upper


def test_useless_multipliers_lead_to_a_solve_of_the_dual(projection):
    primal = claim(0.5, upper=0.5, multipliers=(("budget", 0.25),))
    assert settle(projection, primal, Effort()).value == pytest.approx(0.5)


def test_a_wrong_p_star_is_never_taken_for_d_star(projection):
    primal = claim(0.7, upper=0.7, multipliers=(("budget", 1.0),))
    assert settle(projection, primal, Effort()).value == pytest.approx(0.5)


def test_unbounded_primal_means_infeasible_dual(projection):
    dual = settle(projection, Solution(Status.UNBOUNDED, -math.inf, Rigor.PROVED), Effort())
    assert (dual.status, dual.value, dual.rigor) == (Status.INFEASIBLE, -math.inf, Rigor.PROVED)


def test_theta_never_finite():
    x, y = du.variables("x y")
    derivation = derivation_of(du.minimize(-x, subject_to=[y <= 1]))
    dual = settle(derivation, Solution(Status.UNKNOWN, None), Effort())
    assert (dual.status, dual.value, dual.rigor) == (Status.INFEASIBLE, -math.inf, Rigor.PROVED)


def test_farkas_and_one_finite_value_make_d_star_infinite():
    x = du.variables("x")
    derivation = derivation_of(du.minimize(x**2, subject_to={"low": x >= 1, "high": x <= -1}))
    ray = Farkas((("low", Fraction(1)), ("high", Fraction(1))), verified=True)
    dual = settle(
        derivation, Solution(Status.INFEASIBLE, math.inf, Rigor.PROVED, math.inf, math.inf, certificate=ray), Effort()
    )
    assert (dual.status, dual.value, dual.rigor) == (Status.UNBOUNDED, math.inf, Rigor.PROVED)


def test_values_meet_only_when_close_or_exactly_equal():
    half = number(Fraction(1, 2))
    point = (("c", 1.0),)
    assert meets(claim(0.5, point=point), claim(0.5 + 1e-9))
    assert not meets(claim(0.5, point=point), claim(0.6))
    assert not meets(claim(-math.inf, point=point), claim(0.5))
    assert not meets(claim(0.5, point=None), claim(0.5))
    assert meets(claim(0.5, exact=half, point=point), claim(0.5, exact=half))
    assert not meets(claim(0.5, exact=half, point=point), claim(0.5, exact=number(Fraction(500_000_001, 10**9))))


def test_theta_bounds_a_local_minimum_from_below():
    form = standardize(du.parse("min x^2 + 1\ns.t. c: x >= 0"))
    ledger = Ledger(Question(form))
    ledger.add(Evidence("d", AtMultipliers((("c", Fraction(0)),))))
    assert ledger.p.lower.exact == 1
    # A bound alone does not say that the infimum is attained; an exact point with the same value does.
    assert attainment(ledger, "p")[0] is None
    ledger.add(Evidence("p", AtPoint((("x", Fraction(0)),))))
    assert attainment(ledger, "p")[0] is True
    apart = Ledger(Question(form))
    apart.add(Evidence("d", AtMultipliers((("c", Fraction(1)),))))
    assert apart.p.lower.exact == Fraction(3, 4)
    assert attainment(apart, "p")[0] is None
