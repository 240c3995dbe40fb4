"""Small statements by the engine of scalar problems: the same report, with its labels and exact values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from duality.errors import BackendError, DualityError
from duality.model.budget import UNLIMITED, spending
from duality.model.problem import Problem
from duality.model.solution import Label
from duality.results import Report
from duality.statements.arrays.layout import joined
from duality.statements.instantiating import instance
from duality.statements.nodes import Range
from duality.statements.results import StatementDerivation
from duality.statements.solving.report import StatementAnswer, StatementReport
from duality.statements.statement import Statement

Pipeline = Callable[[Problem, float | None], Report]
"""Solves a scalar problem within a time limit."""

SHARE = 0.4
"""Of the usual work, where no limit is given: random data of sixteen digits make exact answers dear."""

CONVEX_SHARE = 0.25
"""The same for convex statements, which arrays answer in milliseconds, if not exactly."""

EXACT = 24
"""Scalar variables up to which plain data go to the scalar engine first."""

SEARCHED = 8
"""Scalar variables up to which a statement that is not convex is searched globally."""

PLAIN = 10_000
"""The largest denominator of plain data: 0.25, not the sixteen digits of a random number."""


def is_plain(arrays: Mapping[str, Any]) -> bool:
    """Whether all numbers are short fractions, whose exact answers are worth their price."""
    for array in arrays.values():
        if hasattr(array, "toarray") or array.size > 400:
            return False
        for value in array.ravel():
            if Fraction(repr(float(value))).denominator > PLAIN:
                return False
    return True


def scalar_report(
    derivation: StatementDerivation,
    statement: Statement,
    values: Mapping[str, Any],
    sizes: Mapping[str, int],
    pipeline: Pipeline,
    most: int,
    seconds: float | None,
) -> StatementReport | None:
    """The scalar engine's report told in arrays; ``None`` where the statement has no scalar form or no answer."""
    try:
        found = instance(statement, values, sizes)
    except BackendError:
        return None
    if len(found.problem.variables) > most:
        return None
    convex = derivation.convexity.convex
    try:
        share = CONVEX_SHARE if convex else SHARE
        with spending(UNLIMITED.bounded(share) if seconds is None else UNLIMITED):
            report = pipeline(found.problem, seconds)
    except DualityError:
        return None
    if report.primal.value is None or report.dual.value is None:
        return None
    if convex and report.verdict == "unknown" and Label.EXACT not in (report.primal.label, report.dual.label):
        return None  # the work ended before Slater's condition was looked at, which the arrays do not need
    ranges = {d.name: d.range for d in statement.variables} | {row.name: row.range for row in statement.rows}
    primal = _answer(report.primal, found.variables, ranges, sizes)
    dual = _answer(report.dual, found.rows, ranges, sizes)
    told = report.strong_duality
    return StatementReport(derivation, primal, dual, report.verdict, told.theorem, told.why, report)


def _answer(
    found: Any, names: Mapping[str, Any], ranges: Mapping[str, Range], sizes: Mapping[str, int]
) -> StatementAnswer:
    point = None if found.point is None else _arrays(found.point, names, ranges, sizes)
    exact = "" if found.exact is None else str(found.exact)
    return StatementAnswer(
        found.status, found.value, found.label, point, "the engine of scalar problems", exact, found.attained
    )


def _arrays(
    point: Mapping[str, Any], names: Mapping[str, Any], ranges: Mapping[str, Range], sizes: Mapping[str, int]
) -> dict[str, Any] | None:
    """Scalars by name -> arrays by variable or row; ``None`` where the derivation used other multipliers."""
    import numpy as np

    def filled(array: Any) -> Any:
        made = np.zeros(array.shape)
        for place in np.ndindex(array.shape):
            made[place] = float(point[array[place]])
        return made

    try:
        return {
            key: joined({at: filled(member) for at, member in value.items()}, ranges[key], sizes)
            if isinstance(value, dict)
            else filled(value)
            for key, value in names.items()
        }
    except KeyError:
        return None
