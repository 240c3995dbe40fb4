"""A statement with data: both sides solved, theta_D evaluated by the derived formula, the verdict."""

from duality.statements.solving.report import StatementReport
from duality.statements.solving.solve import solve

__all__ = ["StatementReport", "solve"]
