"""duality plot: files that are what their suffix says, refusals with the reason, the list of figures."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import duality as du
from duality.cli import main
from tests.contracts.sources import CHECKOUT

SIGNATURES = {".svg": b"<svg", ".png": b"\x89PNG\r\n", ".pdf": b"%PDF-", ".html": b"<!doctype html>"}


@pytest.mark.parametrize("suffix", SIGNATURES)
def test_a_figure_is_written(suffix: str, tmp_path: Path) -> None:
    out = tmp_path / f"theta{suffix}"
    assert main(["plot", "min-norm", "--figure", "theta", "-o", str(out)]) == 0
    assert out.read_bytes().startswith(SIGNATURES[suffix])


def test_the_page_holds_everything_it_needs(tmp_path: Path) -> None:
    out = tmp_path / "slider.html"
    assert main(["plot", "double-well", "--figure", "slider", "-o", str(out), "--dark"]) == 0
    text = out.read_text(encoding="utf-8")
    assert 'type="range"' in text and "data-at=" in text
    assert "<script src" not in text and "<link" not in text
    assert len(text) < 700_000


def test_the_file_of_a_figure_is_the_same_on_every_run(tmp_path: Path) -> None:
    first, second = tmp_path / "a.svg", tmp_path / "b.svg"
    for out in (first, second):
        assert main(["plot", "parabola-interval", "--figure", "price", "-o", str(out)]) == 0
    assert first.read_bytes() == second.read_bytes()


def test_without_a_figure_they_are_listed_with_reasons(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plot", "double-well"]) == 0
    shown = capsys.readouterr().out
    assert "theta" in shown.split("Not drawn:")[0]
    assert "Level sets are drawn over two variables, and here is 1" in shown.split("Not drawn:")[1]


def test_a_figure_that_does_not_apply_is_no_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "levels.svg"
    assert main(["plot", "double-well", "--figure", "levels", "-o", str(out)]) == 3
    assert 'look at "lagrangian"' in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--figure", "thet", "-o", "x.svg"], "did you mean 'theta'?"),
        (["--figure", "theta", "-o", "x.gif"], "choose one of .svg, .png, .pdf, .html"),
        (["--figure", "theta", "-o", "x"], "the file has no suffix"),
        (["--figure", "theta"], "a figure needs a file"),
        (["-o", "x.svg"], "-o needs a figure"),
        (["--figure", "theta", "-o", "no/such/folder/x.svg"], "cannot write"),
    ],
)
def test_faults_of_usage(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plot", "min-norm", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_a_parameter_of_the_file_can_be_set(tmp_path: Path) -> None:
    out = tmp_path / "pareto.svg"
    assert main(["plot", "pareto", "--set", "epsilon=5", "--figure", "line", "-o", str(out)]) == 0
    words = re.sub(r"<[^>]*>", "", out.read_text(encoding="utf-8"))
    assert "p* = 0 (" in words


def test_python_has_the_figures_too() -> None:
    report = du.solve(du.parse("min x^2 + y^2\ns.t. budget: x + y >= 1"))
    assert report.figure("theta").svg == du.figure(report, "theta").svg
    with pytest.raises(du.InapplicableError, match="over one variable"):
        report.figure("lagrangian")


def test_solving_loads_nothing_of_the_charts() -> None:
    program = (
        "import sys, duality as du\n"
        "report = du.solve(du.parse('min x^2 + y^2; s.t. budget: x + y >= 1'))\n"
        "print([name for name in ('vl_convert', 'contourpy', 'duality.report.charts') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
