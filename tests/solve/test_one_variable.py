"""Polynomials of one variable: the least value and v(u) out of roots, against formulas and against fine grids."""

from __future__ import annotations

import math

import numpy as np
import pytest

import duality as du
from duality.derivation import standardize
from duality.solving.sampling.infima import polynomial_infimum
from duality.solving.sampling.one_variable import Polynomials


def polynomials(text: str) -> Polynomials:
    found = Polynomials.of(standardize(du.parse(text)))
    assert found is not None
    return found


def test_the_value_function_of_a_parabola_on_an_interval() -> None:
    """min x^2 + 1, (x - 2)(x - 4) <= u: v = 11 + u - 6 sqrt(1 + u) up to u = 8, then 1."""
    parabola = polynomials("min x^2 + 1\ns.t. (x - 2)*(x - 4) <= 0")
    for u in (-0.9, 0.0, 3.0, 8.0):
        assert parabola.least(0, u) == pytest.approx(11 + u - 6 * math.sqrt(1 + u), abs=1e-9)
    assert parabola.least(0, 20.0) == 1.0
    assert parabola.least(0, -1.5) == math.inf


def test_an_equation_has_the_values_of_its_roots() -> None:
    found = polynomials("domain x in [0, 2]\nmin -x^2\ns.t. x = 1")
    assert [found.least(0, u) for u in (-2.0, -1.0, 0.5, 2.0)] == [math.inf, 0.0, -2.25, math.inf]


def test_all_minimizers_are_found_and_an_open_end_is_none() -> None:
    two = polynomial_infimum(standardize(du.parse("min x^4 - 2*x^2")))
    assert two is not None and two.value == pytest.approx(-1)
    assert two.points.ravel() == pytest.approx([-1, 1])
    open_end = polynomial_infimum(standardize(du.parse("domain x > 1\nmin x^3")))
    assert open_end is not None and open_end.value == 1.0 and not len(open_end.points)
    sunk = polynomial_infimum(standardize(du.parse("min x^3 - x")))
    assert sunk is not None and sunk.value == -math.inf


@pytest.mark.parametrize("seed", range(6))
def test_no_point_of_a_grid_is_better(seed: int) -> None:
    rng = np.random.default_rng(seed)
    a, b, c, d, e = rng.integers(-4, 5, 5).tolist()
    found = polynomials(f"min x^4 + ({a})*x^3 + ({b})*x^2 + ({c})*x\ns.t. x^3 + ({d})*x + ({e}) <= 0")
    x = np.linspace(-8, 8, 40_001)
    f, g = x**4 + a * x**3 + b * x**2 + c * x, x**3 + d * x + e
    for u in (-2.0, 0.0, 3.0):
        grid = f[g <= u].min()
        assert grid - 0.01 * (1 + abs(grid)) <= found.least(0, u) <= grid + 1e-9


def test_other_forms_are_left_to_the_search() -> None:
    for text in ("min exp(x)", "min x + y", "domain x in {0, 1}\nmin x^3", "domain log(x) >= 0\nmin x^3"):
        assert Polynomials.of(standardize(du.parse(text))) is None
