"""Problem -> StandardForm -> Derivation: exact algebra, no floats in any formula."""

from __future__ import annotations

from duality.derive.derivation import derive
from duality.derive.dual_value import dual_value
from duality.derive.exact_level import exact_level
from duality.derive.inner import inner_problem
from duality.derive.standardize import restore, standardize

__all__ = ["derive", "dual_value", "exact_level", "inner_problem", "restore", "standardize"]
