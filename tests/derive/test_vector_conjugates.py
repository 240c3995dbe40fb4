"""Every vector conjugate against its definition: inf over y of c*Phi(u(y)) + s'y at exact multipliers.

Where a branch holds, no y lies below its value (Fenchel-Young) and a search comes down to it; where none holds, the
search falls without bound. The search runs over z with y a stretched function of z, so that it reaches both ends of a
domain.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator

import numpy as np
import pytest
from scipy.optimize import minimize

from duality.algebra.evaluate import value
from duality.derivation.dual_value import holds, tree_value
from duality.model.derivation import Branch
from duality.model.expression import Expression
from tests.derive.conjugate_cases import CASES, Case, Point


def number(node: Expression, point: Point) -> float:
    """The tree in floating point; exactly where rounding leaves its domain."""
    found = value(node, {name: float(v) for name, v in point.items()})
    return float(tree_value(node, point)) if math.isnan(found) else found


def ids() -> list[str]:
    return [case.name for case in CASES]


def stretched(case: Case, z: np.ndarray) -> np.ndarray:
    """y of z: sinh on the whole line, a shifted exponential on a half-line."""
    y = np.sinh(np.clip(z, -40, 40))
    for k, bounds in enumerate(case.bounds):
        if bounds.lower is not None:
            y[k] = float(bounds.lower) + math.exp(min(60.0, max(-60.0, z[k])))
    return y


def infimum(case: Case, point: Point, generator: np.random.Generator, target: float) -> float:
    """The least level that searches from several starts meet; stops near the target."""
    best = math.inf
    n = len(case.labels)

    def level(z: np.ndarray) -> float:
        return min(case.level(point, stretched(case, z)), 1e300)

    class Reached(Exception):
        """The target is met."""

    def stop(z: np.ndarray) -> None:
        if level(z) <= target:
            raise Reached

    for attempt in range(8):
        start = generator.normal(size=n) * (0.5 + attempt / 2)
        if case.atom.kind == "logdet2":
            start[:2] = np.abs(start[:2]) + 1.5
        steps = 1.0 + generator.uniform(size=(n + 1, n))
        simplex_ = start + np.vstack([np.zeros(n), np.diag(steps[0])])
        for _ in range(3):
            options = {"initial_simplex": simplex_, "maxiter": 300 * n, "xatol": 1e-10, "fatol": 1e-13}
            try:
                found = minimize(level, start, method="Nelder-Mead", callback=stop, options=options)
            except Reached:
                return target
            start = found.x
            simplex_ = start + np.vstack([np.zeros(n), np.diag(generator.choice([-1.0, 1.0], size=n))])
            best = min(best, float(found.fun))
    return best


def samples(case: Case, count: int) -> Iterator[tuple[Point, Branch | None]]:
    generator = random.Random(case.name)
    branches = case.branches()
    for _ in range(count):
        point = case.point(generator)
        yield point, next((b for b in branches if all(holds(c, point) for c in b.conditions)), None)


@pytest.mark.parametrize("case", CASES, ids=ids())
def test_no_point_lies_below_the_value(case: Case) -> None:
    generator = np.random.default_rng(1)
    seen = 0
    for point, branch in samples(case, 60):
        if branch is None:
            continue
        seen += 1
        expected = number(branch.value, point)
        assert math.isfinite(expected), (point, branch)
        for _ in range(25):
            y = stretched(case, generator.normal(size=len(case.labels)) * generator.choice([0.3, 1.0, 3.0, 8.0]))
            found = case.level(point, y)
            # L is a difference of large numbers far out.
            size = max(1.0, float(np.abs(y).max())) * max(1.0, *(abs(float(v)) for v in point.values()))
            assert found >= expected - 1e-9 * size, (point, branch, y)
    assert seen > 0 or "outside" in case.name or "negative" in case.name


@pytest.mark.parametrize("case", CASES, ids=ids())
def test_the_value_is_approached_and_minimizers_attain_it(case: Case) -> None:
    generator = np.random.default_rng(2)
    for point, branch in samples(case, 24):
        if branch is None:
            continue
        expected = number(branch.value, point)
        slack = 1e-4 * max(1.0, abs(expected))
        if branch.minimizer is not None:
            at = dict(branch.minimizer)
            y = np.array([number(at[label], point) for label in case.labels])
            if np.isfinite(y).all():
                assert case.level(point, y) == pytest.approx(expected, abs=1e-7 * max(1.0, float(np.abs(y).max())))
                continue
            assert branch.attained is not True, (point, branch)
        assert infimum(case, point, generator, expected + slack) <= expected + slack, (point, branch)


@pytest.mark.parametrize("case", CASES, ids=ids())
def test_outside_the_domain_it_falls_without_bound(case: Case) -> None:
    generator = np.random.default_rng(3)
    outside = 0
    for point, branch in samples(case, 24):
        if branch is None and outside < 8:
            outside += 1
            assert infimum(case, point, generator, -150.0) < -100, point
