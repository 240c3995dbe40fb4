"""d* where theta_D is finite at one choice of multipliers only."""

from __future__ import annotations

import duality as du
from duality.api.only_point import at_only_point
from duality.api.pipeline import derivation_of
from duality.model.solution import Label


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
    assert (found.label, found.value, dict(found.point or ())) == (Label.EXACT, 3, {"a": 1, "b": 1})


def test_other_domains_are_left_to_the_search():
    for text in ("min x^2\ns.t. c: x >= 1", "min x\ns.t. a: x >= 1\n b: x >= 2", "min -x\ns.t. c: x >= 1"):
        assert at_only_point(derivation_of(du.parse(text))) is None
