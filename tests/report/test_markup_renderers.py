"""LaTeX and Markdown: well-formed whatever the report."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from duality.model.expression import Variable
from duality.report.options import Options
from duality.report.render import render, renderers

ENVIRONMENT = re.compile(r"\\(begin|end)\{(\w+\*?)\}")


def assert_balanced(latex: str) -> None:
    """Braces and environments close in order; dollars come in pairs."""
    depth = 0
    plain = re.sub(r"\\[{}$\\]", "", latex)
    for character in plain:
        depth += (character == "{") - (character == "}")
        assert depth >= 0
    assert depth == 0
    assert plain.count("$") % 2 == 0
    stack: list[str] = []
    for kind, name in ENVIRONMENT.findall(latex):
        if kind == "begin":
            stack.append(name)
        else:
            assert stack.pop() == name
    assert not stack


@pytest.mark.parametrize("standalone", [True, False])
def test_latex_is_balanced(named_report, standalone):
    _, report = named_report
    shown = render(report, "latex", Options(standalone=standalone, steps=True, verbose=True))
    assert_balanced(shown)
    assert shown.startswith(r"\documentclass") is standalone


def test_latex_escapes_words(hand_made):
    shown = render(hand_made["unattained-max"](), "latex")
    assert r"\subsection*{Grün \& 100\%}" in shown


def test_greek_names_become_commands(hand_made):
    report = hand_made["min-norm"]()
    title = "\N{GREEK SMALL LETTER MU} and \N{GREEK CAPITAL LETTER OMEGA}"
    problem = replace(report.problem, title=title, objective=Variable("\N{GREEK SMALL LETTER LAMDA}"))
    form = replace(report.form, problem=problem)
    shown = render(replace(report, problem=problem, form=form), "latex")
    assert r"\ensuremath{\mu} and \ensuremath{\Omega}" in shown
    assert r"\ensuremath{\lambda}" in shown
    assert shown.isascii()


def test_wide_characters_ask_for_their_fonts(hand_made):
    report = hand_made["min-norm"]()
    title = "\N{CJK UNIFIED IDEOGRAPH-5BF9}\N{CJK UNIFIED IDEOGRAPH-5076}"
    shown = render(replace(report, problem=replace(report.problem, title=title)), "latex")
    assert r"\usepackage{ctex}" in shown
    assert r"\usepackage{ctex}" not in render(report, "latex")


def test_markdown_pairs_its_dollars_and_escapes_bars(named_report):
    _, report = named_report
    shown = render(report, "markdown", Options(steps=True, verbose=True))
    assert re.sub(r"\\\$", "", shown).count("$") % 2 == 0
    assert "$ $" not in shown
    tables = [line for line in shown.splitlines() if line.startswith("|")]
    assert len({line.count("|") for line in tables}) <= 1


@pytest.mark.parametrize("format", [renderer.name for renderer in renderers()])
def test_renderers_are_total_and_deterministic(named_report, format):
    _, report = named_report
    for subject in (report, report.derivation):
        for options in (Options(), Options(steps=True, verbose=True, standalone=False)):
            shown = render(subject, format, options)
            assert shown.endswith("\n")
            assert shown == render(subject, format, options)
