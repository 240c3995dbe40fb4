"""Random statements of every family against a grid with polish: no strong claim is contradicted by a point."""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random

import numpy as np
import pytest

import duality as du
from tests.properties.reference import Reference
from tests.properties.statements import FAMILIES, Statement

CASES = 8


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(CASES))
@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__)
def test_no_point_contradicts_the_report(family: Callable[[Random], Statement], seed: int) -> None:
    statement = family(Random(f"{family.__name__}{seed}"))
    report = du.solve(du.parse(statement.text), time_limit=3)
    assert str(report)
    reference = Reference(statement)
    sign = reference.sign
    least, _ = reference.best()
    primal, dual = report.primal, report.dual
    if primal.status == "infeasible":
        assert least == math.inf
    if primal.value is not None and math.isfinite(primal.value) and primal.label != "numerical":
        assert least >= sign * primal.value - 1e-5 * max(1.0, abs(primal.value))
    if dual.value is not None and primal.value is not None and "numerical" not in (dual.label, primal.label):
        slack = 1e-6 * abs(primal.value) if math.isfinite(primal.value) else 0.0
        assert sign * dual.value <= sign * primal.value + max(1e-6, slack)
    if report.verdict == "holds":
        assert report.gap is not None
        assert report.gap <= 1e-4 * max(1.0, abs(primal.value or 0.0))
    theta = report.derivation.dual_function
    if theta.form != "closed":
        return
    generator = Random(seed)
    for _ in range(3):
        signs = [generator.choice([1, -1]) if same else 1 for same in reference.equalities]
        given = np.array([s * generator.choice([0.0, 0.5, 1.0, 2.0]) for s in signs])
        found = float(theta({f"r{k}": float(a) for k, a in enumerate(given)}))
        bound = reference.lagrangian(given)
        assert found <= bound + 1e-6 * max(1.0, abs(bound))
