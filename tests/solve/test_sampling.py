"""Samples, hulls, v(u) and contours behind the pictures."""

from __future__ import annotations

import numpy as np
import pytest

import duality as du
from duality.derivation.standardize import standardize
from duality.solving.sampling import contours, hulls, samples, values, windows


def form_of(text: str):
    return standardize(du.parse(text))


def test_the_lower_hull_bridges_a_dent() -> None:
    u = np.array([0.0, 1.0, 2.0, 3.0, 1.5])
    f = np.array([3.0, 2.9, 0.5, 0.0, 5.0])
    chain = hulls.lower_hull(u, f)
    assert u[chain].tolist() == [0.0, 2.0, 3.0]
    assert hulls.hull_at(u[chain], f[chain], 1.0, falling=False) == pytest.approx(1.75)


def test_the_falling_hull_takes_its_least_value_so_far() -> None:
    u, f = np.array([0.0, 1.0, 2.0]), np.array([1.0, 0.0, 3.0])
    assert hulls.hull_at(u, f, 1.5, falling=True) == 0.0
    assert hulls.hull_at(u, f, 1.5, falling=False) == pytest.approx(1.5)
    assert hulls.hull_at(u, f, -0.1, falling=True) == np.inf


def test_samples_stay_in_the_domain_and_know_what_is_feasible() -> None:
    form = form_of("domain y > 0\nmin log(y) + x^2\ns.t. c: x + y <= 1")
    box = windows.window(form, [np.array([0.0, 0.5])])
    found = samples.evaluated(form, samples.spread(form, box, 600))
    assert (found.x[:, list(form.variables).index("y")] > 0).all()
    total = found.x.sum(axis=1)
    assert np.array_equal(found.feasible, total <= 1 + 1e-9 * (1 + np.abs(found.x).max(axis=1)))
    assert 0 < found.feasible.sum() < len(total)


def test_samples_are_the_same_on_every_run() -> None:
    form = form_of("min x^2 + y^2\ns.t. c: x + y >= 1")
    box = windows.window(form, [np.array([0.5, 0.5])])
    assert np.array_equal(samples.spread(form, box, 300), samples.spread(form, box, 300))


def test_a_finite_domain_is_enumerated_in_the_order_of_the_variables() -> None:
    form = form_of("domain y in {0, 1}\ndomain x in {2, 3, 5}\nmin x + y\ns.t. c: x <= 3")
    assert samples.is_finite(form)
    points = samples.finite_points(form)
    assert {tuple(p) for p in points.tolist()} == (
        {(y, x) for y in (0.0, 1.0) for x in (2.0, 3.0, 5.0)}
        if form.variables[0] == "y"
        else {(x, y) for y in (0.0, 1.0) for x in (2.0, 3.0, 5.0)}
    )


def test_the_value_function_of_a_nonconvex_problem_is_monotone_and_right() -> None:
    # v(u) = least of x^4 - 3 x^2 + x over x >= -u.
    form = form_of("min x^4 - 3*x^2 + x\ns.t. right: x >= 0")
    box = (np.array([-2.5]), np.array([2.5]))
    given = samples.evaluated(form, samples.line(box, 801))
    us = np.linspace(-1.0, 2.0, 31)
    found = values.value_function(form, 0, us, given, [], convex=False)
    x = np.linspace(-3, 3, 600_001)
    f = x**4 - 3 * x**2 + x
    exact = [f[x >= -u].min() for u in us]
    assert found == pytest.approx(exact, abs=1e-6)
    assert (np.diff(found) <= 0).all()


def test_where_nothing_is_feasible_the_value_is_infinite() -> None:
    form = form_of("min x\ns.t. c: x^2 <= 0")
    given = samples.evaluated(form, samples.line((np.array([-1.0]), np.array([1.0])), 201))
    found = values.value_function(form, 0, np.array([-0.5, 0.25, 1.0]), given, [], convex=True)
    assert found[0] == np.inf
    assert found[1:] == pytest.approx([-0.5, -1.0], abs=1e-6)


def test_level_lines_lie_on_their_level() -> None:
    axis = np.linspace(-2, 2, 81)
    x, y = np.meshgrid(axis, axis)
    (line,) = contours.level_lines(axis, axis, x**2 + y**2, 1.0)
    assert all(abs(a * a + b * b - 1) < 5e-3 for a, b in line)


def test_one_level_passes_through_the_value_asked_for() -> None:
    chosen = contours.levels(np.linspace(0, 10, 101), 8, 2.5)
    assert 2.5 in chosen and chosen == sorted(chosen)
