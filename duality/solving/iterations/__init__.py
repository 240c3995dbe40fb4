"""Iterations toward the dual optimum, one method a file."""

from duality.solving.iterations.order import METHODS, method_named
from duality.solving.iterations.step_bounds import step_bound

__all__ = ["METHODS", "method_named", "step_bound"]
