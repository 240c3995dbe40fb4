"""Known answers of a problem with letters, held against the report at points of the regions that they speak of."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from fractions import Fraction

from duality.algebra.evaluate import constant
from duality.letters.lettered_report import LetteredReport
from duality.letters.samples import first_sample, random_sample, trees_of
from duality.model.expression import Expression
from duality.model.letters import put_into, put_into_comparison, truth
from duality.model.problem import Expectation
from duality.report.numbers import decimal
from duality.report.subjects import Grade, Grading

POINTS = 5
TRIALS = 400
TOLERANCE = 1e-9

Sample = Mapping[str, Fraction]


def graded_in_letters(report: LetteredReport) -> Grading:
    """One grade for every known answer: it must hold at points that meet its conditions."""
    return Grading(report.data, tuple(_grade(one, report) for one in report.problem.expectations))


def _grade(expectation: Expectation, report: LetteredReport) -> Grade:
    where = " and ".join(map(str, expectation.conditions))
    wanted = f"{expectation.key} = {expectation.value}" + (f" if {where}" if where else "")
    samples = _samples(expectation, report)
    if not samples:
        return Grade(wanted, "no point was found where it holds", passed=False)
    for sample in samples:
        found, expected = _found(expectation.key, report, sample), _expected(expectation, sample)
        if found is None:
            return Grade(wanted, "unknown", passed=False, why=f"the report has no value of {expectation.key}")
        if not _agree(found, expected, expectation.decimals):
            at = ", ".join(f"{name} = {value}" for name, value in sample.items())
            return Grade(wanted, decimal(found), passed=False, why=f"expected {decimal(expected)} at {at}")
    return Grade(wanted, f"equal at {len(samples)} points", passed=True)


def _samples(expectation: Expectation, report: LetteredReport) -> list[Sample]:
    letters, generator = report.problem.parameters, random.Random(5)
    found: list[Sample] = []
    for k in range(TRIALS):
        sample = first_sample(letters) if k == 0 else random_sample(letters, generator)
        values = trees_of(sample)
        if all(truth(put_into_comparison(c, values)) is True for c in expectation.conditions):
            found.append(sample)
        if len(found) == POINTS:
            break
    return found


def _found(key: str, report: LetteredReport, sample: Sample) -> float | None:
    match key:
        case "p*":
            return report.value_function(**sample)
        case "d*":
            return report.dual_value_function(**sample)
        case "gap":
            return abs(report.value_function(**sample) - report.dual_value_function(**sample))
    region = report.region(**sample)
    if region is None:
        answer = report.at(**sample)
        points = {**(answer.primal.point or {}), **(answer.dual.point or {})}
        return float(points[key]) if key in points else None
    if key.endswith("attained"):
        return None if region.data.attained is None else float(region.data.attained)
    formulas = {**region.primal.point, **region.dual.point}
    return float(region.formula(formulas[key], sample)) if key in formulas else None


def _expected(expectation: Expectation, sample: Sample) -> float:
    value = expectation.value
    if isinstance(value, Expression):
        return float(constant(put_into(value, trees_of(sample))))
    return float(value) if isinstance(value, bool) else math.inf if value == "inf" else -math.inf


def _agree(found: float, expected: float, decimals: int | None) -> bool:
    if math.isinf(found) or math.isinf(expected):
        return found == expected
    allowed = TOLERANCE * max(1.0, abs(expected)) if decimals is None else 0.5 * 10.0**-decimals
    return abs(found - expected) <= allowed
