"""Nonconvex functions of one variable: theta_D is a true global infimum, compared with L on a fine grid.

On a bounded set the grid is refined around its best points; on an unbounded one it reaches far, and where theta_D is
-inf the least value on it falls as it is stretched.
"""

from __future__ import annotations

import math
import random
from fractions import Fraction

import numpy as np
import pytest

from duality.algebra.evaluate import values
from duality.derivation import derive, standardize
from duality.derivation.dual_value import dual_value
from duality.language import parse
from duality.model.derivation import Derivation

STATEMENTS = {
    # polynomials over the line
    "double well": "var x\nmin x^4 - 3*x^2 + x\ns.t.\n -x <= 0",
    "sextic": "var x\nmin x^6 - 4*x^4 + x^3 + x\ns.t.\n x^2 <= 2\n x = 1/2",
    "quartic beside an alpha that may vanish": "var x\nmin -x^2\ns.t.\n x^4 <= 1",
    "cubic over the line": "var x\nmin x^2\ns.t.\n x^3 <= 1",
    "product of quadratics": "var x\nmin (x^2 - 1)*(x^2 - 4)\ns.t.\n x >= 1/3",
    "odd degree": "var x\nmin x^5 - x\ns.t.\n x = 0",
    "shifted wells": "var x\nmin ((x - 1)^2 - 2)^2\ns.t.\n x <= 0",
    # polynomials over intervals and half-lines
    "cubic on an interval": "var x\ndomain x in [-2, 3]\nmin x^3 - 3*x\ns.t.\n x = 1",
    "quartic on an interval": "var x\ndomain x in [-1, 2]\nmin -x^4 + 2*x^2\ns.t.\n x^3 <= 1",
    "cubic on a half-line": "var x\ndomain x >= 0\nmin x^3 - 6*x^2 + 9*x\ns.t.\n x >= 2",
    "cubic on the other half-line": "var x\ndomain x <= 1\nmin -x^3 - 4*x^2\ns.t.\n x >= -2",
    "open interval": "var x\ndomain x > -1\ndomain x < 2\nmin x^3 - x\ns.t.\n x = 1",
    "concave on an interval": "var x\ndomain x in [-1, 3]\nmin -x^2 + x\ns.t.\n x <= 2",
    "sign of the square by alpha": "var x\ndomain x in [-1, 1]\nmin x\ns.t.\n 1 - x^2 <= 0",
    # piecewise
    "difference of absolute values": "var x\nmin 2*abs(x) - abs(x - 1)\ns.t.\n x <= 3",
    "negative kink": "var x\nmin x^2 - 3*abs(x)\ns.t.\n x = 1",
    "negative maximum": "var x\ndomain x in [-2, 2]\nmin -max(x, 2*x - 1)\ns.t.\n x <= 1",
    "maximum of curved pieces": "var x\nmin max(x^2/2, abs(x) - 1/2)\ns.t.\n x <= 1",
    "maximum of a parabola and a line": "var x\nmin max(x^2, 2 - x)\ns.t.\n x >= 2",
    "minimum of parabolas": "var x\nmin min((x - 1)^2, (x + 2)^2 + 1/2)\ns.t.\n x <= 0",
    "maximum of two parabolas": "var x\nmin max((x - 1)^2, (x + 1)^2 - 1)\ns.t.\n x = 2",
    # periodic
    "sine and square": "var x\nmin sin(x) + x^2/10\ns.t.\n x <= 1",
    "sine on a box": "var x\ndomain x in [0, 10]\nmin sin(x)\ns.t.\n x <= 4",
    "cosine and a line on a box": "var x\ndomain x in [-5, 7]\nmin 2*cos(x) + x/3\ns.t.\n x = 1",
    "sine over the line": "var x\nmin sin(x)\ns.t.\n x <= 1",
    "two frequencies on a box": "var x\ndomain x in [-4, 4]\nmin sin(2*x) + cos(3*x)\ns.t.\n x = 0",
    "sine in a constraint": "var x\ndomain x in [-3, 6]\nmin x^2/8\ns.t.\n sin(x) <= -1/2",
    "cosine and absolute value": "var x\nmin abs(x) + 3*cos(x)\ns.t.\n x >= 1",
    # finite sets
    "finite set": "var x\ndomain x in {-2, 0, 1, 5}\nmin x^2 - 3*x\ns.t.\n x >= 2",
    "integers": "var x\ndomain x in 0..6\nmin (x - 5/2)^2\ns.t.\n x <= 1",
    # other functions
    "bell": "var x\nmin -exp(-x^2)\ns.t.\n x = 1",
    "logarithm against a square": "var x\ndomain x in [1/2, 4]\nmin log(x) - x^2/9\ns.t.\n x >= 2",
    "root against a line": "var x\ndomain x >= 0\nmin sqrt(x)\ns.t.\n x >= 1",
}
GRID = 40_001
FAR = 400.0


