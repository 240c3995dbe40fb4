"""Files, pipes, signals and surroundings of real processes: each attack with the right behaviour in its name."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX files and signals")

UNICODE = "title Größe 问题 \u2264\nmin x^2\ns.t. x >= 1\n"


def duality(
    *arguments: str, cwd: Path, stdout: object = subprocess.PIPE, stderr: object = subprocess.PIPE, **variables: str
) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), **variables}
    return subprocess.run(
        [sys.executable, "-m", "duality", *arguments],
        cwd=cwd,
        env=environment,
        stdout=stdout,  # type: ignore[arg-type]
        stderr=stderr,  # type: ignore[arg-type]
        timeout=100,
        check=False,
    )


def assert_clean(ran: subprocess.CompletedProcess[bytes]) -> None:
    assert b"Traceback" not in (ran.stderr or b"")
    assert b"Exception ignored" not in (ran.stderr or b"")


def test_an_old_file_survives_a_failed_run(tmp_path: Path) -> None:
    old = tmp_path / "out.txt"
    old.write_text("old")
    (tmp_path / "bad.dual").write_text("min x y")
    ran = duality("solve", "bad.dual", "-o", "out.txt", cwd=tmp_path)
    assert (ran.returncode, old.read_text()) == (2, "old")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.dual", "out.txt"]


def test_a_file_is_renewed_as_a_whole_and_keeps_its_mode_and_its_link(tmp_path: Path) -> None:
    real = tmp_path / "real.txt"
    real.write_text("old")
    real.chmod(0o640)
    (tmp_path / "link.txt").symlink_to(real)
    ran = duality("derive", "min-norm", "-o", "link.txt", cwd=tmp_path)
    assert ran.returncode == 0
    assert (tmp_path / "link.txt").is_symlink()
    assert "theta_D" in real.read_text(encoding="utf-8")
    assert real.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.txt", "real.txt"]


def test_a_device_is_written_in_place_and_stays_a_device(tmp_path: Path) -> None:
    assert duality("derive", "min-norm", "-o", "/dev/null", cwd=tmp_path).returncode == 0
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("out", ["missing/out.txt", ".", "x" * 300])
def test_a_place_that_takes_no_file_is_one_line(tmp_path: Path, out: str) -> None:
    ran = duality("derive", "min-norm", "-o", out, cwd=tmp_path)
    assert ran.returncode == 2
    assert ran.stderr.startswith(b"error: cannot write")
    assert_clean(ran)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    ran = duality("derive", "min-norm", "-o", "/dev/full", cwd=tmp_path)
    assert (ran.returncode, ran.stderr.splitlines()[0]) == (
        2,
        b"error: cannot write /dev/full: No space left on device",
    )
    with open("/dev/full", "wb") as full:
        ran = duality("derive", "min-norm", cwd=tmp_path, stdout=full)
        assert ran.returncode == 2
        assert b"cannot write to standard output: No space left on device" in ran.stderr
        assert_clean(ran)
        assert duality("derive", "no-such", cwd=tmp_path, stderr=full).returncode == 2


def test_a_reader_that_leaves_is_no_fault(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ran = duality("demo", cwd=tmp_path, stdout=writing)
    finally:
        os.close(writing)
    assert ran.returncode == 0
    assert ran.stderr == b""


def test_a_closed_standard_output_is_one_line(tmp_path: Path) -> None:
    command = f"exec {sys.executable} -m duality derive min-norm >&-"
    ran = subprocess.run(
        ["sh", "-c", command],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        stderr=subprocess.PIPE,
        timeout=100,
        check=False,
    )
    assert ran.returncode == 2
    assert b"error: " in ran.stderr
    assert_clean(ran)


@pytest.mark.parametrize("closed", ["2>&-", "<&-", "<&- 2>&-"])
def test_a_process_without_a_terminal_or_some_of_its_streams_answers(tmp_path: Path, closed: str) -> None:
    ran = subprocess.run(
        ["sh", "-c", f"exec {sys.executable} -m duality solve min-norm -q --time-limit 60 {closed}"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        start_new_session=True,
        timeout=100,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout.startswith(b"min-norm: p* = ")


def test_no_home_and_a_folder_that_takes_nothing(tmp_path: Path) -> None:
    ran = duality("solve", "min-norm", cwd=Path("/proc/self"), HOME="/dev/null/none", XDG_CACHE_HOME="/dev/null/none")
    assert ran.returncode == 0
    assert b"STRONG DUALITY" in ran.stdout
    assert ran.stderr == b""


def test_a_locale_that_is_not_utf_8_shows_code_points(tmp_path: Path) -> None:
    (tmp_path / "größe.dual").write_text(UNICODE, encoding="utf-8")
    legacy = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ran = duality("solve", "größe.dual", "-o", "out.txt", cwd=tmp_path, **legacy)
    assert ran.returncode == 0
    assert "Größe 问题 \u2264" in (tmp_path / "out.txt").read_text(encoding="utf-8")
    ran = duality("solve", "größe.dual", cwd=tmp_path, **legacy)
    assert ran.returncode == 0
    assert b"Gr\\xf6\\xdfe" in ran.stdout or "Größe".encode() in ran.stdout
    assert_clean(ran)


@pytest.mark.parametrize("columns", ["40", "0"])
def test_a_narrow_terminal_and_no_color(tmp_path: Path, columns: str) -> None:
    ran = duality("solve", "min-norm", cwd=tmp_path, COLUMNS=columns, NO_COLOR="1", TERM="dumb")
    assert ran.returncode == 0
    assert b"\x1b" not in ran.stdout
    assert_clean(ran)


HARD = """
var x[1..7]
min sum(sin(3*x[k]*x[8-k]) + 0.01*x[k]^4 - x[k]^2 for k in 1..7) + x[1]*x[2]*x[3]
s.t. c: sum(x[k]^3 for k in 1..7) <= 5
domain x[k] in [-5, 5] for k in 1..7
"""


def test_a_terminated_run_says_what_it_knows(tmp_path: Path) -> None:
    (tmp_path / "hard.dual").write_text(HARD)
    running = subprocess.Popen(
        [sys.executable, "-m", "duality", "solve", "hard.dual"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    time.sleep(3)
    running.send_signal(signal.SIGTERM)
    out, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert b"Traceback" not in err
    assert out or b"nothing is known yet" in err or b"interrupted" in err
