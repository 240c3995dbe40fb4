"""The known answers of a bound statement held against its report."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any

from duality.algebra.evaluate import constant
from duality.errors import ProblemError
from duality.model.expression import Expression
from duality.model.problem import Expectation
from duality.named_tuples import NamedTuple
from duality.report.options import Options
from duality.report.subjects import Grade

if TYPE_CHECKING:
    from duality.statements.solving.report import StatementReport

NUMERIC = 1e-6
"""Relative tolerance of constants that are not decimals."""

_PLACE = re.compile(r"([^\[]+)(?:\[([^\]]*)\])?")


class StatementGrading(NamedTuple):
    """One grade for every known answer."""

    report: StatementReport
    grades: tuple[Grade, ...]

    @property
    def passed(self) -> bool:
        return all(grade.passed for grade in self.grades)

    def render(self, format: str = "text", options: Options | None = None) -> str:
        """Text, or JSON with the keys that a problem's grading has."""
        title = self.report.statement.title
        if format == "json":
            grades = [g._asdict() for g in self.grades]
            record = {"schema": 1, "title": title, "passed": self.passed, "grades": grades}
            return json.dumps(record, ensure_ascii=False) + "\n"
        wide = max((len(g.expected) for g in self.grades), default=0)
        lines = [title, ""] if title else []
        for g in self.grades:
            why = f"   {g.why}" if g.why else ""
            lines.append(f"  {'ok ' if g.passed else 'NOT'}  {g.expected:<{wide}}   {g.found}{why}")
        held = sum(g.passed for g in self.grades)
        return "\n".join([*lines, f"  {held} of {len(self.grades)} known answers hold"]) + "\n"

    def __str__(self) -> str:
        return self.render().rstrip("\n")


def graded(report: StatementReport) -> StatementGrading:
    """Raises `ProblemError` where the statement names no known answers, or a name that it does not have."""
    statement = report.statement
    if not statement.expectations:
        raise ProblemError("the statement has no known answers to check", help="add a line such as: expect p* = 1/2")
    names = {d.name for d in statement.variables} | {r.name for r in statement.rows}
    names |= {split.variable.name for split in report.derivation.derived.splits}
    for expectation in statement.expectations:
        name = expectation.key.partition("[")[0]
        if name not in names and not name.startswith(("p*", "d*", "gap")):
            raise ProblemError(
                f"'{name}' is neither a variable nor a constraint of this statement",
                help=f"the names are {', '.join(sorted(names))}",
            )
    return StatementGrading(report, tuple(_grade(expectation, report) for expectation in statement.expectations))


def _grade(expectation: Expectation, report: StatementReport) -> Grade:
    key, expected = expectation.key, expectation.value
    if isinstance(expected, bool):
        side = report.primal if key.startswith("p*") else report.dual
        found = side.status == "optimal" and side.point is not None if side.attained is None else side.attained
        shown = {True: "yes", False: "no"}
        return Grade(f"{key} = {shown[expected]}", shown[found], found is expected)
    wanted = f"{key} = {expected}"
    found = found_value(key, report)
    if found is None:
        return Grade(wanted, "unknown", passed=False, why=f"the report has no value of {key}")
    value, label = found
    told = f"{value:.9g} ({label})"
    if not isinstance(expected, Expression):
        return Grade(wanted, told, value == (math.inf if expected == "inf" else -math.inf))
    target = float(constant(expected))
    off = abs(value - target)
    decimals = expectation.decimals
    allowed = NUMERIC * max(1.0, abs(target)) if decimals is None else 0.5 * 10.0**-decimals * (1 + 1e-6)
    passed = math.isfinite(value) and off <= allowed
    return Grade(wanted, told, passed, "" if passed else f"off by {off:.3g}, allowed {allowed:.1e}")


def found_value(key: str, report: StatementReport) -> tuple[float, str] | None:
    """The report's value of p*, d*, the gap or an entry, with its label."""
    if key == "p*":
        return None if report.primal.value is None else (report.primal.value, report.primal.label)
    if key == "d*":
        return None if report.dual.value is None else (report.dual.value, report.dual.label)
    if key == "gap":
        return None if report.gap is None else (report.gap, report.dual.label)
    match = _PLACE.fullmatch(key)
    assert match is not None
    for side in (report.primal, report.dual):
        if side.point is not None and match[1] in side.point:
            value = _entry(side.point[match[1]], match[2])
            return None if value is None else (value, side.label)
    return None


def _entry(value: Any, place: str | None) -> float | None:
    """The entry at indexes that count from 1; a family is asked by its own indexes first."""
    import numpy as np

    at = tuple(int(k) for k in place.split(",")) if place else ()
    if isinstance(value, dict):
        count = len(next(iter(value)))
        found = value.get(at[:count])
        return None if found is None else _entry(found, ", ".join(map(str, at[count:])) or None)
    array = np.asarray(value, dtype=float)
    free = [n for n in array.shape if n != 1]
    flat = array.reshape(free)
    if len(at) != len(free) or any(not 1 <= k <= n for k, n in zip(at, free, strict=True)):
        return float(array.ravel()[0]) if array.size == 1 and all(k == 1 for k in at) else None
    return float(flat[tuple(k - 1 for k in at)])
