"""Conic programs of sparse arrays: linear ones by HiGHS, the others by Clarabel."""

from duality.solve.arrays.optimum import Optimum, optimize
from duality.solve.arrays.program import ArrayProgram, Cone

__all__ = ["ArrayProgram", "Cone", "Optimum", "optimize"]
