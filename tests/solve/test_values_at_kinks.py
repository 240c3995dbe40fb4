"""At kinks multipliers by gradients are missing, which is no sign of a doubtful value: it is as sharp as a solver's."""

from __future__ import annotations

import pytest

import duality as du

PROBLEMS = [
    (
        "max 0.5*b1 - 0.2*b2 + 0.7*b3 - a - 1/4*max(0, norm(b1, b2, b3) - 1)^2\n"
        "s.t. abs(b1 - 0.3*b2 + 0.2*b3) + abs(0.5*b1 + 1.2*b2 + 0.1*b3) <= a",
        0.9345022515683983,
    ),
    ("max 0.5*b1 + 0.7*b3 - a - 1/4*max(0, norm(b1, b3) - 1)^2\ns.t. abs(b1 + 0.2*b3) <= a", 0.9345022515669894),
]


@pytest.mark.slow
@pytest.mark.parametrize(("text", "value"), PROBLEMS)
def test_the_value_is_that_of_the_solver(text: str, value: float) -> None:
    assert du.solve(text).primal.value == pytest.approx(value, rel=1e-8)
