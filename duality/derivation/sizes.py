"""Numbers beyond what floating point holds: a statement with one is refused in a line that says what to do instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import log10

from duality.errors import ProblemError
from duality.model.expression import Comparison, Expression, Number
from duality.model.form import Row, StandardForm
from duality.model.integer_points import IntegerPoints
from duality.model.problem import Interval, Problem

DIGITS = 150
"""Doubles end at 1.8e308: the product of two numbers is to stay inside."""
BITS = round(DIGITS / log10(2)) + 1


def refuse_extreme_numbers(problem: Problem) -> None:
    """`ProblemError` for a number of the statement, other than 0, that is of a size outside 1e-150 to 1e150."""
    for expression in _expressions(problem):
        for node in expression.walk():
            if isinstance(node, Number):
                _check(node.value)


def refuse_extreme_rows(form: StandardForm) -> None:
    """`ProblemError` where numbers of moderate size multiply to an extreme one, or a finite set holds one."""
    for row in form.rows():
        for coefficient in _coefficients(row):
            if isinstance(coefficient, Fraction):
                _check(coefficient)
    for finite in form.domain.discrete:
        points = finite.points
        for point in (*points[:1], *points[-1:]) if isinstance(points, IntegerPoints) else points:
            for value in point:
                if isinstance(value, Fraction):
                    _check(value)


def _coefficients(row: Row) -> Iterable[object]:
    yield row.constant
    yield from (c for _, c in row.linear)
    yield from (c for _, c in row.quadratic)


def _expressions(problem: Problem) -> Iterator[Expression]:
    yield problem.objective
    for row in problem.rows:
        yield from row.comparison.expressions
    for row in problem.domain:
        if isinstance(row, Comparison):
            yield from row.expressions
        elif isinstance(row.set, Interval):
            yield from (end for end in (row.set.lower, row.set.upper) if end is not None)


def _check(value: Fraction) -> None:
    bits = value.numerator.bit_length() - value.denominator.bit_length()
    if value and abs(bits) > BITS:
        raise ProblemError(
            f"a number of about 1e{round(bits * log10(2)):+d} is beyond what can be computed with: sizes run from "
            f"1e-{DIGITS} to 1e{DIGITS}",
            help="measure in other units, so that the numbers are of moderate size",
        )
