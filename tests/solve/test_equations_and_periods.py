"""Equations solved for a variable, and one period of a periodic variable: what they leave is proved."""

from __future__ import annotations

from math import pi, sqrt

import numpy as np
import pytest

import duality as du
from duality.algebra.evaluate import value
from duality.algebra.periods import period_at_most
from duality.derivation import standardize
from duality.language import parse
from duality.solving.proofs.eliminated import solutions, with_equations_solved
from duality.solving.proofs.periodic import one_period


def _form(text: str):
    return standardize(parse(text))


@pytest.mark.parametrize(
    ("statement", "least", "point"),
    [
        ("var x, y\nmin x^3 + y^3\ns.t.\n a: x + y = 1", "1/4", {"x": "1/2", "y": "1/2"}),
        ("var x, y\nmin x^5 - y^5\ns.t.\n a: x - y = 2", "2", {"x": "1", "y": "-1"}),
        (
            "var x, y, z\nmin x^3 + y^3 + z\ns.t.\n a: x + y = 1\n b: z - x^2 = 0",
            "7/16",
            {"x": "3/8", "y": "5/8", "z": "9/64"},
        ),
    ],
)
def test_what_cancels_on_the_equations_is_exact(statement: str, least: str, point: dict[str, str]) -> None:
    report = du.solve(statement)
    assert (str(report.primal.exact), report.primal.label, report.primal.attained) == (least, "exact", True)
    assert {name: str(entry) for name, entry in dict(report.data.primal.point).items()} == point
    assert [listed.kind for listed in report.data.kkt_points] == ["global min"]


def test_bounds_of_what_is_put_in_stay() -> None:
    """y = 2 - x with 0 <= y < 1 is 1 < x <= 2; z = x*y with z >= 0 stays a row."""
    form = _form("var x, y, z\ndomain 0 <= y < 1\ndomain z >= 0\nmin x^3 + z\ns.t.\n a: x + y = 2\n b: z - x*y = 0")
    reduced = with_equations_solved(form)
    assert (reduced is not None and reduced.variables == ("y",)) or reduced.variables == ("x",)
    for y in np.linspace(-0.5, 1.5, 41):
        x, z = 2 - y, (2 - y) * y
        inside = 0 <= y < 1 and z >= 0
        name = reduced.variables[0]
        at = {name: {"x": x, "y": y}[name]}
        bounds = reduced.domain.bound(name)
        low = bounds.lower is None or at[name] > bounds.lower or (bounds.lower_closed and at[name] == bounds.lower)
        high = bounds.upper is None or at[name] < bounds.upper or (bounds.upper_closed and at[name] == bounds.upper)
        rows = all(value(c.expression, at) >= 0 for c in reduced.domain.conditions)
        assert bool(low and high and rows) == bool(inside)


def test_equations_that_contradict_or_fix_everything_are_left() -> None:
    assert with_equations_solved(_form("var x, y\nmin x^3\ns.t.\n a: x + y = 1\n b: x - y = 3")) is None
    assert set(solutions(_form("var x, y\nmin x^3*y\ns.t.\n a: x + y = 1"))) < {"x", "y"}


@pytest.mark.parametrize(
    ("objective", "period"),
    [
        ("sin(x) + cos(x)", 2 * pi),
        ("sin(3*x)*cos(2*x + 1)", 2 * pi),
        ("exp(sin(x/2))", 4 * pi),
        ("sin(pi*x)", 2.0),
        ("cos(x) + sin(sqrt(2)*x)", None),
        ("sin(x) + x", None),
        ("sin(x^2)", None),
        ("sin(3*x)*cos(x*y)", None),
        ("sin(x + y)*cos(y)", 2 * pi),
    ],
)
def test_common_periods(objective: str, period: float | None) -> None:
    found = period_at_most([_form(f"var x, y\nmin {objective}").objective_expression], "x")
    if period is None:
        assert found is None
    else:
        assert found is not None and period <= found <= period * (1 + 1e-12)


def test_one_period_begins_at_the_bound() -> None:
    windows = one_period(_form("var x, y\ndomain y <= 3\nmin sin(x)*cos(y)\ns.t.\n a: x >= 5\n b: sin(x + y) <= 1/2"))
    assert float(windows["x"].lower) == 5.0 and float(windows["y"].upper) == pytest.approx(3.0)
    assert not one_period(_form("var x, y\nmin sin(x) + y\ns.t.\n a: x + y >= 5"))


@pytest.mark.parametrize(
    ("statement", "value"),
    [
        ("var x\nmin sin(x) + cos(x)\ns.t.\n b: x >= 0", -sqrt(2)),
        ("var x\nmax sin(2*x)\ns.t.\n b: x <= -10", 1.0),
        ("var x, y\nmin sin(x)*cos(y)\ns.t.\n b: x >= 1", -1.0),
    ],
)
def test_periodic_problems_are_proved(statement: str, value: float) -> None:
    report = du.solve(statement)
    assert report.primal.value == pytest.approx(value, abs=1e-7)
    assert report.primal.label in ("exact", "enclosed")
    assert report.primal.attained


def test_bounds_of_a_variable_with_one_value_are_no_rows() -> None:
    """log(x) asks x >= 0, and x = 1/2: nothing is left of it, or no x at all."""
    kept = with_equations_solved(_form("var x, y\nmin (x - y)^3\ns.t.\n a: x*log(x) + y <= 4\n b: 2*x = 1"))
    assert kept is not None and not kept.domain.conditions
    assert with_equations_solved(_form("var x, y\nmin (x - y)^3\ns.t.\n a: x*log(x) + y <= 4\n b: 2*x = -1")) is None
