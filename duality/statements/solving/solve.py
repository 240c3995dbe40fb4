"""Both sides of a bound statement, and what is known about the gap."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from duality.errors import ProblemError
from duality.model.problem import Sense
from duality.statements.binding import symbols
from duality.statements.results import StatementDerivation
from duality.statements.solving.candidate import candidate
from duality.statements.solving.convex import Work
from duality.statements.solving.report import StatementAnswer, StatementReport, Verdict
from duality.statements.solving.scalar import EXACT, SEARCHED, Pipeline, is_plain, scalar_report
from duality.statements.solving.split_multipliers import beside
from duality.statements.statement import Statement
from duality.statements.theta import Bound
from duality.verify.values import are_close

CLOSE = 1e-6
"""Relative difference up to which two figures of a solver are taken for one number."""

APART = 1e-4
"""Relative difference from which on they are taken for two."""


def solve(
    statement: Statement,
    data: Mapping[str, object],
    *,
    tolerance: float = 1e-8,
    time_limit: float | None = None,
    pipeline: Pipeline | None = None,
) -> StatementReport:
    """p*, d* by the explicit dual, theta_D at the multipliers by the derived formula, the verdict.

    ``pipeline`` is the engine of scalar problems: small plain data go to it first, for its exact answers, and small
    statements that are not convex for its global search. Raises `ProblemError` for letters without data.
    """
    derivation = statement.derivation
    found = derivation.derived
    bound = Bound(found, data)
    sizes = _sizes(bound)
    values = symbols(found.statement.parameters, bound.arrays, sizes)
    work = Work(derivation, bound, sizes, values, tolerance, time_limit)
    if pipeline is not None and is_plain(bound.arrays):
        report = scalar_report(derivation, found.statement, values, sizes, pipeline, EXACT, time_limit)
        if report is not None:
            return _with_splits(report, bound, work)
    sides = work.sides()
    if sides.primal.value is None and sides.convex is False:
        sign = 1.0 if statement.sense is Sense.MIN else -1.0
        sides = sides._replace(primal=_enclosed(found.statement, values, sizes, sign, sides.dual))
        if sides.primal.value is None and pipeline is not None:
            report = scalar_report(derivation, found.statement, values, sizes, pipeline, SEARCHED, time_limit)
            if report is not None:
                return report
    verdict, theorem, why = _verdict(derivation, sides.primal, sides.dual, slater=sides.slater)
    return StatementReport(
        derivation, sides.primal, sides.dual, verdict, theorem, why, residuals=sides.residuals, sizes=sizes
    )


def _with_splits(report: StatementReport, bound: Bound, work: Work) -> StatementReport:
    """The scalar engine's report with multipliers of the splits, which it has none of, beside its own where they fit.

    theta_D at all of them together is d*, else the point is left as it is.
    """
    given = report.dual
    if given.point is None or given.value is None or not bound.derived.splits:
        return report
    found = work.sides().dual.point or {}
    for point in (beside(bound, given.point, found), found):
        if point and _close(work.sign * bound.theta(point), given.value):
            report.dual = given._replace(point=point)
            break
    return report


def _enclosed(
    statement: Statement, values: Mapping[str, Any], sizes: Mapping[str, int], sign: float, d: StatementAnswer
) -> StatementAnswer:
    """p* of a statement that is not convex, where a feasible point meets d*: d* <= p* <= f(x) by weak duality."""
    found = candidate(statement, values, sizes)
    if found is None or d.value is None or not math.isfinite(d.value) or not _close(sign * found[0], d.value):
        return StatementAnswer("unknown", None, "numerical", None, "no feasible point was found whose value is d*")
    return StatementAnswer("optimal", sign * found[0], "numerical", found[1], "a feasible point whose value is d*")


def _sizes(bound: Bound) -> dict[str, int]:
    unknown = [a for a in bound.derived.statement.sizes if a not in bound.sizes]
    if unknown:
        raise ProblemError(f"the data do not tell the size {', '.join(unknown)}", help="give it in data: {'n': 5}")
    return bound.sizes


def _verdict(
    derivation: StatementDerivation, p: StatementAnswer, d: StatementAnswer, *, slater: bool = True
) -> tuple[Verdict, str, str]:
    """What the two values show; they are floats, so that a theorem is named only with its condition."""
    applies = derivation.theorem
    found = _missing(p, d) or _beyond(derivation, p, d)
    if found:
        return "unknown", "", found
    assert p.value is not None and d.value is not None
    if p.label == d.label == "exact" and p.exact == d.exact:
        return "holds", applies.theorem, "x* and the multipliers are feasible and complementary, checked exactly"
    if p.value == d.value and not math.isfinite(p.value):
        return "holds", "", _INFINITE[p.value == (math.inf if derivation.statement.sense is Sense.MIN else -math.inf)]
    if p.value == d.value or (math.isfinite(p.value) and math.isfinite(d.value) and _close(p.value, d.value)):
        if not slater:
            return "holds", "", "p* and d* agree numerically, though no point is strictly feasible"
        if applies.theorem:
            joined = " if " if applies.condition.startswith(("some ", "one ")) else ": "
            return "holds", applies.theorem, f"p* and d* agree, as {applies.theorem} says{joined}{applies.condition}"
        return "holds", "", "p* and d* agree numerically"
    if math.isfinite(p.value) and math.isfinite(d.value) and abs(p.value - d.value) <= APART * (1 + abs(p.value)):
        return "unknown", "", "p* and d* differ by less than the solver's figures are sure of"
    if slater and applies.theorem and math.isfinite(p.value) and math.isfinite(d.value):
        why = f"p* and d* differ, while {applies.theorem} says that they agree if {applies.condition}"
        return "unknown", "", f"{why}: one of the two is not the optimum"
    if not slater:
        why = "no point is strictly feasible: a diagonal entry of a matrix inequality is 0 wherever the equations hold"
        return "fails", "Theorem 1", f"weak duality only: {why}"
    return "fails", "Theorem 1", f"weak duality only: {applies.condition}"


_INFINITE = {
    True: "no x is feasible, and theta_D has no upper bound",
    False: "f has no lower bound on what is feasible, so that theta_D is -inf everywhere",
}


def _missing(p: StatementAnswer, d: StatementAnswer) -> str:
    missing = [f"{name} was not found" for name, side in (("p*", p), ("d*", d)) if side.value is None]
    return " and ".join(missing)


def _beyond(derivation: StatementDerivation, p: StatementAnswer, d: StatementAnswer) -> str:
    """Weak duality forbids d* > p* (in the min form): such figures prove nothing."""
    assert p.value is not None and d.value is not None
    sign = 1.0 if derivation.statement.sense is Sense.MIN else -1.0
    if sign * d.value > sign * p.value and not _close(p.value, d.value):
        return "the solver's figures for p* and d* contradict weak duality"
    return ""


def _close(p: float, d: float) -> bool:
    return are_close(p, d) or (math.isfinite(p - d) and abs(p - d) <= CLOSE * (1 + abs(p)))
