"""Convex programs with matrices in cvxpy's variables, functions and relations, for those who go on in cvxpy."""

from duality.solve.matrix_programs.program import MatrixProgram

__all__ = ["MatrixProgram"]
