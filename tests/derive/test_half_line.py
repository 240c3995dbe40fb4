"""L linear in one variable on a half-line, with a slope that depends on the others: nowhere negative, or -inf."""

from __future__ import annotations

from math import inf

import pytest

import duality as du

CASES = [
    # The tin: 2 pi r + beta pi r^2 is nowhere negative for beta >= 0; then h -> 0 and r -> 0 are best.
    ("min 2*pi*r^2 + 2*pi*r*h\ns.t. c: pi*r^2*h = 1\ndomain r, h > 0", {0: 0.0, 1: -1.0, 2.5: -2.5, -0.5: -inf}),
    ("min x*y\ns.t. c: x + y >= 2\ndomain x, y >= 0", {0: 0.0, 1: -inf}),
    ("min x^2 + exp(x)*y\ns.t. c: x + y >= 1\ndomain y >= 0", {0: 0.0, 0.25: -inf, 2: -inf}),
    # An upper end: -(y - 3) >= 0, slope -(x^2 + 1) of it.
    ("min x^2 - (x^2 + 1)*y\ns.t. c: y <= 5\ndomain y <= 1/2", {0: -0.5, 1: -5.0 + 0.0, 0.5: -2.75}),
]


@pytest.mark.parametrize(("text", "values"), CASES)
def test_theta(text: str, values: dict[float, float]) -> None:
    derivation = du.derive(text)
    assert "no closed form" not in str(derivation)
    for multiplier, value in values.items():
        assert float(derivation.dual_function({"c": multiplier})) == pytest.approx(value)


def test_the_tin_has_a_gap() -> None:
    report = du.solve("min 2*pi*r^2 + 2*pi*r*h\ns.t. pi*r^2*h = 1\ndomain r, h > 0")
    assert report.primal.value == pytest.approx(5.535810445932)
    assert report.dual.value == 0 and report.dual.label == "exact"
    assert report.verdict == "fails"


@pytest.mark.parametrize("ratio", [1, 145, 10**4, 10**6])
def test_a_geometric_mean_with_unequal_weights(ratio: int) -> None:
    """x + k y >= alpha sqrt(x y) where alpha <= 2 sqrt(k): beyond it L is negative in a narrow cone only."""
    derivation = du.derive(f"min x + {ratio}*y\ns.t. c: sqrt(x*y) >= 2\ndomain x, y > 0")
    assert "no closed form" not in str(derivation)
    assert float(derivation.dual_function({"c": 1})) == pytest.approx(2)
    assert derivation.dual_function({"c": 2 * int(ratio**0.5) + 1}) == -inf
