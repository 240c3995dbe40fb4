"""Titles, notes and names that mean harm reach every output as data: nothing is run, loaded or sent to a terminal."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import duality as du
from duality.errors import visible

HOSTILE = (
    "</script><script>alert(1)</script> <img src=x onerror=alert(2)> \"'` \x1b[31mred\x07 \x9b2J \u202eevil\u2066 "
    "\\input{/etc/passwd} \\write18{id} $x$ 100% #1 a_b ^^41 ~ & {b} {{ 7*7 }} <!-- ]]> javascript:alert(3)"
)
ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]")


@pytest.fixture(scope="module")
def report() -> du.Report:
    x, y = du.variables("x y")
    problem = du.minimize(x**2 + y**2, subject_to={"budget": x + y >= 1}, title=HOSTILE, notes=[HOSTILE, f"{HOSTILE}?"])
    return du.solve(problem)


def markup(page: str) -> str:
    """The page without the text between tags that people see: what a browser acts on."""
    return re.sub(r">[^<]*<", "><", page)


@pytest.mark.parametrize("format", ["text", "markdown", "latex", "json"])
def test_no_output_acts_on_a_terminal(report: du.Report, format: str) -> None:
    assert ACTING.search(report.render(format)) is None


def test_latex_typesets_the_words(report: du.Report) -> None:
    tex = report.render("latex")
    for command in ("\\input{", "\\write18", "$x$", "\\script"):
        assert command not in tex
    assert "\\textbackslash{}input" in tex
    assert "100\\%" in tex and "a\\_b" in tex and "\\#1" in tex


def test_json_holds_the_words_as_they_are(report: du.Report) -> None:
    assert json.loads(report.render("json"))["problem"]["title"] == visible(HOSTILE)


def test_pages_and_charts_hold_no_element_of_theirs(report: du.Report) -> None:
    exercises = du.exercises(report.problem)
    chart = report.figure("theta").content(".html").decode()
    for page in (du.page(report), exercises, chart, report.problem._repr_mimebundle_()["text/html"]):
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "onerror" not in markup(page)
        assert re.search(r"""(?:src|href)\s*=\s*["']?(?:https?:|//|javascript:)""", page) is None
        assert ACTING.search(page) is None
    svg = report.figure("theta").content(".svg").decode()
    assert "<script" not in svg


def test_names_are_names() -> None:
    x = du.variables("x")
    for name in ("<b>", "a\x1b[1m", "\\input", "$x$", "a\u202eb"):
        with pytest.raises(du.ProblemError):
            du.minimize(x**2, subject_to={name: x >= 1})
        with pytest.raises(du.ProblemError):
            du.variables(name)


def test_a_fault_shows_control_characters_and_does_not_send_them() -> None:
    with pytest.raises(du.ProblemError) as fault:
        du.parse("min x \x1b[31m\x9b + y", source="evil\x1b]0;title\x07.dual")
    shown = str(fault.value)
    assert ACTING.search(shown) is None
    assert "min x \u241b[31m\ufffd + y" in shown
    source, caret = shown.splitlines()[3:5]
    assert source.index("\u241b") == caret.index("^")


def test_a_title_from_a_file_turns_no_line_around(tmp_path: Path) -> None:
    file = tmp_path / "evil.dual"
    file.write_text("title a \u202egnp.exe\nmin x^2\ns.t. x >= 1\n", encoding="utf-8")
    problem = du.read(file)
    assert "\u202e" not in problem.title
    assert du.parse(du.write(problem)) == problem
    ran = subprocess.run(
        [sys.executable, "-m", "duality", "derive", str(file)], capture_output=True, timeout=100, check=False
    )
    assert "\u202e".encode() not in ran.stdout


def test_words_of_all_scripts_stay_what_they_are() -> None:
    words = "Größe 问题 مسئلة שאלה 👩‍🔬 µ ≤\t1"
    assert visible(words) == words
    assert replace(du.parse("min x"), title=words).title == words
