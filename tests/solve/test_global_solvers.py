"""Every global solver bounds the same problems; a missing one says what to install; nothing is printed or written."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from math import inf
from pathlib import Path

import pytest

from duality.errors import BackendFailed, BackendRefused, BackendUnavailable
from duality.model.budget import Budget
from duality.model.form import StandardForm
from duality.solving import inner_infimum, solve
from duality.solving.globally import schedule
from duality.solving.globally.bound import GlobalBound, Request
from duality.solving.globally.solvers.intervals_ import Intervals
from duality.solving.globally.solvers.maingo_ import Maingo
from duality.solving.globally.solvers.order import GLOBAL_SOLVERS
from duality.solving.globally.solvers.protocol import GlobalSolver
from duality.solving.globally.solvers.scip_ import Scip
from duality.solving.local.compiled import CompiledForm
from duality.solving.local.multipliers import recover
from duality.solving.local.search import search
from duality.solving.task import Limits
from tests.solve.forms import form

KNOWN = [
    ("var x, y\nmin x^2 - y^2 + x*y\ndomain x in [-1, 2]\ndomain y in [-1, 1]", -1.25),
    ("var x, y\nmin sin(x)*y + exp(-x)\ndomain x in [0, 6]\ndomain y in [0, 1]", -0.99105671),
    ("var x, y\nmin -x - y\ns.t.\n y <= 2*x^4 - 8*x^3 + 8*x^2 + 2\n y <= 4*x^4 - 32*x^3 + 88*x^2 - 96*x + 36\n"
     "domain x in [0, 3]\ndomain y in [0, 4]", -5.50801327),
    ("var x, y\nmin max(x, y) + abs(x - 1) + norm(x, y) + tanh(y)\ndomain x in [-2, 2]\ndomain y in [-2, 2]", None),
    ("var x, y\nmin x/y + cosh(x)\ns.t. x*y = 1\ndomain x in [1/2, 2]\ndomain y in [1/2, 2]", None),
]  # fmt: skip


AVAILABLE = [s for s in GLOBAL_SOLVERS if not (isinstance(s, Maingo) and find_spec("maingopy") is None)]


def started(stated: StandardForm) -> Request:
    """A request that knows the best local minimum."""
    compiled = CompiledForm(stated)
    best = search(compiled, Limits())
    assert best.x is not None
    found = recover(compiled, best.x)
    multipliers = None if found is None else found.multipliers
    return Request(
        gap=1e-6, budget=Budget.of(10), start=compiled.point(best.x), value=best.value, multipliers=multipliers
    )


@pytest.mark.parametrize("solver", AVAILABLE, ids=lambda s: s.name)
@pytest.mark.parametrize(("text", "value"), KNOWN)
def test_the_bounds_enclose_the_known_value(
    solver: GlobalSolver, text: str, value: float | None, capfd: pytest.CaptureFixture[str], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    stated = form(text)
    assert solver.refusal(stated) is None
    found = solver.bound(stated, started(stated))
    assert found.status == "proven"
    assert found.lower <= found.upper
    assert found.gap <= 1e-4
    if value is not None:
        assert found.lower <= value + 2e-6
        assert found.upper >= value - 2e-6
    assert capfd.readouterr() == ("", "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("solver", AVAILABLE, ids=lambda s: s.name)
def test_an_empty_set_is_infeasible(solver: GlobalSolver) -> None:
    text = "var x, y\nmin x\ns.t. x^2 + y^2 <= -1\ndomain x in [-5, 5]\ndomain y in [-5, 5]"
    assert solver.bound(form(text), Request()).status == "infeasible"


@pytest.mark.parametrize(
    ("solver", "module", "extra"),
    [(Scip(), "pyscipopt", "pyscipopt"), (Maingo(), "maingopy", r"duality-playground\[maingo\]")],
    ids=["SCIP", "MAiNGO"],
)
def test_a_missing_solver_says_what_to_install(
    solver: GlobalSolver, module: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(BackendUnavailable, match=r"pip install .*" + extra):
        solver.bound(form("min x^2"), Request())


def test_without_scip_the_intervals_still_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyscipopt", None)
    solution = solve(form("var x, y\nmin x^4 - x*y + y^4"), budget=Budget.of(5))
    assert solution.value == pytest.approx(-0.125, abs=1e-6)
    assert solution.lower == pytest.approx(-0.125, abs=1e-5)


def test_scip_takes_integers_and_sets_of_tuples() -> None:
    text = "var x, y, k\nmin (x - 1.3)^2 + x*y + k\ndomain (x, y) in {(0, 1), (1, -1), (2, 3)}\ndomain k in 2..9"
    found = Scip().bound(form(text), Request())
    assert (found.status, found.point) == ("proven", pytest.approx({"x": 1, "y": -1, "k": 2}))
    assert found.lower == pytest.approx(0.09 - 1 + 2, abs=1e-6)
    with pytest.raises(BackendRefused):
        Intervals().bound(form(text), Request())


def test_refusals_name_their_reason() -> None:
    many = form("var x[1..12]\nmin sum(x[k]^4 - x[k]^2 for k in 1..12)")
    assert "8 variables" in (Intervals().refusal(many) or "")
    assert "continuous" in (Maingo().refusal(form("min x^2\ndomain x in {0, 1}")) or "")
    with pytest.raises((BackendRefused, BackendFailed)):
        Scip().bound(form("min erf(x)\ndomain x in [-1, 1]"), Request())


@pytest.mark.skipif(find_spec("maingopy") is None, reason="maingopy is not installed: pip install maingopy")
def test_a_box_that_was_put_in_is_told() -> None:
    found = Maingo().bound(form("min x^4 - 3*x^2 + x"), Request())
    assert (found.status, found.lower) == ("open", -inf)
    assert found.inside == pytest.approx(-3.513905, abs=1e-5)
    assert found.radius < inf


class _Stopped:
    """A solver that the user interrupts."""

    name = "stopped"

    def refusal(self, form_: object) -> str | None:
        return None

    def bound(self, form_: object, request: Request) -> GlobalBound:
        request.watch.saw(-7.0)
        raise KeyboardInterrupt


class _Onlooker:
    """Keeps the best bounds that it was told."""

    lower, upper = -inf, inf

    def saw(self, lower: float = -inf, upper: float = inf) -> None:
        self.lower, self.upper = max(self.lower, lower), min(self.upper, upper)


def test_an_interruption_leaves_the_bounds_with_whoever_looks_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "Intervals", _Stopped)
    watch = _Onlooker()
    with pytest.raises(KeyboardInterrupt):
        solve(form("var x, y\nmin x^4 - x*y + y^4 - x"), budget=Budget.of(5), watch=watch)
    assert watch.lower == -7
    assert -2 < watch.upper < 0


@pytest.mark.parametrize("solver", AVAILABLE, ids=lambda solver: solver.name)
def test_bounds_are_told_on_the_way(solver: GlobalSolver) -> None:
    watch = _Onlooker()
    text = "var x, y\nmin x*y + sin(3*x)*y\ndomain x in [-2, 2]\ndomain y in [-2, 2]"
    found = solver.bound(form(text), Request(budget=Budget.of(10), watch=watch))
    assert -inf < watch.lower <= found.upper
    assert watch.lower >= found.lower - 1e-6


@pytest.mark.parametrize(
    ("text", "status", "value"),
    [
        ("var x, y\nmin 4*x^2 - 2.1*x^4 + x^6/3 + x*y - 4*y^2 + 4*y^4", "proven", -1.0316284535),
        ("var x, y\nmin x*y\ndomain x in [-1, 2]\ndomain y in [-1, 2]", "proven", -2),
        ("var x, y\nmin x^2 + y^2 + x*y - 3*x", "proven", -3),
        ("var x, y\nmin x*y", "unbounded", -inf),
        ("var x, y\nmin sin(x) + y^2 + exp(x)", "proven", None),
    ],
)
def test_the_inner_infimum_is_bounded_from_both_sides(text: str, status: str, value: float | None) -> None:
    found = inner_infimum(form(text), budget=Budget.of(40))
    assert found.status == status
    assert found.lower <= found.upper
    if value is not None:
        assert found.lower == pytest.approx(value, abs=1e-5)
        assert found.upper == pytest.approx(value, abs=1e-5)


def test_the_inner_problem_has_no_constraints() -> None:
    with pytest.raises(ValueError, match="no constraints"):
        inner_infimum(form("min x\ns.t. x >= 1"))
