"""One budget stops all work: from Python as from the command line, in any thread, with the bounds that are known."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
import threading
import time

import pytest

import duality as du
from duality.errors import BeyondFloats, OutOfBudget
from duality.model.budget import UNLIMITED, USUAL, Budget, attempted, checkpoint, current, finishing, spending
from duality.model.scalar import TooLarge, Undecided, exact

HARD = (
    "min x*sin(y) + exp(exp(x - y)) + y^4\ns.t. x*y <= 3\nsin(x) + y >= -2",
    "min sqrt(2)*x^4 - sqrt(3)*x*y + pi*y^4 - sqrt(sqrt(5) + 1)*z\n"
    "s.t. x^2 + sqrt(7)*y^2 + z^2 <= sqrt(11)\nx*y*z = 1/9",
    "domain x in {-1, 0, 2, 3}\nmin cos(x + y) + sqrt(x^2 + y^2 + 2)\ns.t. 1e-6*(x + y^2) <= 2e-6",
    "min exp(exp(exp(x))) - x*y\ns.t. x^2 + y^2 <= exp(2)",
    "domain x in [-4, 4]; domain y in [-4, 4]\nmin z\ns.t. 3*x^3 + 5*x*y - 40*x + 2*y^2 - z <= 13\n"
    "-3*x^3 - 5*x*y + 40*x - 2*y^2 - z <= -13\n2*x^2 + 3*x*y + 4*y^3 - 25*y - z <= 21\n"
    "-2*x^2 - 3*x*y - 4*y^3 + 25*y - z <= -21",
)
GRACE = 1.0

pytestmark = pytest.mark.speed


@pytest.mark.parametrize("text", HARD)
def test_a_solve_ends_within_a_second_of_its_budget(text: str) -> None:
    problem = du.parse(text)
    du.derive(problem, time_limit=1)
    began = time.thread_time()
    with spending(Budget.of(1.0)):
        report = du.solve(problem)
    assert time.thread_time() - began <= 1.0 + GRACE
    assert report.primal.lower <= report.primal.upper


def test_a_time_limit_holds_in_a_thread_that_is_not_the_main_one() -> None:
    spent: list[float] = []

    def solve() -> None:
        du.solve(HARD[1], time_limit=1)
        spent.append(time.thread_time())

    thread = threading.Thread(target=solve)
    thread.start()
    thread.join(120)
    assert spent and spent[0] <= 1.0 + GRACE


def test_a_search_that_is_stopped_leaves_a_report_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(*_: object, **__: object) -> None:
        raise OutOfBudget("searching")

    monkeypatch.setattr(importlib.import_module("duality.solving"), "solve", endless)
    report = du.solve("min x^4 + exp(x)\ns.t. x >= 1")
    assert report.primal.lower <= 1 + 2.71828182846
    assert any("the time limit was reached while solving the primal problem" in told for told in report.warnings)


def test_without_any_budget_there_is_a_report_of_what_is_seen_at_once() -> None:
    with spending(Budget.of(0.0)):
        report = du.solve("min x^4*sin(x) - exp(x*y)\ns.t. x*y >= 1\nx + sin(y) <= 9")
    assert report.primal.lower <= report.primal.upper
    assert any("the time limit was reached while" in told for told in report.warnings)


def test_shares_are_parts_of_what_is_left() -> None:
    budget = Budget.of(10.0)
    assert budget.share(0.5).left == pytest.approx(5.0, abs=0.1)
    assert budget.aside(0.05).left == pytest.approx(0.05 * USUAL, abs=0.1)
    assert Budget.of(1.0).aside(0.5).left == pytest.approx(0.5, abs=0.1)
    assert Budget.of(1.0).aside(0.1).left == pytest.approx(0.25, abs=0.1)
    assert UNLIMITED.share(0.5) == UNLIMITED and UNLIMITED.limit is None
    assert UNLIMITED.bounded(0.5).left == pytest.approx(0.5 * USUAL, abs=0.1)
    assert Budget.by_clock(3.0).work == UNLIMITED.work


def test_an_inner_budget_never_outlives_the_one_around_it() -> None:
    with spending(Budget.of(0.0)), spending(Budget.of(100.0)) as inner:
        assert inner.is_over
        with pytest.raises(OutOfBudget, match="counting"):
            checkpoint("counting")
        with finishing():
            checkpoint("telling what is known")
    assert current() == UNLIMITED
    assert attempted(Budget.of(0.0), lambda: 1, 2) == 2


def test_waiting_is_no_work() -> None:
    budget = Budget.of(0.05)
    time.sleep(0.2)
    assert not budget.is_over
    assert Budget.by_clock(0.05).left < 0.06


def test_an_irrational_number_of_many_parts_is_refused_at_once() -> None:
    sympy = importlib.import_module("sympy")
    value = sympy.Add(*(sympy.sqrt(n + sympy.sqrt(n + 1)) for n in range(2, 400)))
    with pytest.raises(TooLarge) as caught:
        exact(value)
    assert isinstance(caught.value, Undecided) and isinstance(caught.value, OutOfBudget)


def test_tiny_constants_are_not_taken_for_zero() -> None:
    sympy = importlib.import_module("sympy")
    began = time.process_time()
    assert exact(sympy.exp(-700) * sympy.sin(4)) != 0
    assert exact(sympy.sqrt(2) + sympy.sqrt(3) - sympy.sqrt(5 + 2 * sympy.sqrt(6))) == 0
    assert time.process_time() - began < 5


SHOWN = """
import duality as du
from duality.model.budget import Budget, spending
with spending(Budget.of(8.0)):
    report = du.solve("min x^4 - 3*x^2 + x + sin(y)*y\\ns.t. x*y >= -1\\ny <= 2\\ny >= -3")
print(report.primal.label, f"{report.primal.value:.6g}", report.verdict)
"""


def test_a_search_with_a_budget_gives_the_same_answer_beside_busy_processes() -> None:
    def shown() -> str:
        return subprocess.run(
            [sys.executable, "-c", SHOWN], capture_output=True, text=True, timeout=300, check=True
        ).stdout

    alone = shown()
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(2 * (os.cpu_count() or 1))]
    try:
        assert shown() == alone
    finally:
        for process in busy:
            process.kill()
            process.wait()


def test_a_number_beyond_the_largest_float_ends_the_work_and_not_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BeyondFloats), spending(UNLIMITED):
        float(10**400)
    assert attempted(UNLIMITED, lambda: float(10**400), 0.0) == 0.0

    def overflowing(*_: object, **__: object) -> None:
        float(10**400)

    monkeypatch.setattr(importlib.import_module("duality.solving"), "solve", overflowing)
    report = du.solve("min x^4 + exp(x)\ns.t. x >= 1")
    assert report.primal.lower <= 1 + 2.71828182846
    assert any("numbers grew too large while solving the primal problem" in told for told in report.warnings)


def test_an_irrational_number_of_thousands_of_digits_is_refused_before_it_is_written() -> None:
    sympy = importlib.import_module("sympy")
    with pytest.raises(TooLarge):
        exact(sympy.Integer(10) ** 5000 + sympy.sqrt(2))
    with spending(Budget.of(3.0)):
        report = du.solve("max sqrt(x)\ndomain x in [1e-140, 10^140]\ns.t. x*exp(x) + x <= 2\n x + 2*x^56 <= 9")
    assert report.primal.lower <= report.primal.upper
