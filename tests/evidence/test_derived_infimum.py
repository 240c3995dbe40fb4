"""p* by derivation alone: exact where a rule gives it, and attained or not."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

import duality as du
from duality.derivation import restore, standardize
from duality.evidence.provers import derived
from duality.model.expression import number
from duality.model.solution import Rigor, Solution, Status


def refined(stated, form):
    """In the sense of the statement."""
    return restore(derived.refined(form, restore(stated, form)), form)


@pytest.mark.parametrize(
    ("text", "rough", "value", "attained"),
    [
        ("min exp(-x)\ns.t. x >= 0\n", 1e-9, 0, False),
        ("domain a > 0\nmax -1/(4*a)\n", -1e-9, 0, False),
        ("min x + 1/x\ndomain x > 0\n", 2.00001, 2, True),
        ("max 3 - x^2\ns.t. x >= 1\n", 2.0001, 2, True),
    ],
)
def test_closed_form_replaces_a_rough_value(text, rough, value, attained):
    found = refined(Solution(Status.OPTIMAL, rough), standardize(du.parse(text)))
    assert found.rigor is Rigor.PROVED
    assert found.exact == number(Fraction(value))
    assert (found.lower, found.upper, found.attained) == (value, value, attained)
    assert (found.point is None) is not attained


def test_global_minimum_of_a_quartic_is_no_exact_value():
    problem = standardize(du.parse("min x^4 - 3*x^2 + x\ns.t. x >= 0\n"))
    found = refined(Solution(Status.OPTIMAL, -1.07, point=(("x", 1.13),)), problem)
    assert found.rigor is Rigor.BOUNDED
    assert found.value == pytest.approx(-1.0702301817761541)


def test_a_local_minimum_far_from_the_infimum_is_left_alone():
    problem = standardize(du.parse("min x^4 - 3*x^2 + x\n"))
    local = Solution(Status.OPTIMAL, -1.0702301817761541)
    assert refined(local, problem) is local


@pytest.mark.parametrize(
    "solution",
    [
        Solution(Status.UNKNOWN, None),
        Solution(Status.INFEASIBLE, math.inf, Rigor.PROVED),
        Solution(Status.OPTIMAL, 0.5, Rigor.PROVED, attained=True),
    ],
)
def test_settled_and_missing_answers_are_left_alone(solution):
    assert refined(solution, standardize(du.parse("min x^2\n"))) is solution
