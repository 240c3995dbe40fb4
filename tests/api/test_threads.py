"""Answers do not depend on where they are computed: threads, an event loop, a forked process, a busy neighbor."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

import duality as du

TEXTS = (
    "min x^2 + y^2\ns.t. budget: x + y >= 1",
    "max 3*x + 5*y\ndomain x >= 0, y >= 0\ns.t. a: x <= 4\nb: 2*y <= 12\nc: 3*x + 2*y <= 18",
    "min x^4 - 3*x^2 + x\ns.t. right: x >= -1",
    "min exp(x) - 2*x\ns.t. x <= 3",
    "min x*log(x) + y*log(y)\ns.t. x + 2*y = 1",
    "min abs(x - 2) + norm(x, y)\ns.t. x + y >= 1",
    "min x + y\ns.t. x >= 1\nx <= 0",
    "min -x\ns.t. y <= 1",
    "min x*y\ndomain x in [-1, 2], y in [-1, 2]\ns.t. x + y >= 1",
)


def told(text: str) -> str:
    """The whole report but for the time it took, and figures a solver rounds differently."""
    report = du.solve(text)
    return repr(
        (report.status, report.primal.exact, report.primal.label, report.dual.exact, report.verdict, rounded(report))
    )


def rounded(report: du.Report) -> list[str]:
    sides = (report.primal.value, report.dual.value)
    return ["none" if value is None else f"{value:.6g}" for value in sides]


@pytest.fixture(scope="module")
def alone() -> list[str]:
    return [told(text) for text in TEXTS]


def test_several_threads_give_the_same_answers(alone: list[str]) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(told, [*TEXTS, *reversed(TEXTS)]))
    assert found == [*alone, *reversed(alone)]


def test_a_thread_that_is_not_the_main_one_gives_the_same_answer(alone: list[str]) -> None:
    found: list[str] = []
    thread = threading.Thread(target=lambda: found.extend(map(told, TEXTS[:3])))
    thread.start()
    thread.join(120)
    assert found == alone[:3]


def test_an_event_loop_gives_the_same_answers_inside_and_beside(alone: list[str]) -> None:
    async def both() -> tuple[list[str], list[str]]:
        beside = await asyncio.gather(*(asyncio.to_thread(told, text) for text in TEXTS[:4]))
        return list(beside), [told(text) for text in TEXTS[:4]]

    assert asyncio.run(both()) == (alone[:4], alone[:4])


def test_solves_with_time_limits_side_by_side_in_an_event_loop_have_a_budget_each(alone: list[str]) -> None:
    async def both() -> list[du.Report]:
        solves = (asyncio.to_thread(du.solve, text, time_limit=60.0 + k) for k, text in enumerate(TEXTS[:3]))
        return await asyncio.gather(*solves)

    reports = asyncio.run(both())
    assert [report.verdict for report in reports] == [du.solve(text).verdict for text in TEXTS[:3]]


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="this system does not fork")
def test_a_forked_process_gives_the_same_answers(alone: list[str]) -> None:
    program = (
        "import os, sys\nfrom tests.api.test_threads import TEXTS, told\n"
        "told(TEXTS[0]); told(TEXTS[1])\nchild = os.fork()\n"
        "for text in TEXTS[:5]: print(told(text), flush=True) if not child else None\n"
        "sys.exit(0 if not child else os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == alone[:5]


def test_a_busy_process_beside_it_changes_no_answer(alone: list[str]) -> None:
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(os.cpu_count() or 1)]
    try:
        assert [told(text) for text in TEXTS[:5]] == alone[:5]
    finally:
        for process in busy:
            process.kill()
            process.wait()


def test_the_library_sets_no_signal_handler_and_starts_no_thread(alone: list[str]) -> None:
    program = (
        "import signal, threading\nbefore = {s: signal.getsignal(s) for s in signal.valid_signals()}\n"
        "from tests.api.test_threads import TEXTS, told\n[told(text) for text in TEXTS]\n"
        "assert before == {s: signal.getsignal(s) for s in signal.valid_signals()}\n"
        "assert threading.enumerate() == [threading.main_thread()], threading.enumerate()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    assert signal.getsignal(signal.SIGINT) is not None
