"""The progress line: late, on a terminal only, and gone at the end."""

from __future__ import annotations

import io
import time

from duality.cli import narration
from duality.cli.narration import CLEAR, Progress, progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_nothing_before_the_first_second(monkeypatch):
    stream = Terminal()
    monkeypatch.setattr("sys.stderr", stream)
    with progress("a.dual", wanted=True) as line:
        line.narrate("solving")
    assert stream.getvalue() == ""


def test_shows_the_stage_and_erases_itself(monkeypatch):
    monkeypatch.setattr(narration, "FIRST_AFTER", 0.01)
    monkeypatch.setattr(narration, "EVERY", 0.01)
    stream = Terminal()
    line = Progress("a.dual", stream)
    line.narrate("solving")
    line.start()
    deadline = time.monotonic() + 5
    while "a.dual: solving ..." not in stream.getvalue() and time.monotonic() < deadline:
        time.sleep(0.005)
    line.stop()
    assert "a.dual: solving ..." in stream.getvalue()
    assert stream.getvalue().endswith(CLEAR)


def test_no_line_where_nobody_looks(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr(narration, "FIRST_AFTER", 0.0)
    monkeypatch.setattr("sys.stderr", stream)
    with progress("a.dual", wanted=True):
        time.sleep(0.02)
    assert stream.getvalue() == ""
