"""duality report: a page, homework, and where they go."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import pytest


def test_it_writes_one_html_file(run, min_norm, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    ran = run("report", min_norm, "-o", str(out))
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    page = out.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "<title>Projection onto a half-plane</title>" in page
    assert "The whole story once." in page


def test_without_a_file_it_writes_to_standard_output(run, min_norm) -> None:
    ran = run("report", min_norm, "--hide-answers")
    assert ran.code == 0
    assert ran.out.startswith("<!doctype html>")
    assert "The whole story once." not in ran.out


def test_language_letters_and_settings(run, problem_file) -> None:
    file = problem_file("title T\nparam m = 1\nmin x^2\ns.t. budget: x >= m")
    ran = run("report", file, "--hide-answers", "--lang", "zh", "--notation", "boyd", "--set", "m=7/3")
    assert ran.code == 0
    assert '<html lang="zh-Hans"' in ran.out
    assert "\N{GREEK SMALL LETTER LAMDA}" in ran.out
    assert "<mn>7</mn>" in ran.out


def test_open_shows_the_file(run, min_norm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda address: bool(shown.append(address)) or len(shown) < 2)
    out = tmp_path / "a page.html"
    ran = run("report", min_norm, "--hide-answers", "-o", str(out), "--open")
    assert (ran.code, ran.err) == (0, "")
    assert shown == [out.resolve().as_uri()]
    ran = run("report", min_norm, "--hide-answers", "-o", str(out), "--open")
    assert ran.code == 0
    assert "no browser was found" in ran.err


def test_open_needs_a_file(run, min_norm) -> None:
    ran = run("report", min_norm, "--open")
    assert ran.code == 2
    assert "-o page.html" in ran.err


def test_a_place_that_cannot_be_written(run, min_norm, tmp_path: Path) -> None:
    ran = run("report", min_norm, "--hide-answers", "-o", str(tmp_path / "no" / "page.html"))
    assert ran.code == 2
    assert "cannot write" in ran.err


def test_html_is_a_format_of_solve_and_derive(run, min_norm, tmp_path: Path) -> None:
    for command in ("solve", "derive"):
        out = tmp_path / f"{command}.html"
        assert run(command, min_norm, "-o", str(out)).code == 0
        page = out.read_text(encoding="utf-8")
        assert "<math" in page
        assert "<script" not in page
