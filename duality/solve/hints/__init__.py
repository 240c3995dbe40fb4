"""Numeric solvers of quadratic programs, as givers of hints for the exact settlement."""
