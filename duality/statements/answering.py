"""A statement in, a derivation or a report out."""

from __future__ import annotations

from collections.abc import Mapping

from duality.errors import ProblemError
from duality.statements.results import StatementDerivation, StatementDual
from duality.statements.solving.report import StatementReport
from duality.statements.solving.scalar import Pipeline
from duality.statements.statement import Statement


def stated(given: object) -> Statement:
    """A statement, or an explicit dual as the statement that it is."""
    if isinstance(given, Statement):
        return given
    if isinstance(given, StatementDual):
        return given.statement
    raise ProblemError(
        f"{given!r} is no problem", help="state one with duality.parse, duality.minimize or duality.read"
    )


def derive(statement: Statement) -> StatementDerivation:
    """L, theta_D in letters, the explicit dual, the KKT conditions; nothing is solved."""
    return statement.derivation


def solve(
    statement: Statement,
    data: Mapping[str, object],
    *,
    tolerance: float = 1e-8,
    time_limit: float | None = None,
    pipeline: Pipeline | None = None,
) -> StatementReport:
    """p*, d*, the gap and the verdict for data; see `duality.statements.solving`."""
    from duality.statements.solving import solve

    return solve(statement, data, tolerance=tolerance, time_limit=time_limit, pipeline=pipeline)
