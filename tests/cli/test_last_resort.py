"""The process that watches from outside: it ends one that is late in words, and leaves everybody else alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from duality.cli.last_resort import last_resort

CHECKOUT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")

LATE = """
import re, sys
from duality.cli.last_resort import last_resort
with last_resort(0.5) as tell:
    tell("first words")
    tell("last words")
    print("begun", flush=True)
    {work}
print("done")
"""


def run(work: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", LATE.format(work=work)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
    )


def test_a_process_that_holds_the_interpreter_ends_with_its_last_words() -> None:
    ran = run("re.match('(a*)*$', 'a' * 60 + 'b')")
    assert (ran.returncode, ran.stdout, ran.stderr) == (3, "begun\n", "last words\n")


def test_a_process_in_time_is_left_alone() -> None:
    ran = run("pass")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "begun\ndone\n", "")


def test_nothing_is_left_behind_and_the_signal_is_as_before() -> None:
    before = signal.getsignal(signal.SIGQUIT)
    with last_resort(60.0) as tell:
        tell("x" * 100_000)
        for k in range(10_000):
            tell(f"word {k}")
    assert signal.getsignal(signal.SIGQUIT) is before
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_the_watcher_of_a_killed_process_goes_with_it() -> None:
    work = "import os, time; print(os.getpid(), flush=True); time.sleep(60)"
    program = LATE.replace("0.5", "50").format(work=work)
    running = subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
    )
    assert running.stdout is not None
    assert running.stdout.readline() == "begun\n"
    folder = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    if not folder.exists():
        running.kill()
        pytest.skip("needs /proc")
    (watcher,) = folder.read_text().split()
    running.kill()
    running.communicate()
    end = time.monotonic() + 10
    while Path(f"/proc/{watcher}").exists() and ") Z " not in Path(f"/proc/{watcher}/stat").read_text():
        assert time.monotonic() < end
        time.sleep(0.05)
