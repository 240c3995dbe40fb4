"""The words and columns of the text report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from duality.model.expression import Variable
from duality.model.problem import ConstraintRow, Problem
from duality.report.notation import BOYD, LIHANG, Letters, notation
from duality.report.options import Options
from duality.report.render import render, renderer

MIN_NORM = """\
Projection onto a half-plane

  minimize    x^2 + y^2
  subject to  budget: 1 - x - y <= 0                       (written: x + y >= 1)
  over        X = R^2

  L           x^2 + y^2 + alpha_budget*(1 - x - y)
  theta_D     alpha_budget - alpha_budget^2/2              closed form for every alpha_budget >= 0
  dual        maximize theta_D  subject to  alpha_budget >= 0

  p* = 1/2    at x = 1/2, y = 1/2                          exact, attained
  d* = 1/2    at alpha_budget = 1                          exact, attained
  gap = 0

  constraint   c(x*)   multiplier   product   active   price (rate dp*/d(right-hand side))
  budget           0            1         0   yes      +1
"""


def lines_with(text: str, start: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip().startswith(start)]


def test_min_norm_reads_as_promised(hand_made):
    assert render(hand_made["min-norm"]()).startswith(MIN_NORM)


def test_infeasible_is_told_with_its_certificate(hand_made):
    text = render(hand_made["infeasible"]())
    assert lines_with(text, "p*")[0].startswith("p* = inf    infeasible: no x satisfies the constraints")
    assert lines_with(text, "Farkas")[0].startswith("Farkas      with alpha_1 = 1, alpha_2 = 1")
    assert lines_with(text, "Ray")[0].startswith("Ray         from alpha_1 = 1, alpha_2 = 0 in direction")


def test_unattained_value_shows_no_point(hand_made):
    report = hand_made["unattained-max"]()
    with_point = replace(report, primal=replace(report.primal, point=(("x", 1.0),)))
    (line,) = lines_with(render(with_point), "p* =")
    assert line.split() == ["p*", "=", "0", "exact,", "not", "attained"]


def test_gap_names_weak_duality_and_whose_multipliers_stand_in_the_table(hand_made):
    text = render(hand_made["double-well"]())
    assert lines_with(text, "WEAK DUALITY ONLY (Theorem 1). Theorem 2 does not apply: f is not convex")
    assert "the table shows the dual's multipliers" in text
    assert "3 points: x = 0 (local min), 0.1699 (local max), 1.131 (global min)" in text


def test_several_blocks_become_named_parts(hand_made):
    text = render(hand_made["pieces"]())
    assert "theta_1 + theta_2" in text
    assert lines_with(text, "theta_2     0")
    assert lines_with(text, "where Q is positive semidefinite, q is in the range of Q")


def test_unknown_answers_show_bounds_only(hand_made):
    text = render(hand_made["pieces"]())
    assert lines_with(text, "p* unknown    between -3.000000 and 4.000000")
    assert "STRONG DUALITY NOT DECIDED: p* was not found" in text


def test_boyd_notation_renames_every_multiplier(hand_made):
    text = render(hand_made["min-norm"](), "text", Options(BOYD, steps=True, verbose=True))
    assert "lambda_budget" in text
    assert "alpha" not in text
    assert "theta_D" not in text


def test_boyd_letter_that_is_a_variable_gets_an_underscore(hand_made):
    derivation = hand_made["min-norm"]().derivation
    letters = Letters.of(BOYD, derivation.dual_function.multipliers, ("x", "lambda_budget"))
    assert letters.name("alpha_budget") == "lambda_budget_"
    assert letters.expression(Variable("alpha_budget")) == Variable("lambda_budget_")


def test_indexed_multipliers_keep_their_index(hand_made):
    problem = Problem(
        Variable("x"), hand_made["min-norm"]().problem.sense, ("x",), (ConstraintRow(Variable("x") >= 0, "m[1]"),)
    )
    assert problem.constraints[0].multiplier == "alpha_m[1]"
    report = hand_made["min-norm"]()
    multiplier = replace(report.derivation.dual_function.multipliers[0], name="alpha_m[1]")
    assert Letters.of(BOYD, (multiplier,), ()).name("alpha_m[1]") == "lambda_m[1]"


def test_notation_by_name():
    assert notation("lihang") is LIHANG
    with pytest.raises(ValueError, match="choose one of lihang, boyd"):
        notation("kuhn")


def test_unknown_format_lists_the_formats():
    with pytest.raises(ValueError, match="text, latex, markdown, html, json"):
        renderer("docx")


def test_steps_are_numbered_with_formulas_in_their_places(hand_made):
    text = render(hand_made["min-norm"](), "text", Options(steps=True))
    assert lines_with(text, "1. the Lagrangian is x^2 + y^2 + alpha_budget*(1 - x - y)")
    assert lines_with(text, "3. the infimum over y of alpha_budget is at y = alpha_budget/2")


def test_color_only_where_asked(hand_made):
    report = hand_made["min-norm"]()
    assert "\x1b[" not in render(report)
    assert "\x1b[1;32m" in render(report, "text", Options(color=True))


def test_many_rows_are_cut_unless_everything_is_asked_for(hand_made):
    report = hand_made["min-norm"]()
    many = replace(report, slackness=report.slackness * 40)
    assert "... and 16 more constraints" in render(many)
    assert "more constraints" not in render(many, "text", Options(verbose=True))


def test_long_formula_is_cut_in_the_middle_and_says_so(hand_made):
    report = hand_made["min-norm"]()
    terms = sum((Variable(f"variable_{k}") for k in range(2000)), Variable("x"))
    problem = replace(report.problem, objective=terms)
    form = replace(report.form, problem=problem, objective_expression=terms)
    shown = render(replace(report, problem=problem, form=form))
    assert "characters more]" in shown
    assert max(map(len, shown.splitlines())) < 1400
