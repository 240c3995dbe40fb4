"""The infimum over one variable, one file a rule."""

from duality.statements.tower.rules.order import RULES, infimum

__all__ = ["RULES", "infimum"]
