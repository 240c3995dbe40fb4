"""A convex combination proves d* only if its points lie in D, its weights sum to 1, and its means are right."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

import duality as du
from duality.derivation.standardize import standardize
from duality.model.solution import Rigor, Solution, Status, WeightedPoint
from duality.verify.combination import combination_fault, exact_mean

FORM = standardize(du.parse("min -x\ns.t. c: 2*x <= 1\ndomain x in {0, 1}"))
HALF = Fraction(1, 2)


def entry(weight: Fraction | float, x: Fraction | float) -> WeightedPoint:
    """f and c are recomputed by whoever checks, so they need not be right here."""
    return WeightedPoint(weight, (("x", x),), 0, (("c", 0),))


RIGHT = Solution(Status.OPTIMAL, -0.5, Rigor.BOUNDED, combination=(entry(HALF, Fraction(0)), entry(HALF, Fraction(1))))


def test_the_right_one_is_accepted_and_its_mean_is_exact() -> None:
    assert combination_fault(FORM, RIGHT) is None
    assert exact_mean(FORM, RIGHT) == Fraction(-1, 2)


def test_floats_are_accepted_within_the_tolerance_and_have_no_exact_mean() -> None:
    rough = replace(RIGHT, combination=(entry(0.5, 0.0), entry(0.5, 1.0)))
    assert combination_fault(FORM, rough) is None
    assert exact_mean(FORM, rough) is None


@pytest.mark.parametrize(
    ("combination", "fault"),
    [
        ((entry(HALF, Fraction(0)), entry(HALF, HALF)), "outside D"),
        ((entry(HALF, Fraction(0)), entry(Fraction(1, 3), Fraction(1))), "sum to 1"),
        ((entry(Fraction(3, 2), Fraction(0)), entry(-HALF, Fraction(1))), "sum to 1"),
        ((entry(Fraction(1, 3), Fraction(0)), entry(Fraction(2, 3), Fraction(1))), "the mean of c"),
        ((entry(Fraction(2, 3), Fraction(0)), entry(Fraction(1, 3), Fraction(1))), "the mean of f"),
    ],
)
def test_every_fault_is_found(combination: tuple[WeightedPoint, ...], fault: str) -> None:
    found = combination_fault(FORM, replace(RIGHT, combination=combination))
    assert found is not None
    assert fault in found


def test_an_equation_must_hold_on_average_on_both_sides() -> None:
    form = standardize(du.parse("min -x\ns.t. c: 2*x = 1\ndomain x in {0, 1}"))
    short = replace(RIGHT, combination=(entry(Fraction(2, 3), Fraction(0)), entry(Fraction(1, 3), Fraction(1))))
    assert "the mean of c" in str(combination_fault(form, short))
