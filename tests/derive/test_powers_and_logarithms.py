"""Sums of powers and logarithms over a half-line: a closed form in u = log x, where x itself has none."""

from __future__ import annotations

from fractions import Fraction
from math import exp, inf, log

import pytest

import duality as du

CASES = [
    ("min 1/x\ns.t. c: log(x) <= 2", lambda a: -a - a * log(a) if a else 0.0),
    ("min sqrt(x)\ndomain x > 0\ns.t. c: 1/x <= 4", lambda a: -4 * a + 3 * (a / 4) ** (1 / 3)),
    ("min -1/x\ns.t. c: log(-2*x) <= 2", lambda a: -2 * a + a * (1 + log(2)) - a * log(a) if a else 0.0),
    ("min x^2\ndomain x > 0\ns.t. c: 1/x <= 1", lambda a: -a + 3 * (a / 2) ** (2 / 3)),
    ("min x^3 + y\ndomain x > 0\ns.t. c: y >= 1/x^3", lambda a: 2.0 if a == 1 else -inf),
    ("min x + log(x)\ndomain x > 0\ns.t. c: 1/x <= 4", None),
]


@pytest.mark.parametrize(("text", "truth"), CASES)
def test_theta_is_closed(text, truth) -> None:
    derivation = du.derive(text)
    assert "min over" not in str(derivation) and "no closed form" not in str(derivation)
    if truth is not None:
        for a in (Fraction(1, 8), Fraction(1), Fraction(7, 2)):
            found = float(derivation.dual_function({"c": a}))
            assert found == pytest.approx(truth(float(a)), abs=1e-12)


def test_least_values_are_exact() -> None:
    report = du.solve("min 1/x\ns.t. c: log(x) <= 2")
    assert report.primal.value == pytest.approx(exp(-2)) == report.dual.value
    assert (report.primal.label, report.dual.label, report.verdict) == ("exact", "exact", "holds")
