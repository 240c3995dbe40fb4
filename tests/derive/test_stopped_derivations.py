"""A derivation that would run away is stopped, takes a cheaper form, and says so; by a clock that only counts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from time import thread_time

import pytest

import duality as du
from duality.derivation.bidual import dual_of_dual
from duality.derivation.curvature import curvature
from duality.derivation.derivation import derive
from duality.derivation.standardize import standardize
from duality.errors import OutOfBudget
from duality.language import parse
from duality.model import budget
from duality.model.budget import Budget, checkpoint, spending
from duality.model.derivation import Derivation
from duality.model.form import StandardForm

COUPLED = "min exp(x + y) + (x - 2*y)^2 + exp(-x)\ns.t. c: x + y >= 1\n"
CURVED = "min (x + exp(y))^2 + x^2\ns.t. c: x + y >= 1\n"


class Clock:
    """Gives the times in turn, the last one for ever."""

    def __init__(self, *times: float) -> None:
        self.times: Iterator[float] = iter(times)
        self.last = 0.0

    def __call__(self) -> float:
        self.last = next(self.times, self.last)
        return self.last


class Ticking:
    """Every look at the clock takes a step."""

    def __init__(self, step: float) -> None:
        self.now, self.step = 0.0, step

    def __call__(self) -> float:
        self.now += self.step
        return self.now


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> Callable[[Clock | Ticking], None]:
    """Sets the clock by which work is measured."""
    return lambda clock: monkeypatch.setattr(budget, "thread_time", clock)


Runs = Callable[[Clock | Ticking], None]


def test_a_budget_is_over_at_its_end(runs: Runs) -> None:
    runs(Clock(0.0, 4.9, 5.0))
    with spending(Budget.of(5.0)):
        checkpoint("counting")
        with pytest.raises(OutOfBudget, match="counting"):
            checkpoint("counting")
    checkpoint("no one asks any more")


def test_theta_d_that_runs_away_leaves_the_auxiliary_form(runs: Runs) -> None:
    """Both allowances start at 0; at 4 s the share of theta_D itself is over, the whole is not."""
    form = standardize(du.parse(COUPLED))
    runs(Clock(0.0, 0.0, 4.0))
    derivation = derive(form)
    assert derivation.dual_function.form == "auxiliary"
    assert derivation.dual_problem is not None
    assert any("stopped while" in warning for warning in derivation.warnings)


def test_without_time_theta_d_is_left_to_numbers(runs: Runs) -> None:
    form = standardize(du.parse(CURVED))
    runs(Clock(0.0, 0.0, 6.0))
    derivation = derive(form)
    assert derivation.dual_function.form == "numeric"
    assert derivation.dual_problem is None
    assert "stopped while" in derivation.dual_function.reason


def _ticking(runs: Runs, form: StandardForm, looks: int) -> Derivation:
    """The share of theta_D is over after so many looks at the clock."""
    runs(Ticking(3.0 / looks))
    return derive(form)


UNATTAINED = "domain y > 0\nmin exp(-x)\ns.t. c: x^2/y <= 0\n"


def test_a_formula_that_is_hardly_checked_is_withdrawn(runs: Runs) -> None:
    form = standardize(du.parse(UNATTAINED))
    found = [_ticking(runs, form, looks).dual_function for looks in range(20, 400, 20)]
    reasons = [theta.reason for theta in found]
    assert any("could not be checked in time" in reason for reason in reasons)
    assert all(theta.form == "closed" or "stopped" in theta.reason for theta in found)
    assert all(theta.checked_at >= 3 for theta in found if theta.form == "closed")


def test_a_check_that_is_stopped_late_keeps_the_formula_and_says_so(runs: Runs) -> None:
    form = standardize(du.parse(UNATTAINED))
    derivations = [_ticking(runs, form, looks) for looks in range(400, 6000, 400)]
    late = [d for d in derivations if d.dual_function.form == "closed" and d.warnings]
    assert late
    for derivation in late:
        checked = derivation.dual_function.checked_at
        assert derivation.warnings == (
            f"comparing theta_D with L was stopped after {checked} multipliers: the time was over",
        )


def test_the_report_says_so(runs: Runs) -> None:
    runs(Clock(0.0, 0.0, 4.0))
    derivation = derive(standardize(du.parse(COUPLED)))
    found = du.Derivation(derivation)
    assert "Note: deriving theta_D was stopped while" in str(found)
    assert "stopped" in json.loads(found.to_json())["warnings"][0]
    assert found.warnings == derivation.warnings


def test_the_dual_of_the_dual_gives_up_in_time(runs: Runs) -> None:
    form = standardize(du.parse("min x^2 + y^2\ns.t. budget: x + y >= 1\n"))
    derivation, convexity = derive(form), curvature(form)
    runs(Clock(0.0, 6.0))
    found = dual_of_dual(derivation, convexity)
    assert (found.outcome, found.problem) == ("none", None)
    assert "stopped while" in found.why


def test_values_after_a_stop_are_those_without_it(runs: Runs) -> None:
    """theta_D by the auxiliary form is a different formula of the same dual optimum."""
    problem = du.parse(COUPLED)
    runs(Clock(0.0, 0.0, 4.0))
    stopped = derive(standardize(problem))
    runs(thread_time)
    value = du.solve(stopped.dual_problem).primal.value
    assert value == pytest.approx(du.solve(problem).dual.value, abs=1e-5)


def test_a_large_problem_has_time_for_each_of_its_rows(runs: Runs) -> None:
    """600 variables: 5 s and 2 ms for each variable and constraint; by then a small one would have been stopped."""
    text = (
        "var x[1..600]\ndomain x[k] >= 0 for k in 1..600\n"
        "min sum(x[k] for k in 1..600)\ns.t. sum(x[k] for k in 1..600) >= 1\n"
    )
    runs(Clock(0.0, 0.0, 3.5))
    derivation = derive(standardize(parse(text)))
    assert derivation.dual_function.form == "closed"
    runs(Clock(0.0, 0.0, 3.5))
    small = derive(standardize(du.parse("min x^2\ns.t. x >= 1\n")))
    assert small.dual_function.form == "numeric"