def derived(name: str) -> Derivation:
    return derive(standardize(parse(STATEMENTS[name])))


def points(derivation: Derivation, reach: float) -> np.ndarray:
    """A grid of the domain, dense near 0 where the domain is unbounded."""
    domain = derivation.form.domain
    if domain.discrete:
        return np.array([float(point[0]) for point in domain.discrete[0].points])
    bounds = domain.bound("x")
    low = -reach if bounds.lower is None else float(bounds.lower)
    high = reach if bounds.upper is None else float(bounds.upper)
    shrink = 1e-12 * max(1.0, high - low)
    low, high = low + shrink * (not bounds.lower_closed), high - shrink * (not bounds.upper_closed)
    wide, near = np.linspace(low, high, GRID), np.linspace(max(low, -12.0), min(high, 12.0), GRID)
    return np.concatenate([wide, near])


def least(derivation: Derivation, multipliers: dict[str, Fraction], reach: float) -> float:
    """The least value of L as stated on the grid, refined around the best points of it."""
    fixed = {name: float(value) for name, value in multipliers.items()}
    tree = derivation.lagrangian.expression

    def level(x: np.ndarray) -> np.ndarray:
        known = {name: np.full_like(x, value) for name, value in fixed.items()}
        return np.asarray(values(tree, {"x": x, **known}), dtype=float) + np.zeros_like(x)

    grid = points(derivation, reach)
    shown = level(grid)
    best = float(np.nanmin(shown))
    if derivation.form.domain.discrete:
        return best
    low, high = grid.min(), grid.max()
    for place in np.argsort(np.where(np.isnan(shown), np.inf, shown))[:6]:
        around = np.linspace(max(low, grid[place] - 0.03), min(high, grid[place] + 0.03), 4001)
        best = min(best, float(np.nanmin(level(around))))
    return best


def draws(derivation: Derivation, count: int, seed: str) -> list[dict[str, Fraction]]:
    generator = random.Random(seed)
    found: list[dict[str, Fraction]] = []
    for k in range(count):
        point: dict[str, Fraction] = {}
        for multiplier in derivation.dual_function.multipliers:
            size = Fraction(generator.randint(0, 40), generator.choice((1, 3, 4, 8, 20)))
            size = Fraction(0) if k == 0 else size
            point[multiplier.name] = size if multiplier.kind == "inequality" else size * generator.choice((1, -1))
        found.append(point)
    return found


@pytest.mark.parametrize("name", STATEMENTS)
def test_theta_is_the_global_infimum(name: str) -> None:
    derivation = derived(name)
    assert derivation.dual_function.is_closed, derivation.dual_function.reason
    finite = 0
    for multipliers in draws(derivation, 12, name):
        theta = float(dual_value(derivation.dual_function, multipliers))
        near, far = least(derivation, multipliers, FAR), least(derivation, multipliers, 10 * FAR)
        if theta == -math.inf:
            assert far < near - 10 or near < -1e5, (multipliers, near, far)
            continue
        finite += 1
        slack = 1e-6 * max(1.0, abs(theta))
        assert near >= theta - slack, (multipliers, theta, near)
        # An infimum that is not attained is approached as the grid is stretched.
        assert min(near, far) <= theta + 2e-4 * max(1.0, abs(theta)) + 3 / FAR, (multipliers, theta, near, far)
    assert finite > 0 or name in ("odd degree",)
