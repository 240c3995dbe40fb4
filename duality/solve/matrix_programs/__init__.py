"""Convex programs with matrices: variables, functions and relations of cvxpy, solved by Clarabel."""

from duality.solve.matrix_programs.program import MatrixOutcome, MatrixProgram

__all__ = ["MatrixOutcome", "MatrixProgram"]
