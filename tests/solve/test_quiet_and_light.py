"""Solvers print nothing, and small programs load no numeric library."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from threading import Event, Thread

import pytest

from duality.solving import solve
from duality.solving.quiet import quiet
from tests.solve.forms import form

CHECKOUT = Path(__file__).resolve().parents[2]

PROGRAM = """
import sys
from duality.derivation.standardize import standardize
from duality.language import parse
from duality.solving import solve
solution = solve(standardize(parse(sys.argv[1])))
print(solution.status.value, *[name for name in sys.argv[2:] if name in sys.modules])
"""

LARGE = "var x[1..45]\ndomain x[k] >= 0 for k in 1..45\n"


def loaded(statement: str, *names: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, statement, *names], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.mark.parametrize(
    "statement",
    [
        "min x + y\ns.t.\n a: x + 2y >= 2\n b: 3x + y >= 3",
        "min x^2 + x*y + y^2\ns.t. a: x + y >= 1",
        "domain x > 0\nmin x\ns.t. a: x <= 1",
        "min abs(x - 1) + max(x, 2 - x)",
    ],
)
def test_a_small_program_needs_nothing_numeric(statement: str) -> None:
    heavy = ("numpy", "scipy", "sympy", "cvxpy", "highspy", "clarabel", "flint")
    assert loaded(statement, *heavy) == ["optimal"]


@pytest.mark.parametrize("objective", ["sum(k*x[k] for k in 1..45)", "sum(x[k]^2 for k in 1..45)"])
def test_a_larger_program_needs_its_solver_only(objective: str) -> None:
    statement = f"{LARGE}min {objective}\ns.t. total: sum(x[k] for k in 1..45) = 1"
    assert loaded(statement, "scipy", "sympy", "cvxpy") == ["optimal"]


def test_nothing_reaches_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    for text in (
        f"{LARGE}min sum(k*x[k] for k in 1..45)\ns.t. total: sum(x[k] for k in 1..45) = 1",
        f"{LARGE}min sum(x[k]^2 for k in 1..45)\ns.t. total: sum(x[k] for k in 1..45) = 1",
        "min exp(x) - x",
        "var x\nmin x\ns.t. a: sin(x) >= 2",
    ):
        solve(form(text))
    assert capfd.readouterr() == ("", "")


def test_quiet_covers_what_is_written_below_python_and_undoes_itself(capfd: pytest.CaptureFixture[str]) -> None:
    with quiet():
        os.write(1, b"from below")
        print("from above", flush=True)
    print("afterwards", flush=True)
    assert capfd.readouterr().out == "afterwards\n"


def test_an_interruption_while_the_streams_are_restored_leaves_none_silent(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from duality.solving import quiet as room

    calls: list[int] = []
    restore = room._restore

    def interrupted(*arguments: object) -> None:
        calls.append(1)
        if len(calls) == 1:
            raise KeyboardInterrupt
        restore(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(room, "_restore", interrupted)
    with pytest.raises(KeyboardInterrupt), quiet():
        os.write(1, b"from below")
    os.write(1, b"afterwards")
    print(" and above", flush=True)
    assert capfd.readouterr().out == "afterwards and above\n"


def test_what_c_buffers_inside_stays_inside() -> None:
    program = (
        "import ctypes, sys\n"
        "from duality.solving.quiet import quiet\n"
        "c = ctypes.CDLL('ucrtbase' if sys.platform == 'win32' else None)\n"
        "with quiet():\n"
        "    c.puts(b'banner')\n"
        "print('afterwards')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("afterwards\n", "")


def test_blocks_that_overlap_in_two_threads_restore_the_streams(capfd: pytest.CaptureFixture[str]) -> None:
    inside, leave = Event(), Event()

    def other() -> None:
        with quiet():
            inside.set()
            leave.wait(10)

    thread = Thread(target=other)
    with quiet():
        thread.start()
        assert inside.wait(10)
    os.write(1, b"still silent")
    leave.set()
    thread.join()
    os.write(1, b"afterwards")
    print(" and above", flush=True)
    assert capfd.readouterr().out == "afterwards and above\n"
