"""A defect ends in one line: what failed, in which stage, with the bounds known by then; never in a bare traceback."""

from __future__ import annotations

import pytest

import duality as du
from duality import solving
from duality.api import pipeline
from duality.cli import main
from duality.errors import OutOfBudget


def broken(*_: object, **__: object) -> None:
    raise ZeroDivisionError("nobody foresaw\nthis")


def test_a_defect_of_the_search_tells_its_stage_and_the_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("duality.api.settlement.settle", broken)
    monkeypatch.setattr(pipeline, "settled_dual", lambda listed: None)
    with pytest.raises(du.DefectError) as caught:
        du.solve(du.parse("max -x\ns.t. c: x >= 1"))
    assert isinstance(caught.value, du.DualityError)
    assert isinstance(caught.value.__cause__, ZeroDivisionError)
    said = str(caught.value)
    assert said.startswith(
        "a defect of duality while solving the dual problem: ZeroDivisionError: nobody foresaw; by then"
    )
    assert "p* in [-1, -1]" in said
    assert "\n" not in said


def test_a_defect_of_the_derivation_is_one_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "derive", broken)
    with pytest.raises(du.DefectError, match="while deriving the dual function"):
        du.derive(du.parse("min x\ns.t. c: x >= 1"))


@pytest.mark.parametrize(
    ("place", "stage"),
    [
        ("duality.letters.derivation.derive", "deriving the dual function in letters"),
        ("duality.letters.solving.parametric_program", "solving in letters"),
    ],
)
def test_a_defect_with_letters_is_one_too(place: str, stage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, broken)
    with pytest.raises(du.DefectError, match=f"while {stage}: ZeroDivisionError"):
        du.solve(du.parse("param a\nmin x^2\ns.t. x >= a"))


def test_multipliers_are_never_told_as_x(monkeypatch: pytest.MonkeyPatch) -> None:
    """The search for p* is stopped, d* is found, and p* = d* by a theorem: the end of p* is then that of d*."""
    whole, asked = solving.solve, []

    def stopped_once(*arguments: object, **options: object) -> object:
        asked.append(arguments)
        if len(asked) == 1:
            raise OutOfBudget("searching")
        return whole(*arguments, **options)

    monkeypatch.setattr("duality.solving.solve", stopped_once)
    report = du.solve("var x, y\ndomain x > 0\ndomain y > 0\nmax x^(1/3)/2 + y^(1/3)/2\ns.t. c: 3/2*x + y <= 5/2")
    assert report.primal.value == pytest.approx(1.0102752889) and report.primal.point is None
    assert report.dual.point is not None and set(report.dual.point) == {"c"}


def test_the_command_line_prints_the_line_and_ends_with_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pipeline, "derive", broken)
    assert main(["solve", "min-norm"]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("min-norm: error: a defect of duality while deriving the dual function: ZeroDivisionError")
    assert len(err.splitlines()) == 1
    assert "Traceback" not in err


def test_a_defect_of_the_rendering_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("duality.cli.commands.solve.render", broken)
    assert main(["solve", "min-norm"]) == 3
    assert "error: a defect of duality while running the command: ZeroDivisionError" in capsys.readouterr().err


def test_a_wrong_use_of_the_interface_is_no_defect() -> None:
    with pytest.raises(du.ProblemError):
        du.solve(5)  # type: ignore[arg-type]
