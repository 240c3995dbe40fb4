"""Problem -> StandardForm -> Derivation: exact algebra, no floats in any formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duality.derivation.dual_value import dual_value
from duality.derivation.exact_level import exact_level
from duality.derivation.standardize import restore, standardize
from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.derivation import descent as descent
    from duality.derivation import drift as drift
    from duality.derivation import least_affine as least_affine
    from duality.derivation.derivation import derive
    from duality.derivation.lagrangian import inner_problem

__getattr__ = lazily(__name__, {"derivation": "derive", "lagrangian": "inner_problem"})


__all__ = ["derive", "dual_value", "exact_level", "inner_problem", "restore", "standardize"]
