"""Statements to and from other systems: problems of cvxpy and their trees."""

from duality.statements.exchange.from_cvxpy import from_cvxpy
from duality.statements.exchange.to_cvxpy import to_cvxpy

__all__ = ["from_cvxpy", "to_cvxpy"]
