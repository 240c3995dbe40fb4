"""duality demo: the list by lesson, the lessons themselves, the page, and iterations on any problem."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

import duality as du
from duality import library
from tests.contracts.sources import CHECKOUT

GOLDEN = Path(__file__).parent / "golden"
TOLD = ("min-norm", "double-well", "slater-unattained", "dual-ascent")

TEACHING = {
    # problem: what its lesson must tell
    "min-norm": ("p* = 1/2", "d* = 1/2", "alpha_budget = 1"),
    "parabola-interval": ("p* = 5", "alpha_interval = 2", "v(u) = 11 + u - 6*sqrt(1 + u)"),
    "double-well": ("p* = -1.0702", "d* = -9/4", "KKT is not sufficient"),
    "trust-region": ("-4.249008", "3.032248", "not necessary"),
    "slater-gap": ("p* = 1", "d* = 0", "gap = 1"),
    "slater-unattained": ("p* = 0", "not attained", "-1/(4*alpha_c)"),
    "cusp": ("x = 1, y = 0", "d* = -inf", "qualification"),
    "svm-hard": ("w[1] = 1/2, w[2] = 1/2, b = -2", "alpha_margin[1] = 1/4, alpha_margin[2] = 0"),
    "svm-soft": ("alpha_margin[3] = 0, alpha_margin[4] = 3", "alpha_margin[1] = 3/2"),
    "maxent-dice": ("-0.371", "1.61358", "exponential"),
    "maxent-lihang": ("3/20", "7/30"),
    "maxent-logistic": ("maximum likelihood", "log-likelihood"),
    "kl-projection": ("-0.757", "0.19127", "tilt"),
    "mle-multinomial": ("beta_total = 20", "counts the observations"),
    "pareto": ("sqrt(5) - 1", "A weight is a multiplier"),
    "dual-ascent": ("beta_balance = -4/3", "p* = 2/3", "steps below 8/3", "diverging"),
    "diet-lp": ("p* = 18", "price"),
    "binary-relaxation": ("p* = 0", "d* = -1/2"),
    "max-cut-5": ("p* = -3", "-4.045085"),
}


@pytest.mark.parametrize("name", TOLD)
def test_a_lesson_equals_its_golden_file(run, name):
    """``WRITE_GOLDEN=1`` writes the files anew; the difference is then for a person to read."""
    ran = run("demo", name)
    assert ran.code == 0
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("WRITE_GOLDEN"):
        path.write_text(ran.out, encoding="utf-8")
    assert ran.out == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", library.names())
def test_every_lesson_is_told_from_statement_to_question(run, name):
    ran = run("demo", name)
    assert ran.code == 0, ran.err
    unfolded = " ".join(ran.out.split())
    for part in ("1. The problem", "2. Feasible points", "The dual function", "The answer", "To think about"):
        assert part in ran.out
    for note in du.read(library.path(name)).notes:
        assert " ".join(note.split()) in unfolded
    for words in TEACHING.get(name, ()):
        assert words in unfolded, words


def test_the_demos_of_a_course_are_all_there():
    assert set(TEACHING) <= set(library.names())


def test_every_problem_belongs_to_one_lesson():
    told = [name for group in library.groups() for name in group.problems]
    assert sorted(told) == list(library.names())
    assert all(group.title and group.about.endswith(".") for group in library.groups())


def test_runs_belong_to_shipped_problems():
    table = (CHECKOUT / "problems" / library.TABLE).read_text(encoding="utf-8")
    assert table.count("[[run]]") == 1
    assert library.runs("dual-ascent").plan[2] == ("ascent", "3")
    assert library.runs("min-norm") == library.Runs()


def test_the_list_goes_by_lesson(run):
    out = run("demo").out
    lines = out.splitlines()
    for title in ("The whole story", "A gap", "KKT needs a qualification", "Support vector machines", "Iterations"):
        assert title in lines
    assert lines.index("Support vector machines") < next(k for k, line in enumerate(lines) if "svm-hard" in line)
    assert all(len(line) <= 108 for line in lines)


def test_a_demo_in_every_format(run):
    assert "\\begin{verbatim}" in run("demo", "min-norm", "--format", "latex").out
    assert "```text" in run("demo", "min-norm", "--format", "markdown").out
    data = json.loads(run("demo", "dual-ascent", "--json").out)
    assert data["iterations"][2]["course"] == "diverging"
    assert data["step_bound"]["value"] == pytest.approx(8 / 3)
    assert {"point": {"x": pytest.approx(2 / 3), "y": pytest.approx(1 / 3)}, "value": pytest.approx(2 / 3)} in data[
        "feasible"
    ]


def test_the_page_is_written_and_not_opened(run, tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("--no-open must open nothing")

    monkeypatch.setattr("webbrowser.open", refuse)
    place = tmp_path / "lesson.html"
    ran = run("demo", "min-norm", "--page", "--no-open", "-o", str(place))
    assert ran.code == 0
    assert ran.out == f"{place}\n"
    assert place.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_page_is_opened(run, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr("webbrowser.open", lambda uri: opened.append(uri) or True)
    place = tmp_path / "lesson.html"
    assert run("demo", "min-norm", "--page", "-o", str(place)).code == 0
    assert opened == [place.as_uri()]


def test_iterations_on_a_problem_of_ones_own(run, problem_file):
    path = problem_file("min x^2 + 2*y^2\ns.t. balance: x + y = 1\n")
    ran = run("demo", path, "--method", "ascent", "--step", "1", "--step", "3", "--rounds", "5")
    assert ran.code == 0
    assert "steps below 8/3 from every start, and for no larger one" in " ".join(ran.out.split())
    assert "-21/16 21/32 21/64 -1/64 1365/2048" in " ".join(ran.out.split())
    assert "diverging: the moves grow, from 3.000000 to 7.324219" in ran.out


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["double-well", "--method", "ascent"], 3, "need a convex problem"),
        (["diet-lp", "--method", "ascent"], 3, "the method of multipliers does without"),
        (["min-norm", "--step", "1"], 2, "belong to a method"),
        (["min-norm", "--method", "ascent", "--step", "0"], 2, "not positive"),
        (["min-norm", "--method", "ascent", "--step", "x"], 2, "not a constant"),
        (["min-norm", "--method", "newton"], 2, "invalid choice"),
        (["--method", "ascent"], 2, "needs a problem"),
        (["--page"], 2, "needs a problem"),
        (["min-norm", "--page", "--method", "ascent"], 2, "leave out"),
        (["no-such-problem", "--page", "--no-open"], 2, "no shipped problem"),
    ],
)
def test_what_cannot_be_shown_is_said(run, arguments, code, words):
    ran = run("demo", *arguments)
    assert ran.code == code
    assert words in ran.err
    assert "Traceback" not in ran.err
