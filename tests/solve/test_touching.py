"""Where L touches theta_D at optimal multipliers, and the weights that mix these points into a feasible mean."""

from __future__ import annotations

from fractions import Fraction

import pytest

from duality.solving.dual import touching
from duality.solving.dual.combination import Atom, least_mean, mixture
from tests.solve.forms import form

THIRDS = "min 2*x*y + 2*x*z + 2*y*z\ns.t.\n    x^2 = 1\n    y^2 = 1\n    z^2 = 1"


def test_the_double_well_is_touched_at_both_of_its_bottoms() -> None:
    found = touching(form("min x^4 - 3*x^2 + x\ns.t. right: x >= 0"), {"right": 1.0}, -2.25)
    assert [entry.weight for entry in found] == [Fraction(1, 2), Fraction(1, 2)]
    points = [dict(entry.point)["x"] for entry in found]
    assert points == pytest.approx([-(1.5**0.5), 1.5**0.5], abs=1e-12)
    assert sum(float(entry.weight) * float(entry.objective) for entry in found) == pytest.approx(-2.25, abs=1e-12)


def test_finite_sets_are_mixed_exactly() -> None:
    found = touching(form("min -x\ns.t. c: 2*x <= 1\ndomain x in {0, 1}"), {"c": 0.5}, -0.5)
    assert [(entry.weight, entry.point, entry.objective, entry.constraints) for entry in found] == [
        (Fraction(1, 2), (("x", Fraction(0)),), Fraction(0), (("c", Fraction(-1)),)),
        (Fraction(1, 2), (("x", Fraction(1)),), Fraction(-1), (("c", Fraction(1)),)),
    ]


def test_where_a_quadratic_is_flat_whole_points_are_found() -> None:
    stated = form(THIRDS)
    found = touching(stated, {c.name: 1.0 for c in stated.constraints}, -3.0)
    assert len(found) <= 4
    assert sum((Fraction(entry.weight) for entry in found), Fraction(0)) == 1
    assert all(isinstance(value, Fraction) and value.denominator == 1 for e in found for _, value in e.point)
    for name in (c.name for c in stated.constraints):
        assert sum(entry.weight * dict(entry.constraints)[name] for entry in found) == 0
    assert sum(entry.weight * entry.objective for entry in found) == -3


def test_multipliers_that_are_not_optimal_give_nothing() -> None:
    # At alpha = 0 the only minimizer of L lies on the wrong side.
    assert touching(form("min x^4 - 3*x^2 + x\ns.t. right: x >= 0"), {"right": 0.0}, -3.5139) == ()


def test_a_least_mixture_is_exact_and_small() -> None:
    atoms = [Atom(Fraction(v), (Fraction(s),)) for v, s in ((0, 1), (5, -2), (1, -1), (7, -4))]
    found = mixture(atoms, [True])
    assert found is not None
    assert sorted(found) == [(0, Fraction(1, 2)), (2, Fraction(1, 2))]
    assert least_mean(atoms, [True]) == Fraction(1, 2)
    assert mixture([Atom(Fraction(0), (Fraction(1),))], [True]) is None
