"""Exact optima of linear and quadratic programs of arrays: a basis or an active set, solved and checked over Q."""

from duality.solving.arrays.exact.optimum import ExactOptimum, exact_optimum
from duality.solving.arrays.exact.quadratic import exact_quadratic

__all__ = ["ExactOptimum", "exact_optimum", "exact_quadratic"]
