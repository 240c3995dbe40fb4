"""Long numbers, as measured data make them, are shown with seven digits; what is written and JSON keep them."""

from __future__ import annotations

import json
import re

import pytest

import duality as du
from duality.algebra import evaluate

DATA = [[0.1257302210933933, -0.1321048632913019], [0.6404226504432821, 0.1049001171530397], [-0.5356693731611110, 0.3]]
NOTE = "numbers of more than 20 characters are shown rounded to seven digits; JSON has them exactly"


def problem() -> du.Problem:
    x = du.variables("x[1..2]")
    rows = [sum(a * b for a, b in zip(row, x, strict=True)) for row in DATA]
    return du.minimize(rows[0] ** 2 + rows[1] ** 2 + rows[2] ** 2, [x[0] + x[1] >= 1])


def test_measured_data_are_shown_with_seven_digits_and_the_note_says_so() -> None:
    report = problem().solve()
    shown = str(report)
    assert "(0.1257302*x[1] - 0.1321049*x[2])^2" in shown
    assert shown.count(NOTE) == 1
    assert max(len(word) for word in shown.replace("/", " ").split()) < 80
    assert "0.1257302" in report.latex() and "1257302210933933" not in report.latex()


def test_what_is_written_and_json_keep_every_digit() -> None:
    stated = problem()
    read = evaluate.value(du.parse(du.write(stated)).objective, {"x[1]": 1.0, "x[2]": 0.0})
    assert read == pytest.approx(sum(row[0] ** 2 for row in DATA), rel=1e-15)
    assert "1257302210933933" in du.write(stated)
    record = json.loads(stated.solve().to_json())
    assert "1257302210933933" in record["lagrangian"]
    assert "/" in record["primal"]["exact"]


def test_short_numbers_stay_as_they_are() -> None:
    shown = str(du.solve("min 1/3*x^2 + 0.125*x s.t. x >= 2/7"))
    assert "1/3*x^2 + 1/8*x" in shown
    assert NOTE not in shown


def test_a_long_exact_value_is_told_by_its_length_and_a_shorter_one_whole() -> None:
    assert "a ratio of integers of" in str(problem().solve())
    shown = str(du.solve("min x s.t. x >= 1234567890123456789/98765432109876543211"))
    assert "exact: 1234567890123456789/98765432109876543211" in " ".join(shown.split())
    assert repr(problem().solve()).startswith("<Report p* = 0.0687")


def test_a_long_number_over_another_is_one_decimal() -> None:
    shown = str(du.solve("min 0.1257302210933933*x^2 + x s.t. x >= 0.6404226504432821"))
    assert "4.617191*alpha_1 - 1.988384 - 1.988384*alpha_1^2" in shown
    assert "0.2514604*c1 + 1" in shown


def test_the_page_rounds_and_says_so_once() -> None:
    text = re.sub(r"<[^>]*>", "", str(du.page(problem().solve())))
    assert "0.1257302" in text
    assert text.count("shown rounded to seven digits") == 1
