"""Nonconvex problems without a gap: x* minimizes L at its multipliers, as the list of all stationary points proves."""

from __future__ import annotations

from fractions import Fraction

import pytest

import duality as du


@pytest.mark.parametrize(
    ("statement", "value"),
    [
        ("min x^4 + y^4 - 3*x*y\ns.t.\n c: x + y >= 1", Fraction(-9, 8)),
        ("min x^4 + y^4 - 3*x*y\ns.t.\n c: x + y >= 3", Fraction(27, 8)),
        ("min x^4 + y^4 - 4*x*y + 5\ns.t.\n c: x*y <= 4", Fraction(3)),
        ("max 3*x*y - x^4 - y^4\ns.t.\n c: x + y >= 3", Fraction(-27, 8)),
        # No multipliers are near by: L is flat to the third order at x*, and theta_D has no formula.
        ("min x^2*y^2 + x^2 + y^2\ns.t.\n c: x + y = 2", Fraction(3)),
        ("min x^2*y^2 + 2*x^2 + 2*y^2\ns.t.\n c: x + y >= 2", Fraction(5)),
    ],
)
def test_no_gap_is_proved_exactly(statement: str, value: Fraction) -> None:
    report = du.solve("var x, y\n" + statement)
    sides = [(side.value, side.label, side.attained) for side in (report.primal, report.dual)]
    assert sides == [(float(value), "exact", True)] * 2
    assert report.verdict == "holds"


def test_a_gap_stays_a_gap() -> None:
    """At the multipliers of the minimum, L has lower stationary points than x*: nothing is claimed of d*."""
    report = du.solve("var x\nmin x^4 - 3*x^2 + x\ns.t.\n right: x >= 0")
    assert report.dual.value == pytest.approx(-2.25) and report.verdict == "fails"


@pytest.mark.parametrize(
    "statement",
    [
        "min y\ns.t.\n a: x^2 + y^2 <= 1\n b: x >= 1",
        "min x + y\ns.t.\n a: x^2 + y^2 <= 1\n b: (x - 2)^2 + y^2 <= 1",
        "max 2*x - y\ns.t.\n a: (x - 1)^2 + y^2 <= 4\n b: (x + 3)^2 + y^2 <= 4",
    ],
)
def test_a_single_feasible_point_without_multipliers(statement: str) -> None:
    """Slater's condition fails: p* = d* by compactness, exactly, and d* is not attained."""
    report = du.solve("var x, y\n" + statement)
    assert (report.primal.label, report.primal.attained) == ("exact", True)
    assert (report.dual.label, report.dual.attained, report.verdict) == ("exact", False, "holds")
    assert report.primal.value == report.dual.value
