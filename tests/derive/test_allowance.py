"""A derivation that would run away is stopped, takes a cheaper form, and says so; by a clock that only counts."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

import duality as du
from duality.algebra.allowance import Allowance, OutOfTime, allowed, checkpoint
from duality.derive.bidual import dual_of_dual
from duality.derive.curvature import curvature
from duality.derive.derivation import derive
from duality.derive.standardize import standardize

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


def test_an_allowance_is_over_at_its_end() -> None:
    clock = Clock(0.0, 4.9, 5.0)
    with allowed(Allowance(5.0, clock)):
        checkpoint("counting")
        with pytest.raises(OutOfTime, match="counting"):
            checkpoint("counting")
    checkpoint("no one asks any more")


def test_theta_d_that_runs_away_leaves_the_auxiliary_form() -> None:
    """Both allowances start at 0; at 4 s the share of theta_D itself is over, the whole is not."""
    form = standardize(du.parse(COUPLED))
    derivation = derive(form, seconds=5.0, clock=Clock(0.0, 0.0, 4.0))
    assert derivation.dual_function.form == "auxiliary"
    assert derivation.dual_problem is not None
    assert any("stopped after 3 s while" in warning for warning in derivation.warnings)


def test_without_time_theta_d_is_left_to_numbers() -> None:
    form = standardize(du.parse(CURVED))
    derivation = derive(form, seconds=5.0, clock=Clock(0.0, 0.0, 6.0))
    assert derivation.dual_function.form == "numeric"
    assert derivation.dual_problem is None
    assert "stopped after 3 s while" in derivation.dual_function.reason


UNATTAINED = "domain y > 0\nmin exp(-x)\ns.t. c: x^2/y <= 0\n"


def test_a_formula_that_is_hardly_checked_is_withdrawn() -> None:
    form = standardize(du.parse(UNATTAINED))
    found = [derive(form, clock=Ticking(3.0 / looks)).dual_function for looks in range(20, 400, 20)]
    reasons = [theta.reason for theta in found]
    assert any("could not be checked in time" in reason for reason in reasons)
    assert all(theta.form == "closed" or "stopped" in theta.reason for theta in found)
    assert all(theta.checked_at >= 3 for theta in found if theta.form == "closed")


def test_a_check_that_is_stopped_late_keeps_the_formula_and_says_so() -> None:
    form = standardize(du.parse(UNATTAINED))
    derivations = [derive(form, clock=Ticking(3.0 / looks)) for looks in range(400, 6000, 400)]
    late = [d for d in derivations if d.dual_function.form == "closed" and d.warnings]
    assert late
    for derivation in late:
        checked = derivation.dual_function.checked_at
        assert derivation.warnings == (
            f"comparing theta_D with L was stopped after {checked} multipliers: the time was over",
        )


def test_the_report_says_so() -> None:
    derivation = derive(standardize(du.parse(COUPLED)), seconds=5.0, clock=Clock(0.0, 0.0, 4.0))
    found = du.Derivation(derivation)
    assert "Note: deriving theta_D was stopped after 3 s while" in str(found)
    assert "stopped" in json.loads(found.to_json())["warnings"][0]
    assert found.warnings == derivation.warnings


def test_the_dual_of_the_dual_gives_up_in_time() -> None:
    form = standardize(du.parse("min x^2 + y^2\ns.t. budget: x + y >= 1\n"))
    found = dual_of_dual(derive(form), curvature(form), seconds=1.0, clock=Clock(0.0, 2.0))
    assert (found.outcome, found.problem) == ("none", None)
    assert "stopped after 1 s" in found.why


def test_values_after_a_stop_are_those_without_it() -> None:
    """theta_D by the auxiliary form is a different formula of the same dual optimum."""
    problem = du.parse(COUPLED)
    stopped = derive(standardize(problem), seconds=5.0, clock=Clock(0.0, 0.0, 4.0))
    value = du.solve(stopped.dual_problem).primal.value
    assert value == pytest.approx(du.solve(problem).dual.value, abs=1e-5)


def test_a_large_problem_has_time_for_each_of_its_rows() -> None:
    """600 variables: 5 s and 2 ms for each variable and constraint; by then a small one would have been stopped."""
    text = (
        "var x[1..600]\ndomain x[k] >= 0 for k in 1..600\n"
        "min sum(x[k] for k in 1..600)\ns.t. sum(x[k] for k in 1..600) >= 1\n"
    )
    derivation = derive(standardize(du.parse(text)), clock=Clock(0.0, 0.0, 3.5))
    assert derivation.dual_function.form == "closed"
    small = derive(standardize(du.parse("min x^2\ns.t. x >= 1\n")), clock=Clock(0.0, 0.0, 3.5))
    assert small.dual_function.form == "numeric"
