"""Convex problems beyond cvxpy's atoms: IPOPT where SLSQP leaves a residual, and what is said where it is missing."""

from __future__ import annotations

import sys
from importlib.util import find_spec

import numpy as np
import pytest

from duality.errors import BackendUnavailable
from duality.model.solution import Rigor, Status
from duality.solving import solve
from duality.solving.local import answer
from duality.solving.local.compiled import CompiledForm
from duality.solving.local.ipopt import ipopt_point
from duality.solving.local.multipliers import recover
from duality.solving.local.search import Found
from duality.solving.task import Limits
from tests.solve.forms import form

QUARTIC = "min sqrt(x^4 + 1) + exp(y)*y\ns.t. total: x + y >= 2\ndomain y >= 0"

needs_casadi = pytest.mark.skipif(find_spec("casadi") is None, reason="casadi is not installed")


@needs_casadi
@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("min (x - 1)^2 + (y + 2)^2\ns.t. a: x + y = 1", (2.0, -1.0)),
        ("min x^2 + y\ns.t. a: exp(-y) <= 1\n b: x >= 3", (3.0, 0.0)),
        ("min cosh(x - 1) + max(y, -y) + huber(z, 1) + norm(x, 2)\ndomain y in [1, 4]\ndomain z >= 2", None),
        ("min abs(x - 2) + norm1(y, 1) + norminf(y, x) + min(4, 5)*x^2/2\ndomain y >= 1/2", None),
        ("domain x > 0\nmin x*log(x) + 2^x + x^(3/2) + tanh(1)", None),
    ],
)
def test_ipopt_solves_what_the_language_states(text: str, point: tuple[float, ...] | None) -> None:
    compiled = CompiledForm(form(text))
    start = np.clip(np.full(len(compiled.variables), 2.3), compiled.lower, compiled.upper)
    found = ipopt_point(compiled, start, Limits())
    assert found is not None
    if point is not None:
        assert found == pytest.approx(point, abs=1e-7)
    near = (
        [
            compiled.objective.value(np.clip(found + 1e-3 * np.array(d), compiled.lower, compiled.upper))
            for d in np.vstack([np.eye(len(found)), -np.eye(len(found))])
        ]
        if point is None
        else []
    )
    assert all(compiled.objective.value(found) <= value + 1e-9 for value in near)


def roughly(*x: float):
    """A local search that stops early."""
    return lambda *_: Found(np.array(x), 0.0)


@needs_casadi
def test_a_residual_is_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer, "search", roughly(1.2, 0.8))
    monkeypatch.setattr(answer, "polished", lambda compiled, x, multipliers: (x, multipliers))
    solution = solve(form(QUARTIC), convex="proved")
    assert solution.status is Status.OPTIMAL
    compiled = CompiledForm(form(QUARTIC))
    recovered = recover(compiled, np.array([float(v) for _, v in solution.point or ()]))
    assert recovered is not None
    assert recovered.residual <= 1e-8
    assert dict(solution.multipliers or ())["total"] == pytest.approx(recovered.multipliers["total"], rel=1e-6)
    assert not any("residual" in warning for warning in solution.warnings)


def test_a_missing_casadi_is_named_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "casadi", None)
    with pytest.raises(BackendUnavailable, match=r"pip install 'duality-playground\[casadi\]'"):
        ipopt_point(CompiledForm(form(QUARTIC)), np.array([1.0, 1.0]), Limits())
    monkeypatch.setattr(answer, "search", roughly(1.2, 0.8))
    monkeypatch.setattr(answer, "polished", lambda compiled, x, multipliers: (x, multipliers))
    solution = solve(form(QUARTIC), convex="proved")
    assert any("duality-playground[casadi]" in warning for warning in solution.warnings)
    assert solution.rigor is Rigor.FOUND


def test_without_casadi_a_sharp_point_needs_no_remark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "casadi", None)
    solution = solve(form(QUARTIC), convex="proved")
    assert solution.status is Status.OPTIMAL
    assert solution.warnings == ()
