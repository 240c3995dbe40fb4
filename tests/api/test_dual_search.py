"""What the search over the multipliers claims of d*, and what it leaves open."""

from __future__ import annotations

import math

import pytest

from duality.api.dual_search import searched, without_constraints
from duality.api.effort import Effort
from duality.api.pipeline import derivation_of, report_of
from duality.language import parse
from duality.model.expression import Number
from duality.model.solution import Label, Rigor, Solution, Status

CORNER = """
min 2*x + y
s.t.
    p: 16*x*y >= 1
    q: 4*x^2 + 4*y^2 >= 1
domain x in [0, 1]
domain y in [0, 1]
"""


def primal(value: float, rigor: Rigor = Rigor.BOUNDED) -> Solution:
    return Solution(Status.OPTIMAL, value, rigor, value, value)


def test_a_gap_is_certified_where_theta_has_no_closed_form():
    report = report_of(parse(CORNER), Effort())
    assert report.derivation.dual_function.form == "auxiliary"
    assert report.dual.status is Status.OPTIMAL
    assert report.dual.value == pytest.approx(0.3125, abs=1e-6)
    assert report.dual.lower <= 0.3125 <= report.dual.upper
    assert report.dual.label in (Label.EXACT, Label.ENCLOSED, Label.GLOBAL)
    assert report.gap == pytest.approx(0.7417819582 - 0.3125, abs=1e-6)
    assert {name for name, _ in report.dual.point or ()} == {"p", "q"}


def test_a_bound_above_p_star_is_called_a_defect():
    found = searched(derivation_of(parse(CORNER)), primal(0.2), Effort())
    assert found is not None
    assert found.status is Status.UNKNOWN
    assert found.value is None
    assert any("defect" in note for note in found.warnings)


def test_bounds_that_do_not_meet_leave_d_star_open():
    derivation = derivation_of(parse(CORNER))
    found = searched(derivation, primal(0.7417819582), Effort(time_limit=1e-3))
    if found is not None:
        assert found.lower <= 0.3125 <= found.upper + 1e-9


def test_infeasible_means_leave_a_lower_bound_alone():
    derivation = derivation_of(parse("min x*y\ns.t. x^2*y^2 + x^2 + 1 <= 0\ndomain x in [-2, 2]\ndomain y in [-2, 2]"))
    infeasible = Solution(Status.INFEASIBLE, math.inf, Rigor.FOUND, math.inf, math.inf)
    found = searched(derivation, infeasible, Effort())
    assert found is not None
    assert found.status is Status.UNKNOWN
    assert found.lower > 1e3
    assert found.upper == math.inf


def test_without_constraints_d_star_is_p_star_with_its_label():
    claim = Solution(Status.OPTIMAL, 2.0, Rigor.ENCLOSED, 1.999999, 2.0, attained=None, point=(("x", 1.0),))
    dual = without_constraints(claim)
    assert (dual.value, dual.rigor, dual.lower, dual.upper) == (2.0, Rigor.ENCLOSED, 1.999999, 2.0)
    assert dual.attained is True
    assert dual.point == ()


def test_an_empty_domain_without_constraints_gives_plus_infinity():
    dual = without_constraints(Solution(Status.INFEASIBLE, math.inf, Rigor.PROVED, math.inf, math.inf))
    assert dual.status is Status.UNBOUNDED
    assert dual.value == math.inf


def test_whole_points_make_the_semidefinite_value_exact():
    text = "min 2*x*y + 2*x*z + 2*y*z\ns.t.\n    x^2 = 1\n    y^2 = 1\n    z^2 = 1"
    dual = report_of(parse(text), Effort()).dual
    assert dual.label is Label.EXACT
    assert dual.value == -3.0
    assert isinstance(dual.exact, Number) or str(dual.exact) == "-3"


def test_nowhere_finite_is_proved_and_reported():
    text = "min -x*y*z\ns.t. x^2 + 2*y^2 + 4*z^2 <= 48"
    dual = report_of(parse(text), Effort()).dual
    assert (dual.status, dual.value, dual.label) == (Status.INFEASIBLE, -math.inf, Label.EXACT)


def test_a_formula_on_a_slice_of_the_multipliers_gives_no_tangent():
    # theta_D(0) = 0 has a formula of its own; d* solves 4 - a = inf of (x - 2)^2 + a*(x - 1)^3 near x = 1.3.
    text = "min (x - 2)^2 + y^2\ns.t. (1 - x)^3 - y >= 0\ndomain x >= 0\ndomain y >= 0"
    dual = report_of(parse(text), Effort()).dual
    assert dual.value == pytest.approx(0.5694988, abs=1e-5)
    assert 0.569498 <= dual.lower <= dual.upper
