"""f a quotient of polynomials: its KKT points are listed with the quotient as a variable."""

from __future__ import annotations

from math import sqrt

import pytest

import duality as du


@pytest.mark.parametrize(
    ("statement", "value"),
    [
        # On a disc: the tangent from the point (0, 0) would touch at x = 0, the row x >= 1/2 stops before.
        ("min y/x\ns.t. x^2 + y^2 <= 1\nx >= 1/2", -sqrt(3)),
        ("max y/x\ns.t. x^2 + y^2 <= 1\nx >= 1/2", sqrt(3)),
        # A vertex of a polyhedron, where the denominator is positive by the rows only.
        ("min (x*y + 1)/(x + 2*y)\ns.t. x + y <= 4\nx >= 1\ny >= 0", 1 / 4),
        # Unbounded sets, where the level sets of the quotient are bounded.
        ("min x/(x^2 + y^2 + 1)", -1 / 2),
        ("min (x^2 + y^2 + 1)/(x + y + 3)\ns.t. x + y >= -2", sqrt(11) - 3),
        ("min (x^2 + y^2)/(x + y)\ns.t. x*y >= 2\nx + y >= 1", sqrt(2)),
        # A negative denominator, and a quotient beside other terms.
        ("min x*y - (x + y)/(-x - 2)\ns.t. x + y >= 1\nx >= 2\nx <= 3\ny >= 0\ny <= 1", 2 / 4),
    ],
)
def test_an_exact_minimum(statement: str, value: float) -> None:
    report = du.solve(statement)
    assert (report.primal.label, report.primal.attained) == ("exact", True)
    assert report.primal.value == pytest.approx(value, abs=1e-12)


def test_a_minimum_is_attained_where_the_feasible_set_keeps_off_a_pole() -> None:
    report = du.solve("min exp(y)/x + sin(x)\ns.t. x^2 + y^2 <= 4\nx >= 1/2")
    assert report.primal.attained is True


@pytest.mark.parametrize("open_end", ["domain x > 0", "domain x^2 + y^2 > 0"])
def test_an_open_end_that_the_minimum_needs_is_told(open_end: str) -> None:
    """x = y = 0 is left out, so that x + y comes near to 0 and does not reach it."""
    report = du.solve(f"min x + y\n{open_end}\ns.t. x^2 <= 1\ny >= x")
    assert report.primal.value == (0.0 if open_end == "domain x > 0" else -2.0)
    assert report.primal.attained is (open_end != "domain x > 0")
