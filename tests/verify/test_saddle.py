"""The saddle inequality at random points: quiet for a saddle point, loud for anything else."""

from __future__ import annotations

from fractions import Fraction

import pytest

from duality.verify.evaluation import place
from duality.verify.saddle import saddle_check
from tests.verify.claims import RIGHT, Case, case, exactly, least_norm

F = Fraction


@pytest.mark.parametrize("build", RIGHT)
def test_a_saddle_point_passes_everywhere(build: type) -> None:
    right: Case = build()
    at = place(right.derivation.form, right.primal.point or ())
    assert at is not None
    found = saddle_check(at, dict(right.dual.point or ()))
    assert found.violations == ()
    assert found.checked >= 40
    # The points are the same every time.
    assert saddle_check(at, dict(right.dual.point or ())) == found


@pytest.mark.parametrize(
    ("point", "multiplier"),
    [
        ({"x": "2/3", "y": "1/3"}, "4/3"),
        ({"x": "2/3", "y": "1/3"}, "-2"),
        ({"x": 1, "y": 0}, "-4/3"),
        ({"x": 1, "y": 1}, "-4/3"),
    ],
)
def test_other_points_are_refuted(point: dict, multiplier: str) -> None:
    form = least_norm().derivation.form
    at = place(form, tuple(exactly(**point).items()))
    assert at is not None
    assert saddle_check(at, exactly(balance=multiplier)).violations


def test_points_stay_in_the_domain() -> None:
    # Outside X = [0, 1] the Lagrangian would be lower.
    right = case("domain x in [0, 1]\nmin -x\ns.t. c: x <= 3", F(-1), exactly(x=1), F(-1), exactly(c=0))
    found = right.judged()
    assert found.defects == ()
    assert found.saddle_checked > 0


def test_an_open_domain_is_respected() -> None:
    right = case("min x - log(x)\ns.t. c: x <= 4", F(1), exactly(x=1), F(1), exactly(c=0))
    found = right.judged()
    assert found.defects == ()
    assert found.saddle_checked > 0


def test_without_a_point_nothing_is_checked() -> None:
    right = case("min exp(-x)\ns.t. c: x >= 0", F(0), None, F(0), exactly(c=0))
    assert right.judged().saddle_checked == 0
