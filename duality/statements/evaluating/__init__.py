"""Nodes in numbers: one walk, over floats, exact entries, or the expressions of a solver."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.statements.evaluating import grids as grids
    from duality.statements.evaluating.walk import Values, evaluate

__getattr__ = lazily(__name__, {"walk": "Values evaluate"})


__all__ = ["Values", "evaluate"]
