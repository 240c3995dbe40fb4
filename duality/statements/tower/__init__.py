"""From a statement to its Lagrangian, its dual function in letters, its explicit dual and KKT conditions."""

from duality.statements.tower.deriving import Derived, derived

__all__ = ["Derived", "derived"]
