"""The time limit and Ctrl-C, moment by moment: who is interrupted when, and what is said at the end."""

from __future__ import annotations

import math
import os
import signal
import threading
import time
from collections.abc import Iterator

import pytest

import duality as du
from duality.api.early import early_report
from duality.api.effort import reserve
from duality.api.pipeline import derivation_of
from duality.api.progress import VERIFYING, Progress
from duality.cli import supervision
from duality.cli.exit_codes import ExitCode
from duality.cli.stopping import interrupted, speaker
from duality.cli.supervision import GRACE, PATIENCE, LastWords, Supervision
from duality.model.report import Report
from tests.cli.test_progress_line import Clock


@pytest.fixture
def interruptions(monkeypatch) -> list[int]:
    caught: list[int] = []
    monkeypatch.setattr(supervision, "interrupt_thread", lambda identity, by=KeyboardInterrupt: caught.append(identity))
    return caught


def watched(limit: float | None, said: list[LastWords] | None = None, left: list[int] | None = None):
    clock = Clock()

    def speak(known: Progress) -> LastWords:
        words = interrupted("a.dual", known)
        if said is not None:
            said.append(words)
        return words

    leave = (left if left is not None else []).append
    return Supervision("a.dual", limit, speak=speak, now=clock, leave=leave), clock


def test_a_stage_is_interrupted_in_time_for_the_verification(interruptions):
    watching, clock = watched(10.0)
    watching.known.stage = "solving the primal problem"
    # Half of what is kept for the verification is left to it.
    clock.seconds += 9.95 - reserve(10.0) / 2
    watching.look()
    assert interruptions == []
    clock.seconds += 0.1
    watching.look()
    assert interruptions == [threading.get_ident()]
    assert watching.known.stopped == "time"
    watching.look()
    assert len(interruptions) == 1


def test_the_verification_is_interrupted_at_the_limit_only(interruptions):
    watching, clock = watched(10.0)
    watching.known.stage = VERIFYING
    clock.seconds += 9.9
    watching.look()
    assert interruptions == []
    clock.seconds += 0.1
    watching.look()
    assert len(interruptions) == 1


def test_nobody_is_interrupted_after_the_end(interruptions):
    left: list[int] = []
    watching, clock = watched(10.0, left=left)
    watching.known.finish()
    clock.seconds += 50
    watching.look()
    assert (interruptions, left) == ([], [])


def test_what_does_not_stop_is_left_with_last_words(interruptions):
    said: list[LastWords] = []
    left: list[int] = []
    watching, clock = watched(2.0, said, left)
    watching.known.stage = "deriving the dual function"
    clock.seconds += 2.0 + GRACE
    watching.look()
    assert left == [ExitCode.NO_ANSWER]
    assert said[0].complaint == (
        "a.dual: the time limit was reached while deriving the dual function; nothing is known yet"
    )


def test_a_library_that_ignores_ctrl_c_is_left_after_a_while(interruptions):
    left: list[int] = []
    watching, clock = watched(None, left=left)
    watching.called = clock.seconds
    clock.seconds += PATIENCE - 0.1
    watching.look()
    assert left == []
    clock.seconds += 0.1
    watching.look()
    assert left == [ExitCode.INTERRUPTED]
    assert watching.known.stopped == "user"


@pytest.fixture
def listening() -> Iterator[None]:
    """A process in the background ignores Ctrl-C; here it is heard."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(not hasattr(os, "set_blocking"), reason="no pipes that do not block")
def test_ctrl_c_rings_the_bell(listening: None) -> None:
    with supervision.supervised("a.dual", None, wanted=False) as watching:
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        for _ in range(500):
            if watching.called is None:
                time.sleep(0.01)
    assert watching.called is not None


def test_an_interruption_reaches_python_code_that_would_go_on():
    def endless() -> None:
        while True:
            math.sqrt(2.0)

    timer = threading.Timer(0.05, supervision.interrupt_thread, [threading.get_ident()])
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        endless()
    timer.join()


def test_last_words_go_past_redirected_streams(capfd):
    left: list[int] = []
    watching, clock = watched(1.0, left=left)
    watching.speak = lambda known: LastWords("told\n", "and why", 3)
    watching.start()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(watching, "now", lambda: clock.seconds + 10)
        while not left:
            time.sleep(0.005)
    watching.known.finish()
    watching.stop()
    assert capfd.readouterr().out.startswith("told\n")


def test_the_report_so_far_has_bounds_and_no_verdict():
    known = Progress(stage="solving the dual problem", stopped="time")
    known.derivation = derivation_of(du.parse("max x\ns.t. x^2 <= 1"))
    known.primal_bounds.saw(-2.0, -0.5)
    known.dual_bounds.saw(lower=-3.0)
    told: list[Report] = []

    def keep(report: Report) -> LastWords:
        told.append(report)
        return LastWords("", "", 0)

    speaker("a.dual", None, keep)(known)
    report = told[0]
    assert (report.primal.lower, report.primal.upper, report.primal.value) == (0.5, 2.0, None)
    assert (report.dual.lower, report.dual.upper) == (0.5, 3.0)
    assert report.strong_duality.verdict == "unknown"
    assert any("the time limit was reached while solving the dual problem" in warning for warning in report.warnings)


@pytest.mark.parametrize("format", ["text", "latex", "markdown", "json"])
def test_the_report_so_far_can_be_shown_in_every_format(format: str):
    from duality.report.render import render

    known = Progress(stage="solving the primal problem", stopped="user")
    derivation = derivation_of(du.parse("min x^4 - 3*x^2 + x\ns.t. right: x >= 0"))
    assert "interrupted while solving the primal problem" in render(early_report(known, derivation), format)
