"""Ctrl-C and the time limit in real processes: what is printed, the exit code, and that nothing is left behind."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals and terminals")

HARD = """
var x[1..7]
min sum(sin(3*x[k]*x[8-k]) + 0.01*x[k]^4 - x[k]^2 for k in 1..7) + x[1]*x[2]*x[3]
s.t. c: sum(x[k]^3 for k in 1..7) <= 5
     d: x[1]*x[4] + cos(x[2]) >= 1/2
domain x[k] in [-5, 5] for k in 1..7
"""

STUCK = """
import sys, time
began, real = [], time.monotonic
time.monotonic = lambda: real() - began[0] if began else 0.0
from duality.cli import main
import {module} as room
def stuck(*_, **__):
    began.append(real())
    while True:
        pass
room.{function} = stuck
sys.exit(main(sys.argv[1:]))
"""
"""The command line with one function that never returns, in Python; a time limit counts from there, on any machine."""

ASLEEP = STUCK.replace("pass", "__import__('time').sleep(600)").replace("while True:", "if True:")
"""The same in a library: no exception reaches it."""


class Running:
    """A process whose standard error is a terminal of ours."""

    def __init__(self, *arguments: str, cwd: Path) -> None:
        self.terminal, theirs = os.openpty()
        self.process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=cwd,
            env=os.environ | {"PYTHONPATH": str(CHECKOUT), "TERM": "xterm", "COLUMNS": "400"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=theirs,
            text=True,
            # A test run in the background ignores Ctrl-C, and so would what it starts.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        os.close(theirs)
        self.seen = ""

    def wait_for(self, words: str) -> None:
        """Until the terminal shows the words, or the process has ended without them."""
        while words not in self.seen:
            assert select.select([self.terminal], [], [], 300)[0], f"{words!r} is not in {self.seen!r}"
            try:
                data = os.read(self.terminal, 65536)
            except OSError:
                data = b""
            assert data, f"ended without {words!r}: {self.seen!r}"
            self.seen += data.decode()

    def finish(self) -> tuple[int, str]:
        """The exit code and standard output; the terminal is read until then, or the process would wait for it."""
        threading.Thread(target=self._read_on, daemon=True).start()
        try:
            out, _ = self.process.communicate(timeout=300)
        finally:
            self.process.kill()
        return self.process.returncode, out

    def _read_on(self) -> None:
        with suppress(OSError):
            while data := os.read(self.terminal, 65536):
                self.seen += data.decode(errors="replace")


@pytest.fixture
def hard(tmp_path: Path) -> Path:
    folder = tmp_path / "problem"
    folder.mkdir()
    path = folder / "hard.dual"
    path.write_text(HARD, encoding="utf-8")
    return path


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Path]:
    """A working directory that must stay empty."""
    folder = tmp_path / "work"
    folder.mkdir()
    yield folder
    assert list(folder.iterdir()) == []


def test_ctrl_c_in_the_primal_search_reports_the_bounds(hard: Path, empty: Path) -> None:
    running = Running("-m", "duality", "solve", str(hard), "--json", cwd=empty)
    running.wait_for("solving the primal problem: p* in [")
    running.process.send_signal(signal.SIGINT)
    code, out = running.finish()
    assert code == 130
    report = json.loads(out)
    assert report["primal"]["status"] == "unknown"
    assert report["primal"]["label"] == "numerical"
    assert -1000 < report["primal"]["lower"] <= report["primal"]["upper"] < -200
    assert report["strong_duality"]["verdict"] == "unknown"
    assert any("interrupted while solving the primal problem" in warning for warning in report["warnings"])


def test_ctrl_c_in_the_dual_search_keeps_p_star(empty: Path) -> None:
    program = STUCK.format(module="duality.api.settlement", function="settle")
    running = Running("-c", program, "solve", "double-well", cwd=empty)
    running.wait_for("solving the dual problem: p* = -1.07")
    running.process.send_signal(signal.SIGINT)
    code, out = running.finish()
    assert code == 130
    assert "p* = -1.07023" in out
    assert "d* unknown" in out
    assert "interrupted while solving the dual problem" in out


@pytest.mark.parametrize(("verb", "where"), [("solve", "pipeline.derivation_of"), ("derive", "derivation_of")])
def test_ctrl_c_before_anything_is_known_is_one_line(verb: str, where: str, empty: Path) -> None:
    program = STUCK.format(module="duality.api.pipeline", function="derivation_of")
    running = Running("-c", program, verb, "min-norm", cwd=empty)
    running.wait_for("deriving the dual function")
    running.process.send_signal(signal.SIGINT)
    running.wait_for("min-norm: interrupted while deriving the dual function; nothing is known yet")
    assert running.finish() == (130, "")


def test_ctrl_c_ends_a_library_that_does_not_listen(empty: Path) -> None:
    program = STUCK.replace(
        "        pass", "        try:\n            __import__('time').sleep(600)\n        except BaseException: pass"
    )
    running = Running(
        "-c", program.format(module="duality.api.settlement", function="settle"), "solve", "double-well", cwd=empty
    )
    running.wait_for("solving the dual problem: p* = -1.07")
    running.process.send_signal(signal.SIGINT)
    code, out = running.finish()
    assert code == 130
    assert "p* = -1.07023" in out
    assert "what was not proved by\n  then stays open" in out


@pytest.mark.parametrize("program", [STUCK, ASLEEP], ids=["in Python", "in a library"])
def test_the_time_limit_holds_whatever_a_stage_does(program: str, empty: Path) -> None:
    running = Running(
        "-c",
        program.format(module="duality.api.settlement", function="settle"),
        "solve",
        "min-norm",
        "--json",
        "--time-limit",
        "1",
        cwd=empty,
    )
    code, out = running.finish()
    assert code == 0
    report = json.loads(out)
    assert report["primal"]["value"] == 0.5
    # Where the verification is still reached, a theorem may settle d*.
    assert report["dual"]["value"] in (None, 0.5)
    assert any("the time limit was reached while solving the dual problem" in warning for warning in report["warnings"])


def test_out_of_time_with_nothing_known_is_no_answer(empty: Path) -> None:
    program = ASLEEP.format(module="duality.api.pipeline", function="derivation_of")
    running = Running("-c", program, "solve", "min-norm", "--time-limit", "0.5", cwd=empty)
    running.wait_for("the time limit was reached while deriving the dual function; nothing is known yet")
    assert running.finish() == (3, "")


def test_a_process_that_holds_the_interpreter_is_ended(empty: Path) -> None:
    # The match never lets another thread run; what was known before it is what can be told. Who ends the process is
    # another one, whose clock is the machine's.
    program = STUCK.replace("time.monotonic = ", "_ = ").replace(
        "    while True:\n        pass",
        "    import re\n    time.sleep(0.4)\n    re.match('(a*)*$', 'a' * 60 + 'b')",
    )
    running = Running(
        "-c",
        program.format(module="duality.api.settlement", function="settle"),
        "solve",
        "min-norm",
        "--time-limit",
        "5",
        cwd=empty,
    )
    running.wait_for("min-norm: the time limit was passed while solving the dual problem; by then p* = 0.5")
    assert running.finish() == (3, "")


def test_ctrl_c_stops_all_processes_of_several_files(hard: Path, empty: Path) -> None:
    running = Running("-m", "duality", "solve", str(hard), str(hard), "min-norm", "--jobs", "2", cwd=empty)
    children = _children(running.process.pid)
    running.process.send_signal(signal.SIGINT)
    code, _ = running.finish()
    assert code == 130
    while any(map(_runs, children)):
        time.sleep(0.05)


def _runs(process: int) -> bool:
    """Still at work: neither gone nor dead."""
    try:
        return ") Z " not in Path(f"/proc/{process}/stat").read_text()
    except FileNotFoundError:
        return False


def _children(parent: int) -> list[int]:
    """Both workers, once they are there."""
    folder = Path(f"/proc/{parent}/task/{parent}/children")
    if not folder.exists():
        pytest.skip("needs /proc")
    while True:
        found = [int(child) for child in folder.read_text().split()]
        if len(found) >= 3:
            return found
