"""Both sides of a bound statement, and what is known about the gap."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from duality.errors import BackendError, ProblemError
from duality.model.problem import Sense
from duality.statements.binding import symbols
from duality.statements.results import StatementDerivation
from duality.statements.solving.candidate import candidate
from duality.statements.solving.convex import Solved, solve_convex
from duality.statements.solving.report import StatementAnswer, StatementReport, Verdict
from duality.statements.solving.scalar import EXACT, SEARCHED, Pipeline, is_plain, scalar_report
from duality.statements.statement import Statement
from duality.statements.theta import Bound
from duality.statements.tower import derived
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
    derivation = StatementDerivation(derived(statement))
    found = derivation.derived
    bound = Bound(found, data)
    sizes = _sizes(bound)
    values = symbols(found.statement.parameters, bound.arrays, sizes)
    if pipeline is not None and is_plain(bound.arrays):
        report = scalar_report(derivation, found.statement, values, sizes, pipeline, EXACT, time_limit)
        if report is not None:
            return report
    sign = 1.0 if statement.sense is Sense.MIN else -1.0
    primal = _solved(found.statement, values, sizes)
    dual = _solved(derivation.dual_problem.statement, values, sizes)
    d = _dual_answer(bound, dual, primal, sign)
    p = _answer(primal, sign)
    if isinstance(primal, str):
        p = _enclosed(found.statement, values, sizes, sign, d)
        if p.value is None and pipeline is not None:
            report = scalar_report(derivation, found.statement, values, sizes, pipeline, SEARCHED, time_limit)
            if report is not None:
                return report
    verdict, theorem, why = _verdict(derivation, p, d)
    return StatementReport(derivation, p, d, verdict, theorem, why)


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


def _solved(statement: Statement, values: Mapping[str, Any], sizes: Mapping[str, int]) -> Solved | str:
    """The solver's answer, or why there is none."""
    try:
        return solve_convex(statement, values, sizes, 1e-9)
    except BackendError as refusal:
        return str(refusal)


def _answer(found: Solved | str, sign: float) -> StatementAnswer:
    if isinstance(found, str) or found.status == "unknown":
        return StatementAnswer("unknown", None, "numerical", None, found if isinstance(found, str) else "")
    point = found.variables if found.status == "optimal" else None
    return StatementAnswer(found.status, sign * found.value, "numerical", point, "cvxpy with Clarabel")


def _dual_answer(bound: Bound, dual: Solved | str, primal: Solved | str, sign: float) -> StatementAnswer:
    """d* in the sense of the statement: the explicit dual's value, else theta_D at the primal's multipliers."""
    if not isinstance(dual, str) and dual.status != "unknown":
        # The explicit dual is solved as min of the negative of what it maximizes.
        value = -sign * dual.value
        status = {"infeasible": "infeasible", "unbounded": "unbounded"}.get(dual.status, "optimal")
        point = dual.variables if status == "optimal" else None
        return StatementAnswer(status, value, "numerical", point, "cvxpy with Clarabel")
    if not isinstance(primal, str) and primal.status == "optimal" and not bound.derived.splits:
        found = bound.theta(_arrays(primal.multipliers))
        if math.isfinite(found):
            return StatementAnswer(
                "optimal", sign * found, "numerical", primal.multipliers, "theta_D at the multipliers of p*"
            )
    return StatementAnswer("unknown", None, "numerical", None, dual if isinstance(dual, str) else "")


def _arrays(multipliers: Mapping[str, Any]) -> dict[str, Any]:
    """Families as arrays, from the mappings by index."""
    import numpy as np

    made: dict[str, Any] = {}
    for name, value in multipliers.items():
        if isinstance(value, dict):
            keys = sorted(value)
            low = [min(k[axis] for k in keys) for axis in range(len(keys[0]))]
            high = [max(k[axis] for k in keys) for axis in range(len(keys[0]))]
            cell = np.asarray(value[keys[0]])
            array = np.zeros([h - a + 1 for a, h in zip(low, high, strict=True)] + [n for n in cell.shape if n != 1])
            for key, item in value.items():
                array[tuple(k - a for k, a in zip(key, low, strict=True))] = np.asarray(item).reshape(
                    array.shape[len(key) :]
                )
            made[name] = array
        else:
            made[name] = value
    return made


def _verdict(derivation: StatementDerivation, p: StatementAnswer, d: StatementAnswer) -> tuple[Verdict, str, str]:
    """What the two values show; they are floats, so that a theorem is named only with its condition."""
    applies = derivation.theorem
    if p.value is None or d.value is None:
        missing = " and ".join(name for name, side in (("p*", p), ("d*", d)) if side.value is None)
        return "unknown", "", f"{missing} was not found"
    if p.value == d.value or (math.isfinite(p.value) and math.isfinite(d.value) and _close(p.value, d.value)):
        if applies.theorem:
            return "holds", applies.theorem, f"p* and d* agree, as {applies.theorem} says: {applies.condition}"
        return "holds", "", "p* and d* agree numerically"
    if math.isfinite(p.value) and math.isfinite(d.value) and abs(p.value - d.value) <= APART * (1 + abs(p.value)):
        return "unknown", "", "p* and d* differ by less than the solver's figures are sure of"
    return "fails", "Theorem 1", f"weak duality only: {applies.condition}"


def _close(p: float, d: float) -> bool:
    return are_close(p, d) or abs(p - d) <= CLOSE * (1 + abs(p))
