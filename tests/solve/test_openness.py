"""Strict rows and open ends of X: the infimum is exact, and whether it is attained is decided exactly too."""

from __future__ import annotations

from fractions import Fraction
from math import inf

import pytest

from duality.model.solution import Ray, Rigor, Status
from duality.solving import solve
from tests.solve.forms import form


@pytest.mark.parametrize(
    ("text", "value", "attained"),
    [
        ("domain x > 0\nmin x", 0, False),
        ("domain x < 1\nmin (x - 1)^2", 0, False),
        ("domain x > 0\nmin (x - 1)^2", 0, True),
        ("domain x in (0, 1)\nmin x + y^2\ns.t. a: x + y >= 1", Fraction(3, 4), True),
        ("domain x + y > 1\nmin x + y", 1, False),
        ("domain x + y > 1\nmin (x + y - 2)^2", 0, True),
        # The face of minimizers x + y = 1 touches X inside; the first vertex that is found need not.
        ("domain x > 0\ndomain y > 0\nmin 2x + 2y\ns.t. a: x + y >= 1", 2, True),
        ("domain x > 0\nmin abs(x)", 0, False),
    ],
)
def test_the_infimum_and_its_attainment(text: str, value: Fraction, attained: bool) -> None:
    solution = solve(form(text))
    assert (solution.status, solution.rigor, solution.value) == (Status.OPTIMAL, Rigor.PROVED, value)
    assert solution.attained is attained
    assert (solution.point is not None) is attained


def test_an_attaining_point_lies_inside_the_open_set() -> None:
    solution = solve(form("domain x > 0\ndomain y > 0\nmin x + y\ns.t. a: x + y >= 1"))
    point = dict(solution.point or ())
    assert point["x"] > 0
    assert point["y"] > 0
    assert point["x"] + point["y"] == 1


def test_rows_that_are_feasible_on_the_border_only_are_infeasible() -> None:
    solution = solve(form("domain x > 0\nmin x\ns.t. a: x <= 0"))
    assert (solution.status, solution.value, solution.certificate) == (Status.INFEASIBLE, inf, None)
    assert "strict" in solution.warnings[0]


def test_the_ray_of_an_unbounded_problem_starts_inside() -> None:
    solution = solve(form("domain x > 0\nmin -x"))
    assert solution.status is Status.UNBOUNDED
    assert isinstance(solution.certificate, Ray)
    assert dict(solution.certificate.origin)["x"] > 0
