"""A file's known answers held against its report, line by line."""

from __future__ import annotations

import math

from duality.algebra.evaluate import constant
from duality.model.expression import Expression
from duality.model.problem import Expectation
from duality.model.report import Report
from duality.model.scalar import Scalar
from duality.model.solution import Label, Point
from duality.report.numbers import decimal, scalar_text
from duality.report.sections.outcome import exact_value
from duality.report.subjects import Grade, Grading

EXACT_TOLERANCE, NUMERIC_TOLERANCE = 1e-12, 1e-6
"""Relative tolerances for constant expressions and integers, by the label of the value that was found."""


def grading_of(report: Report) -> Grading:
    """One grade for every known answer of the problem."""
    return Grading(report, tuple(grade(expectation, report) for expectation in report.problem.expectations))


def grade(expectation: Expectation, report: Report) -> Grade:
    """The report's value beside the expected one, and whether they agree."""
    key, expected = expectation.key, expectation.value
    if isinstance(expected, bool):
        found = (report.primal if key.startswith("p*") else report.dual).attained
        shown = {True: "yes", False: "no", None: "not decided"}
        return Grade(f"{key} = {shown[expected]}", shown[found], found is expected)
    wanted = f"{key} = {expected}"
    value, label = found_value(key, report)
    if value is None:
        return Grade(wanted, "unknown", passed=False, why=f"the report has no value of {key}")
    approximate = float(value)
    told = f"{scalar_text(value)} ({label.value})"
    if not isinstance(expected, Expression):
        passed = approximate == (math.inf if expected == "inf" else -math.inf)
        return Grade(wanted, told, passed)
    target = constant(expected)
    off = _difference(value, target)
    allowed = tolerance(expectation, label, float(target))
    passed = math.isfinite(approximate) and off <= allowed
    why = "" if passed or not math.isfinite(off) else f"off by {decimal(off)}, allowed {allowed:.1e}"
    return Grade(_written(expectation, target), told, passed, why)


def found_value(key: str, report: Report) -> tuple[Scalar | float | None, Label]:
    """The report's value of p*, d*, gap, a variable, or a multiplier (the dual's), with its label."""
    primal, dual = report.primal, report.dual
    match key:
        case "p*":
            return primal.value if exact_value(primal) is None else exact_value(primal), primal.label
        case "d*":
            return dual.value if exact_value(dual) is None else exact_value(dual), dual.label
        case "gap":
            weaker = min(primal.label, dual.label, key=lambda label: label.strength)
            return report.gap if report.exact_gap is None else report.exact_gap, weaker
    if key in report.problem.variables:
        return _entry(primal.point, key), primal.label
    found = _entry(dual.point, key)
    if found is not None:
        return found, dual.label
    return next((row.multiplier for row in report.slackness if row.name == key), None), primal.label


def tolerance(expectation: Expectation, label: Label, target: float) -> float:
    """Half a unit of the last digit of a decimal; else relative, by the label."""
    if expectation.decimals is not None:
        return 0.5 * 10.0**-expectation.decimals * (1 + 1e-9)
    relative = EXACT_TOLERANCE if label is Label.EXACT else NUMERIC_TOLERANCE
    return relative * max(1.0, abs(target))


def _entry(point: Point | None, name: str) -> Scalar | float | None:
    return None if point is None else next((value for key, value in point if key == name), None)


def _difference(value: Scalar | float, target: Scalar) -> float:
    if isinstance(value, float):
        return abs(value - float(target))
    return abs(float(value - target))


def _written(expectation: Expectation, target: Scalar) -> str:
    if expectation.decimals is not None:
        return f"{expectation.key} = {float(target):.{expectation.decimals}f}"
    return f"{expectation.key} = {expectation.value}"
