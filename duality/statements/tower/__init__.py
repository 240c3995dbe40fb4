"""From a statement to its Lagrangian, its dual function in letters, its explicit dual and KKT conditions."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily
from duality.statements.tower.deriving import Derived, derived

if TYPE_CHECKING:
    from duality.statements.tower import conditions as conditions
    from duality.statements.tower import curvature as curvature

__getattr__ = lazily(__name__)


__all__ = ["Derived", "derived"]
