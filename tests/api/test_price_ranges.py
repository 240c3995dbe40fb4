"""How long a price holds: the range of every right-hand side equals re-solves just inside and just outside."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import pytest

import duality as du
from duality.model.expression import Comparison, Sum, number
from duality.model.problem import Problem
from duality.model.report import SlacknessRow
from tests.letters.random_programs import random_program

LP = """max 3*x + 2*y
s.t. r1: x + y <= 4
r2: x + 3*y <= 7
cap: x <= 3
x >= 0
y >= 0
"""


def test_ranges_of_a_linear_program() -> None:
    rows = {row.name: row for row in du.solve(du.parse(LP)).slackness}
    assert (rows["r1"].price, rows["r1"].range.lower, rows["r1"].range.upper) == (2, 3, Fraction(13, 3))
    assert (rows["cap"].price, rows["cap"].range.lower, rows["cap"].range.upper) == (1, Fraction(5, 2), 4)
    assert (rows["r2"].price, rows["r2"].range.lower, rows["r2"].range.upper) == (0, 6, None)
    text = str(du.solve(du.parse(LP)))
    assert "+2 while 3 <= r1 <= 13/3" in text and "0 while r2 >= 6" in text


def test_the_price_of_a_quadratic_program_moves() -> None:
    row = du.solve(du.parse("min x^2 + y^2\ns.t. budget: x + y >= 1")).slackness[0]
    assert (row.price, row.range.slope, row.range.lower, row.range.upper) == (1, 1, 0, None)


def test_prices_at_the_end_of_a_range_are_one_sided() -> None:
    row = du.solve(du.parse(LP.replace("<= 4", "<= 3"))).slackness[0]
    assert row.price is None and row.rates == (3, 2)


UNDETERMINED = [
    "min x^2\ns.t. a: x >= 1\nb: x + y <= 7",
    "min x^2\ns.t. a: x + y >= 2\nb: y <= 1",
    "min (x + y)^2\ns.t. p: x - y >= 1\nq: x + y >= 2",
    "min (x + y)^2 + z\ns.t. p: x + y + z >= 3\nq: z >= 0\nr: x <= 5",
    "min (x - 2*y)^2/2 + z^2/3\ns.t. a: x + y = 3\nb: x - 2*y + z >= 1/2\nc: w <= 4\ny >= 0",
    "max 3*x - (x + y)^2\ns.t. a: x <= 2\nb: y <= 9\nc: x - y >= -6",
]


@pytest.mark.parametrize("text", UNDETERMINED)
def test_prices_have_ranges_where_no_row_determines_x(text: str) -> None:
    report = du.solve(du.parse(text))
    for place, row in enumerate(report.slackness):
        assert row.range is not None
        compare_range(report, place, row)


def moved(problem: Problem, place: int, change: Fraction) -> Problem:
    rows = list(problem.rows)
    left, right = rows[place].comparison.expressions
    changed = Comparison(rows[place].comparison.relations, (left, Sum((right, number(change)))))
    rows[place] = replace(rows[place], comparison=changed)
    return replace(problem, rows=tuple(rows))


NEAR = Fraction(1, 1000)


def compare(seeds: range) -> int:
    """Every range of random programs against re-solves just inside and just outside its ends; how many there were."""
    count = 0
    for seed in seeds:
        generator = random.Random(seed)
        problem = du.parse(random_program(generator, quadratic=seed % 2 == 1))
        problem = problem.set(**{letter.name: generator.randint(-3, 3) for letter in problem.parameters})
        report = du.solve(problem)
        for place, row in enumerate(report.slackness):
            if row.range is not None:
                count += 1
                compare_range(report, place, row)
    return count


def compare_range(report: du.Report, place: int, row: SlacknessRow) -> None:
    """Inside the price gives p*, outside it does not; where there is no end, far away is inside."""
    found = row.range
    assert found is not None
    for end, side in ((found.lower, -1), (found.upper, 1)):
        length = Fraction(50) if end is None else (end - found.right) * side
        for beyond in (-NEAR, NEAR):
            change = side * (length + beyond)
            again = du.solve(moved(report.problem, place, change)).primal
            expected = report.primal.value + float(change * (row.price + found.slope * change / 2))
            is_given = again.value == pytest.approx(expected, rel=1e-11, abs=1e-11)
            if length > NEAR or beyond > 0:
                assert is_given == (end is None or beyond < 0), (row.name, end, beyond)


def test_ranges_of_random_programs() -> None:
    assert compare(range(1, 20)) >= 3


@pytest.mark.slow
def test_ranges_of_many_random_programs() -> None:
    assert compare(range(1000, 1200)) >= 100
