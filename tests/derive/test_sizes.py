"""Numbers that floating point cannot hold are refused in a line, before anything overflows."""

from __future__ import annotations

import pytest

import duality as du

EXTREME = [
    "min 1e400*x\ns.t. c: x >= 1",
    "min x^2 + 1e400\ns.t. c: x >= 1",
    "min exp(x) + 1e320*x^2\ns.t. c: x >= 1",
    "domain x in [0, 1e400]\nmin sin(x)\ns.t. c: x >= 1",
    "min sqrt(x^2 + 1e320)\ns.t. c: x >= 2",
    "min huber(x, 1e390)\ns.t. c: x >= 2",
    "domain x in [0, 1]\nmin -x^2\ns.t. c: 1e400*x <= 1",
    "min x*y\ns.t. c: x + y = 1e400",
    "min 10^-200*x + 10^200*y\ns.t. c: x*y >= 1",
    "min (1e100*x)^2\ns.t. c: x >= 1",
]


@pytest.mark.parametrize("text", EXTREME)
def test_a_number_beyond_reach_is_refused_with_advice(text: str) -> None:
    for answer in (du.solve, du.derive):
        with pytest.raises(
            du.ProblemError, match=r"beyond what can be computed with: sizes run from 1e-150 to 1e150"
        ) as caught:
            answer(du.parse(text))
        assert "other units" in caught.value.help


@pytest.mark.parametrize("text", ["min 1e100*x\ns.t. c: x >= 1", "min 10^-100*x + y\ns.t. a: x >= 1\n b: y >= 10^90"])
def test_large_and_small_numbers_are_taken(text: str) -> None:
    report = du.solve(du.parse(text))
    assert report.primal.label == report.dual.label == "exact"


def test_a_wide_range_of_tan_and_sin_is_enclosed() -> None:
    for function in ("tan", "sin"):
        assert du.solve(du.parse(f"domain x in [0, 1e100]\nmin {function}(x)\ns.t. c: x <= 1"), time_limit=2).data
