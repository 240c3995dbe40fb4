"""The subdifferentials of convex functions at a point, and the KKT system where there is no gradient."""

from duality.verify.subgradients.condition import multipliers_asked, subgradient_condition

__all__ = ["multipliers_asked", "subgradient_condition"]
