"""d* where theta_D is finite at one choice of multipliers only."""

from __future__ import annotations

import math

import duality as du
from duality.api.pipeline import derivation_of
from duality.evidence.provers.only_point import at_only_point
from duality.model.solution import Label, Rigor


def test_an_infimum_that_is_not_attained_gives_d_star():
    # alpha = 0 is forced by y -> inf, and inf cosh(x) + tanh(y) = 1 - 1.
    report = du.solve(du.parse("min cosh(x) + tanh(y)\ns.t. c: y >= 0"))
    assert (report.primal.value, report.dual.value) == (1, 0)
    assert report.dual.label != Label.NUMERICAL.value
    assert report.verdict == "fails"
    assert report.warnings == ()


def test_the_multipliers_are_those_of_the_equations():
    found = at_only_point(derivation_of(du.parse("min x + y\ns.t.\n    a: x >= 1\n    b: y >= 2")))
    assert found is not None
    assert (found.rigor, found.value, dict(found.point or ())) == (Rigor.PROVED, 3, {"a": 1, "b": 1})


def test_other_domains_are_left_to_the_search():
    for text in ("min x^2\ns.t. c: x >= 1", "min x\ns.t. a: x >= 1\n b: x >= 2", "min -x\ns.t. c: x >= 1"):
        assert at_only_point(derivation_of(du.parse(text))) is None


def test_conditions_that_contradict_one_another_leave_no_multipliers():
    # a = b and a >= 0 >= b force a = b = 0, where L = -x has no infimum.
    text = "var x, y, z\nmin -x\ns.t.\n    c: x^2 - y <= 0\n    h: x^2 - y - z^2 = 0"
    report = du.solve(du.parse(text))
    assert report.dual.value == -math.inf
    assert report.dual.label == Label.EXACT.value
