"""Nodes in numbers: one walk, over floats, exact entries, or the expressions of a solver."""

from duality.statements.evaluating.walk import Values, evaluate

__all__ = ["Values", "evaluate"]
