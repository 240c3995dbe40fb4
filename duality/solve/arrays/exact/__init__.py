"""Exact optima of linear programs of arrays: the basis of the simplex method, solved and checked over the rationals."""

from duality.solve.arrays.exact.optimum import ExactOptimum, exact_optimum

__all__ = ["ExactOptimum", "exact_optimum"]
