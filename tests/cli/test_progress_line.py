"""The progress line: late, on a terminal only, with what is known, and gone at the end."""

from __future__ import annotations

import io

import pytest

import duality as du
from duality.api.pipeline import derivation_of
from duality.api.progress import Progress
from duality.cli.narration import CLEAR, Line, told
from duality.cli.supervision import Supervision, supervised
from duality.model.solution import Rigor, Solution, Status


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def watched(stream: io.StringIO) -> tuple[Supervision, Clock]:
    clock = Clock()
    return Supervision("a.dual", line=Line(stream), now=clock), clock


def test_nothing_before_the_first_second():
    stream = Terminal()
    watching, clock = watched(stream)
    clock.seconds += 0.9
    watching.look()
    assert stream.getvalue() == ""


def test_shows_the_stage_and_erases_itself():
    stream = Terminal()
    watching, clock = watched(stream)
    watching.known.stage = "solving the primal problem"
    clock.seconds += 3.2
    watching.look()
    assert stream.getvalue() == f"{CLEAR}a.dual: solving the primal problem: 3 s"
    watching.start()
    watching.stop()
    assert stream.getvalue().endswith(CLEAR)


def test_it_is_renewed_now_and_then_and_not_at_every_look():
    stream = Terminal()
    watching, clock = watched(stream)
    for step in (1.0, 0.1, 0.1, 0.4):
        clock.seconds += step
        watching.look()
    assert stream.getvalue().count(CLEAR) == 2


def test_no_line_where_nobody_looks(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    with supervised("a.dual", None) as watching:
        watching.began -= 5
        watching.look()
    assert stream.getvalue() == ""


def test_a_long_line_is_cut_at_the_width_of_the_terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", "20")
    stream = Terminal()
    Line(stream).show("x" * 50)
    assert stream.getvalue() == CLEAR + "x" * 16 + "..."


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "min x\ns.t. x >= 1",
            "solving: p* in [-2, 3], d* >= -4, gap <= 7, 2 s",
        ),
        # The bounds of the min form change their signs and sides for a maximum.
        ("max x\ns.t. x <= 1", "solving: p* in [-3, 2], d* <= 4, gap <= 7, 2 s"),
    ],
)
def test_bounds_are_told_in_the_sense_of_the_problem(text: str, line: str):
    known = Progress(stage="solving", derivation=derivation_of(du.parse(text)))
    known.primal_bounds.saw(-2, 3)
    known.primal_bounds.saw(-5, 4)
    known.dual_bounds.saw(lower=-4)
    assert told(known, 2.2) == line


def test_a_settled_side_is_told_as_its_value():
    known = Progress(stage="solving", primal=Solution(Status.OPTIMAL, 0.5, Rigor.PROVED, 0.5, 0.5))
    assert told(known, 1.0) == "solving: p* = 0.5, 1 s"


def test_nothing_known_is_no_bound():
    assert told(Progress(), 1.0) == "reading: 1 s"
